package io.edgevirt.kvm.translate;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Firmware;
import io.edgevirt.Size;
import io.edgevirt.kvm.read.DomainCapabilities;
import io.edgevirt.spi.VMSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What stops a machine that is wanted, as far as the spec and the host alone tell. */
public final class SpecRules {

    private static final String FIRMWARE_PACKAGE = "install the package ovmf on the host";

    private final VMSpec spec;
    private final HostFacts host;
    private final List<Finding> found = new ArrayList<>();

    private SpecRules(VMSpec spec, HostFacts host) {
        this.spec = spec;
        this.host = host;
    }

    /**
     * Checks a spec.
     *
     * @param spec what is wanted
     * @param host what the host can do
     * @return what would stop it, and what to know
     */
    public static List<Finding> of(VMSpec spec, HostFacts host) {
        SpecRules rules = new SpecRules(spec, host);
        rules.texts();
        rules.size();
        rules.placement();
        rules.lacking();
        if (host.qemu()) {
            rules.firmware();
            rules.nested();
            rules.hugepages();
            rules.pinning();
            host.emulation()
                    .ifPresent(why -> rules.found.add(Finding.warn(
                            "host.kvm",
                            host.name(),
                            "the guest will be emulated, which is slow: " + why,
                            "run it on a host with hardware virtualization")));
        }
        return List.copyOf(rules.found);
    }

    private void texts() {
        NameRules names = new NameRules().fileName("name", spec.name()).tags(spec.tags());
        spec.description().ifPresent(d -> names.text("description", d));
        spec.boot().guestOs().ifPresent(os -> names.line("guestOs", os));
        spec.boot().kernel().ifPresent(k -> names.line("bootKernel.commandLine", k.commandLine()));
        found.addAll(names.findings());
    }

    private void size() {
        host.guest()
                .flatMap(DomainCapabilities::maxCpus)
                .filter(max -> spec.cpus() > max)
                .ifPresent(max -> found.add(NameRules.invalid(
                        "cpus",
                        String.valueOf(spec.cpus()),
                        "a machine has at most " + max + " processors on this host",
                        "ask for fewer")));
        if (spec.memory().bytes() > Size.tib(64).bytes()) {
            found.add(NameRules.invalid(
                    "memory", spec.memory().toString(), "a machine has at most 64 TiB of memory", "ask for less"));
        }
    }

    private void placement() {
        spec.placement()
                .host()
                .filter(h -> !h.equals(host.name())
                        && !host.host().uuid().filter(h::equals).isPresent())
                .ifPresent(h -> found.add(Finding.fail(
                        "host",
                        Problem.NOT_FOUND,
                        h,
                        "this connection is to the host " + host.name() + " alone",
                        "leave the host out, or connect to the other one")));
        unsupported("cluster", spec.placement().cluster(), "libvirt has no clusters");
        unsupported("resourcePool", spec.placement().resourcePool(), "libvirt has no resource pools");
        unsupported("folder", spec.placement().folder(), "libvirt has no folders for machines");
    }

    private void unsupported(String field, Optional<?> value, String reason) {
        value.ifPresent(
                v -> found.add(Finding.fail(field, Problem.UNSUPPORTED, String.valueOf(v), reason, "leave it out")));
    }

    private void lacking() {
        unsupported("dynamicMemory", spec.dynamicMemory(), "libvirt does not move memory between machines by itself");
        if (spec.resources().reservedCpus().filter(c -> c > 0).isPresent()
                || spec.resources().reservedMemory().filter(m -> m.bytes() > 0).isPresent()) {
            found.add(Finding.fail(
                    "reserve",
                    Problem.UNSUPPORTED,
                    spec.name(),
                    "libvirt's QEMU driver keeps nothing back for a machine",
                    "huge pages set memory aside, and pinCpus processors"));
        }
    }

    private void firmware() {
        boolean secure = spec.boot().secureBoot().orElse(false);
        boolean uefi =
                secure || spec.boot().firmware().filter(Firmware.UEFI::equals).isPresent();
        DomainCapabilities guest = host.guest().orElse(null);
        if (guest == null) {
            return;
        }
        if (uefi && !guest.efi()) {
            lacks("firmware", "the host has no UEFI firmware for guests", FIRMWARE_PACKAGE);
        } else if (secure && !guest.secureBoot()) {
            lacks("secureBoot", "the host has no UEFI firmware with secure boot", FIRMWARE_PACKAGE);
        }
        if (spec.boot().firmware().filter(Firmware.BIOS::equals).isPresent() && !host.pc()) {
            lacks("firmware", host.host().arch() + " has no PC BIOS", "choose UEFI");
        }
        if (spec.boot().tpm() && !guest.tpm()) {
            lacks("tpm", "the host cannot emulate a TPM", "install the packages swtpm and swtpm-tools on the host");
        }
        if (!spec.devices().isEmpty() && !guest.hostDevices().contains("pci")) {
            lacks("device", "the host passes no PCI devices through", "switch the IOMMU on and load vfio-pci");
        }
    }

    private void lacks(String field, String reason, String remedy) {
        found.add(Finding.fail(field, Problem.UNSUPPORTED, host.name(), reason, remedy));
    }

    private void nested() {
        if (spec.nestedVirtualization().orElse(false)) {
            nested(host).ifPresent(found::add);
        }
    }

    /**
     * What stops virtualization in a guest.
     *
     * @param host what the host can do
     * @return the finding, if something does
     */
    public static Optional<Finding> nested(HostFacts host) {
        if (!host.kvm()) {
            return Optional.of(Finding.fail(
                    "nestedVirtualization",
                    Problem.UNSUPPORTED,
                    host.name(),
                    "an emulated guest has no virtualization to use: "
                            + host.emulation().orElse("this is no host for KVM"),
                    "use a host whose processor has VT-x or AMD-V"));
        }
        boolean can = !host.pc()
                || host.guest().flatMap(DomainCapabilities::nestedFeature).isPresent();
        return can
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "nestedVirtualization",
                        Problem.UNSUPPORTED,
                        host.name(),
                        "the host's KVM does not pass VT-x or AMD-V on to guests",
                        "load kvm_intel or kvm_amd with nested=1 on the host"));
    }

    private void hugepages() {
        if (!spec.resources().hugepages()) {
            return;
        }
        long set = 0;
        for (Map.Entry<Size, Long> pages : host.host().hugepages().entrySet()) {
            set += pages.getKey().bytes() * pages.getValue();
        }
        if (set < spec.memory().bytes()) {
            found.add(Finding.fail(
                    "hugepages",
                    Problem.RESOURCES,
                    host.name(),
                    "the host has set aside " + Size.ofBytes(set) + " as huge pages, " + spec.memory() + " are wanted",
                    "set vm.nr_hugepages on the host"));
        }
    }

    private void pinning() {
        spec.resources().pinnedCpus().ifPresent(list -> {
            int most = -1;
            for (String number : list.split("[-,]")) {
                most = Math.max(most, Integer.parseInt(number));
            }
            Optional<Integer> threads = host.host().threads();
            if (threads.isPresent() && most >= threads.get()) {
                found.add(NameRules.invalid(
                        "pinCpus", list, "the host's processors are 0 to " + (threads.get() - 1), "name those"));
            }
        });
    }
}
