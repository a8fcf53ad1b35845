package io.edgevirt;

import io.edgevirt.engine.Line;
import io.edgevirt.engine.LocalHardware;
import java.util.List;
import java.util.Optional;

/**
 * What a host is built of, as far as its system tells. What is not told is empty, never zero or false.
 *
 * @param name the host's name
 * @param cpu its processors
 * @param memory physical memory
 * @param disks its disks
 * @param nics its network adapters
 * @param pciDevices its PCI devices
 * @param iommu whether an IOMMU is in use, which passthrough needs
 * @param secureBoot whether it booted by secure boot
 * @param tpm the version of its TPM, such as {@code 2.0}; empty where none is known
 * @param hypervisorPresent whether it runs under a hypervisor, as a guest or as the parent partition
 */
public record Hardware(
        String name,
        Cpu cpu,
        Optional<Size> memory,
        List<DiskDevice> disks,
        List<NetworkAdapter> nics,
        List<PciDevice> pciDevices,
        Optional<Boolean> iommu,
        Optional<Boolean> secureBoot,
        Optional<String> tpm,
        Optional<Boolean> hypervisorPresent) {

    // Copies the lists.
    public Hardware {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        pciDevices = List.copyOf(pciDevices);
    }

    /**
     * The hardware of the JVM's own machine, read by a module that is found by {@link java.util.ServiceLoader}.
     *
     * @return the hardware
     * @throws UnsupportedFeatureException if no such module is there; it names the one to add
     */
    public static Hardware local() {
        return LocalHardware.read();
    }

    /**
     * Processors.
     *
     * @param model the model's name
     * @param architecture such as {@code x86_64}
     * @param cores physical cores of all sockets together
     * @param threads logical processors
     * @param virtualization whether VT-x or AMD-V is there and enabled
     * @param slat whether second-level address translation (EPT, NPT) is there
     * @param nested whether the hypervisor passes virtualization on to its guests
     */
    public record Cpu(
            Optional<String> model,
            Optional<String> architecture,
            Optional<Integer> cores,
            Optional<Integer> threads,
            Optional<Boolean> virtualization,
            Optional<Boolean> slat,
            Optional<Boolean> nested) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /** What a disk is made of. */
    public enum DiskKind {
        /** Flash on NVMe. */
        NVME,
        /** Flash on SATA or SAS. */
        SSD,
        /** Turning platters. */
        HDD,
        /** The system does not say. */
        UNKNOWN
    }

    /**
     * A disk.
     *
     * @param name the host's name for it, such as {@code sda}
     * @param size its size
     * @param kind what it is made of
     * @param model the model's name
     */
    public record DiskDevice(String name, Optional<Size> size, DiskKind kind, Optional<String> model) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * A network adapter.
     *
     * @param name the host's name for it, such as {@code eno1}
     * @param mac its MAC address
     * @param bitsPerSecond the speed of its link
     * @param up whether its link is up
     */
    public record NetworkAdapter(
            String name, Optional<String> mac, Optional<Long> bitsPerSecond, Optional<Boolean> up) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * A PCI device.
     *
     * @param address its address
     * @param description vendor and product, or their ids
     * @param pciClass the PCI class code, such as 0x030000 for a VGA controller
     * @param iommuGroup its IOMMU group; all devices of a group go together
     */
    public record PciDevice(
            PciAddress address, String description, Optional<Integer> pciClass, Optional<Integer> iommuGroup) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /** One line. */
    @Override
    public String toString() {
        return Line.one(name + cpu.model().map(m -> ", " + m).orElse("")
                + cpu.cores().map(c -> ", " + c + " cores").orElse("")
                + memory.map(m -> ", " + m).orElse("") + ", " + disks.size() + " disks, " + nics.size() + " NICs");
    }
}
