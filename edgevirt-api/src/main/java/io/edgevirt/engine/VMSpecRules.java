package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Firmware;
import io.edgevirt.Size;
import io.edgevirt.Violation;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What holds for every machine that is wanted, and what a system must be able to do for it. Written without a lambda per
 * rule: each would be linked for a program's first machine, whatever it asks for.
 */
final class VMSpecRules {

    private VMSpecRules() {}

    static List<Violation> violations(VMSpec spec) {
        Rules r = new Rules();
        r.name("name", spec.name());
        r.cpus("cpus", spec.cpus());
        r.positive("memory", spec.memory());
        if (spec.dynamicMemory().isPresent()) {
            r.range(Optional.of(spec.memory()), spec.dynamicMemory().get());
        }
        devices(r, spec);
        boot(r, spec.boot());
        resources(r, spec);
        places(r, spec.placement());
        texts(r, spec);
        return r.found();
    }

    private static void texts(Rules r, VMSpec spec) {
        if (spec.description().isPresent()) {
            r.text("description", spec.description().get(), true);
        }
        if (spec.cloudInit().isPresent() && spec.cloudInit().get().isBlank()) {
            r.violated("cloudInit", "(blank)", "user data is not blank", "begin it with #cloud-config");
        }
        for (Map.Entry<String, String> tag : spec.tags().entrySet()) {
            r.name("tag", tag.getKey());
            r.text("tag[" + tag.getKey() + "]", tag.getValue(), false);
        }
    }

    private static void devices(Rules r, VMSpec spec) {
        for (int i = 0; i < spec.disks().size(); i++) {
            r.disk("disk[" + i + "]", spec.disks().get(i));
        }
        Set<String> macs = new HashSet<>();
        for (int i = 0; i < spec.nics().size(); i++) {
            String field = "nic[" + i + "]";
            NicSpec nic = spec.nics().get(i);
            r.nic(field, nic);
            if (nic.mac().isPresent() && !macs.add(nic.mac().get())) {
                r.violated(
                        field + ".mac",
                        nic.mac().get(),
                        "each adapter has an address of its own",
                        "change one of them");
            }
        }
        if (new HashSet<>(spec.devices()).size() < spec.devices().size()) {
            r.violated("device", spec.devices(), "a device is passed through once", "leave out the repetition");
        }
        r.nameIfAny("vgpu", spec.vgpu());
    }

    private static void boot(Rules r, VMSpec.BootSpec boot) {
        if (boot.secureBoot().orElse(false) && boot.firmware().orElse(Firmware.UEFI) == Firmware.BIOS) {
            r.violated("secureBoot", true, "secure boot needs UEFI", "choose firmware(Firmware.UEFI)");
        }
        if (boot.iso().isPresent()) {
            r.file("iso", boot.iso().get());
        }
        r.nameIfAny("guestOs", boot.guestOs());
        if (boot.kernel().isPresent()) {
            VMSpec.KernelSpec kernel = boot.kernel().get();
            r.file("bootKernel.kernel", kernel.kernel());
            r.file("bootKernel.initrd", kernel.initrd());
            r.text("bootKernel.commandLine", kernel.commandLine(), false);
        }
    }

    private static void resources(Rules r, VMSpec spec) {
        VMSpec.Resources resources = spec.resources();
        int cpus = resources.reservedCpus().orElse(0);
        if (cpus < 0 || cpus > spec.cpus()) {
            r.violated("reserve.cpus", cpus, "0 to the machine's " + spec.cpus() + " processors", "reserve fewer");
        }
        Size memory = resources.reservedMemory().orElse(Size.ZERO);
        if (memory.compareTo(spec.memory()) > 0) {
            r.violated("reserve.memory", memory, "at most the machine's " + spec.memory(), "reserve less");
        }
        if (resources.pinnedCpus().isPresent()) {
            r.cpuList("pinCpus", resources.pinnedCpus().get());
        }
    }

    private static void places(Rules r, VMSpec.Placement placement) {
        r.nameIfAny("host", placement.host());
        r.nameIfAny("cluster", placement.cluster());
        r.nameIfAny("resourcePool", placement.resourcePool());
        r.nameIfAny("folder", placement.folder());
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
        add(needs, Feature.UEFI, boot.firmware().orElse(Firmware.BIOS) == Firmware.UEFI);
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
