package io.edgevirt.spi;

import io.edgevirt.Firmware;
import io.edgevirt.MemoryRange;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A machine that is wanted. Immutable; the engine has validated what is the same for all systems.
 *
 * @param token this create's own, by which what it made is known after a lost reply
 * @param name the name
 * @param cpus virtual processors, one or more
 * @param memory memory; with dynamic memory, what it starts with
 * @param dynamicMemory the bounds of dynamic memory
 * @param disks empty disks to make
 * @param nics network adapters
 * @param boot what it boots
 * @param placement where it goes
 * @param resources what is kept for it
 * @param devices host devices to pass through
 * @param vgpu the profile of a virtual GPU
 * @param nestedVirtualization whether virtualization is exposed to the guest; empty leaves the system's default
 * @param cloudInit user data for cloud-init; secret
 * @param description a description
 * @param tags tags
 * @param autostart whether it starts with its host
 */
public record VMSpec(
        UUID token,
        String name,
        int cpus,
        Size memory,
        Optional<MemoryRange> dynamicMemory,
        List<DiskSpec> disks,
        List<NicSpec> nics,
        BootSpec boot,
        Placement placement,
        Resources resources,
        List<PciAddress> devices,
        Optional<String> vgpu,
        Optional<Boolean> nestedVirtualization,
        Optional<String> cloudInit,
        Optional<String> description,
        Map<String, String> tags,
        boolean autostart) {

    // Copies the collections; tags keep their order.
    public VMSpec {
        disks = List.copyOf(disks);
        nics = List.copyOf(nics);
        devices = List.copyOf(devices);
        tags = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(tags));
    }

    /** Without the user data, which may hold secrets. */
    @Override
    public String toString() {
        return Line.one(
                "VMSpec[" + name + ", " + cpus + " CPUs, " + memory + ", disks " + disks + ", nics " + nics + "]");
    }

    /**
     * What a machine boots.
     *
     * @param firmware the firmware; empty leaves the system's default
     * @param secureBoot whether secure boot is on; empty leaves the system's default
     * @param tpm whether it has a virtual TPM
     * @param iso an image for a CD drive
     * @param kernel a kernel to boot directly
     * @param guestOs the system's own name for the guest's operating system
     */
    public record BootSpec(
            Optional<Firmware> firmware,
            Optional<Boolean> secureBoot,
            boolean tpm,
            Optional<FileSource> iso,
            Optional<KernelSpec> kernel,
            Optional<String> guestOs) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * A kernel to boot directly.
     *
     * @param kernel the kernel
     * @param initrd the initial RAM disk
     * @param commandLine the kernel's command line
     */
    public record KernelSpec(FileSource kernel, FileSource initrd, String commandLine) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * Where a machine goes; each a name, path or id.
     *
     * @param host the host
     * @param cluster the cluster
     * @param resourcePool the resource pool
     * @param folder the folder
     */
    public record Placement(
            Optional<String> host, Optional<String> cluster, Optional<String> resourcePool, Optional<String> folder) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * What is kept for a machine.
     *
     * @param reservedCpus whole processors
     * @param reservedMemory memory
     * @param pinnedCpus the host's processors, such as {@code 0-3}
     * @param hugepages whether its memory is backed by huge pages
     */
    public record Resources(
            Optional<Integer> reservedCpus,
            Optional<Size> reservedMemory,
            Optional<String> pinnedCpus,
            boolean hugepages) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }
}
