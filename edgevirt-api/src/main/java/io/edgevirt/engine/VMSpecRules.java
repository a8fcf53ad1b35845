package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Firmware;
import io.edgevirt.Violation;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What holds for every machine that is wanted, and what a system must be able to do for it. */
final class VMSpecRules {

    private VMSpecRules() {}

    static List<Violation> violations(VMSpec spec) {
        return Rules.check(r -> {
            r.name("name", spec.name());
            r.cpus("cpus", spec.cpus());
            r.positive("memory", spec.memory());
            spec.dynamicMemory().ifPresent(range -> r.range(java.util.Optional.of(spec.memory()), range));
            devices(r, spec);
            boot(r, spec.boot());
            resources(r, spec);
            spec.description().ifPresent(d -> r.text("description", d, true));
            spec.cloudInit()
                    .filter(String::isBlank)
                    .ifPresent(c -> r.violated(
                            "cloudInit", "(blank)", "user data is not blank", "begin it with #cloud-config"));
            spec.tags().forEach((key, value) -> {
                r.name("tag", key);
                r.text("tag[" + key + "]", value, false);
            });
        });
    }

    private static void devices(Rules r, VMSpec spec) {
        for (int i = 0; i < spec.disks().size(); i++) {
            r.disk("disk[" + i + "]", spec.disks().get(i));
        }
        Set<String> macs = new HashSet<>();
        for (int i = 0; i < spec.nics().size(); i++) {
            String field = "nic[" + i + "]";
            r.nic(field, spec.nics().get(i));
            spec.nics()
                    .get(i)
                    .mac()
                    .filter(mac -> !macs.add(mac))
                    .ifPresent(mac -> r.violated(
                            field + ".mac", mac, "each adapter has an address of its own", "change one of them"));
        }
        if (new HashSet<>(spec.devices()).size() < spec.devices().size()) {
            r.violated("device", spec.devices(), "a device is passed through once", "leave out the repetition");
        }
        spec.vgpu().ifPresent(profile -> r.name("vgpu", profile));
    }

    private static void boot(Rules r, VMSpec.BootSpec boot) {
        if (boot.secureBoot().orElse(false)
                && boot.firmware().filter(Firmware.BIOS::equals).isPresent()) {
            r.violated("secureBoot", true, "secure boot needs UEFI", "choose firmware(Firmware.UEFI)");
        }
        boot.iso().ifPresent(iso -> r.file("iso", iso));
        boot.guestOs().ifPresent(os -> r.name("guestOs", os));
        boot.kernel().ifPresent(k -> {
            r.file("bootKernel.kernel", k.kernel());
            r.file("bootKernel.initrd", k.initrd());
            r.text("bootKernel.commandLine", k.commandLine(), false);
        });
    }

    private static void resources(Rules r, VMSpec spec) {
        VMSpec.Resources resources = spec.resources();
        resources
                .reservedCpus()
                .filter(c -> c < 0 || c > spec.cpus())
                .ifPresent(c -> r.violated(
                        "reserve.cpus", c, "0 to the machine's " + spec.cpus() + " processors", "reserve fewer"));
        resources
                .reservedMemory()
                .filter(m -> m.compareTo(spec.memory()) > 0)
                .ifPresent(
                        m -> r.violated("reserve.memory", m, "at most the machine's " + spec.memory(), "reserve less"));
        resources.pinnedCpus().ifPresent(list -> r.cpuList("pinCpus", list));
        spec.placement().host().ifPresent(n -> r.name("host", n));
        spec.placement().cluster().ifPresent(n -> r.name("cluster", n));
        spec.placement().resourcePool().ifPresent(n -> r.name("resourcePool", n));
        spec.placement().folder().ifPresent(n -> r.name("folder", n));
    }

    static Set<Feature> needs(VMSpec spec) {
        Set<Feature> needs = EnumSet.of(Feature.CREATE);
        add(needs, Feature.DYNAMIC_MEMORY, spec.dynamicMemory().isPresent());
        add(needs, Feature.NESTED_VIRTUALIZATION, spec.nestedVirtualization().orElse(false));
        add(needs, Feature.CLOUD_INIT, spec.cloudInit().isPresent());
        add(needs, Feature.DESCRIPTION, spec.description().isPresent());
        add(needs, Feature.TAGS, !spec.tags().isEmpty());
        add(needs, Feature.AUTOSTART, spec.autostart());
        add(needs, Feature.GPU_PASSTHROUGH, !spec.devices().isEmpty());
        add(needs, Feature.VGPU, spec.vgpu().isPresent());
        boot(needs, spec.boot());
        add(needs, Feature.RESOURCE_POOLS, spec.placement().resourcePool().isPresent());
        add(needs, Feature.FOLDERS, spec.placement().folder().isPresent());
        add(needs, Feature.RESERVATIONS, spec.resources().reservedMemory().isPresent());
        add(needs, Feature.CPU_PINNING, spec.resources().pinnedCpus().isPresent());
        add(needs, Feature.HUGEPAGES, spec.resources().hugepages());
        for (NicSpec nic : spec.nics()) {
            needs.addAll(Set.of(NicOptionsBuilder.needs(nic)));
        }
        return needs;
    }

    private static void boot(Set<Feature> needs, VMSpec.BootSpec boot) {
        add(needs, Feature.UEFI, boot.firmware().filter(Firmware.UEFI::equals).isPresent());
        add(needs, Feature.SECURE_BOOT, boot.secureBoot().orElse(false));
        add(needs, Feature.TPM, boot.tpm());
        add(needs, Feature.ISO, boot.iso().isPresent());
        add(needs, Feature.DIRECT_KERNEL_BOOT, boot.kernel().isPresent());
        add(needs, Feature.GUEST_OS, boot.guestOs().isPresent());
    }

    private static void add(Set<Feature> needs, Feature feature, boolean wanted) {
        if (wanted) {
            needs.add(feature);
        }
    }
}
