package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.read.Capabilities;
import io.edgevirt.kvm.read.DomainCapabilities;
import java.util.Optional;

/**
 * What translation has to know of a host.
 *
 * @param name its name
 * @param domainType what runs guests: {@code kvm}, {@code qemu} for emulation, or {@code test}
 * @param emulation why guests are emulated although this is a host for KVM; empty where KVM runs them
 * @param host its capabilities
 * @param guest what it can give a guest; empty for a driver without domain capabilities
 * @param libvirt libvirt's version there, as major · 1,000,000 + minor · 1,000 + release; 0 where it does not tell
 */
public record HostFacts(
        String name,
        String domainType,
        Optional<String> emulation,
        Capabilities host,
        Optional<DomainCapabilities> guest,
        long libvirt) {

    /** What {@link #domainType} is for libvirt's driver for tests. */
    public static final String TEST = "test";

    /**
     * Whether guests run in QEMU, be it by KVM or by emulation.
     *
     * @return false for libvirt's driver for tests
     */
    public boolean qemu() {
        return !domainType.equals(TEST);
    }

    /**
     * Whether guests run on the processor itself.
     *
     * @return true for KVM
     */
    public boolean kvm() {
        return domainType.equals("kvm");
    }

    /**
     * Whether the guests are PCs.
     *
     * @return true for x86 in QEMU
     */
    public boolean pc() {
        return qemu() && (host.arch().equals("x86_64") || host.arch().equals("i686"));
    }

    /**
     * The machine type that is asked for: the one with PCI Express, which devices can be added to while it runs.
     *
     * @return empty where libvirt shall choose
     */
    public Optional<String> machine() {
        return switch (host.arch()) {
            case "x86_64", "i686" -> qemu() ? Optional.of("q35") : Optional.empty();
            case "aarch64", "riscv64" -> Optional.of("virt");
            default -> Optional.empty();
        };
    }
}
