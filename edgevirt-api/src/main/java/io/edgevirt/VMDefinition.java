package io.edgevirt;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A machine to be. Nothing happens before {@link #create()}, which either makes the whole machine or leaves nothing
 * behind. Without a pool, disks go to the pool named {@code default}, else to the first by name that fits; without a
 * host the system chooses, else the host with the most free memory is taken. The plan names what was chosen.
 */
public interface VMDefinition extends Operation<VM> {

    /**
     * Virtual processors; 1 by default.
     *
     * @param count one or more
     * @return this builder
     */
    VMDefinition cpus(int count);

    /**
     * Memory. With {@link #dynamicMemory} it is what the machine starts with.
     *
     * @param size more than zero; 512 MiB by default
     * @return this builder
     */
    VMDefinition memory(Size size);

    /**
     * Lets the system move memory between two bounds by itself ({@link Feature#DYNAMIC_MEMORY}).
     *
     * @param minimum the least
     * @param maximum the most
     * @return this builder
     */
    VMDefinition dynamicMemory(Size minimum, Size maximum);

    /**
     * Adds an empty disk in the default pool.
     *
     * @param size its size
     * @return this builder
     */
    default VMDefinition disk(Size size) {
        return disk(size, options -> {});
    }

    /**
     * Adds an empty disk.
     *
     * @param size its size
     * @param options sets pool, path, thin, bus
     * @return this builder
     */
    VMDefinition disk(Size size, Consumer<DiskOptions> options);

    /**
     * Adds a network adapter.
     *
     * @param network a switch's name, path or id, or a bridge's name
     * @return this builder
     */
    default VMDefinition nic(String network) {
        return nic(network, options -> {});
    }

    /**
     * Adds a network adapter.
     *
     * @param network a switch's name, path or id, or a bridge's name
     * @param options sets VLAN, MAC address, MAC spoofing
     * @return this builder
     */
    VMDefinition nic(String network, Consumer<NicOptions> options);

    /**
     * Adds a network adapter.
     *
     * @param network the switch
     * @return this builder
     * @throws InvalidSpecException if the handle is of another system
     */
    default VMDefinition nic(Switch network) {
        return nic(network.id());
    }

    /**
     * Adds a network adapter.
     *
     * @param network the switch
     * @param options sets VLAN, MAC address, MAC spoofing
     * @return this builder
     * @throws InvalidSpecException if the handle is of another system
     */
    default VMDefinition nic(Switch network, Consumer<NicOptions> options) {
        return nic(network.id(), options);
    }

    /**
     * A CD drive with an image in it.
     *
     * @param image the server's path, or {@code pool:volume}
     * @return this builder
     */
    VMDefinition iso(String image);

    /**
     * A CD drive with an image in it, uploaded where the host is another machine.
     *
     * @param image a file of the JVM's machine
     * @return this builder
     */
    VMDefinition iso(Path image);

    /**
     * The guest's operating system, by the system's own name for it.
     *
     * @param nativeName such as vSphere's {@code windows2019srv_64Guest}
     * @return this builder
     */
    VMDefinition guestOs(String nativeName);

    /**
     * The firmware; the system's own default where this is not called.
     *
     * @param kind BIOS or UEFI
     * @return this builder
     */
    VMDefinition firmware(Firmware kind);

    /**
     * Secure boot, which needs UEFI.
     *
     * @param on whether
     * @return this builder
     */
    VMDefinition secureBoot(boolean on);

    /**
     * A virtual TPM 2.0.
     *
     * @param on whether
     * @return this builder
     */
    VMDefinition tpm(boolean on);

    /**
     * Exposes virtualization to the guest, so that it can run machines of its own.
     *
     * @param on whether
     * @return this builder
     */
    VMDefinition nestedVirtualization(boolean on);

    /**
     * Places it on a host.
     *
     * @param nameOrId the host's name, path or id
     * @return this builder
     */
    VMDefinition host(String nameOrId);

    /**
     * Places it on a host.
     *
     * @param on the host
     * @return this builder
     * @throws InvalidSpecException if the handle is of another system
     */
    default VMDefinition host(Host on) {
        return host(on.id());
    }

    /**
     * Places it in a cluster.
     *
     * @param nameOrId the cluster's name, path or id
     * @return this builder
     */
    VMDefinition cluster(String nameOrId);

    /**
     * Places it in a cluster.
     *
     * @param in the cluster
     * @return this builder
     * @throws InvalidSpecException if the handle is of another system
     */
    default VMDefinition cluster(Cluster in) {
        return cluster(in.id());
    }

    /**
     * Places it in a resource pool.
     *
     * @param nameOrPath the resource pool's name or path
     * @return this builder
     */
    VMDefinition resourcePool(String nameOrPath);

    /**
     * Places it in a folder.
     *
     * @param nameOrPath the folder's name or path
     * @return this builder
     */
    VMDefinition folder(String nameOrPath);

    /**
     * Keeps processors and memory for it alone.
     *
     * @param cpus whole processors
     * @param memory memory, at most what it has
     * @return this builder
     */
    VMDefinition reserve(int cpus, Size memory);

    /**
     * Binds its virtual processors to processors of the host.
     *
     * @param list such as {@code 0-3} or {@code 0,2,4-7}
     * @return this builder
     */
    VMDefinition pinCpus(String list);

    /**
     * Backs its memory by huge pages.
     *
     * @param on whether
     * @return this builder
     */
    VMDefinition hugepages(boolean on);

    /**
     * Passes a PCI device of the host through to it.
     *
     * @param address the device's address on its host
     * @return this builder
     */
    VMDefinition device(PciAddress address);

    /**
     * Gives it a virtual GPU.
     *
     * @param profile the system's own name of the profile
     * @return this builder
     */
    VMDefinition vgpu(String profile);

    /**
     * Boots a kernel directly.
     *
     * @param kernel the kernel, a file of the JVM's machine
     * @param initrd the initial RAM disk, a file of the JVM's machine
     * @param commandLine the kernel's command line
     * @return this builder
     */
    VMDefinition bootKernel(Path kernel, Path initrd, String commandLine);

    /**
     * Boots a kernel directly.
     *
     * @param kernel the kernel, the server's path or {@code pool:volume}
     * @param initrd the initial RAM disk, the server's path or {@code pool:volume}
     * @param commandLine the kernel's command line
     * @return this builder
     */
    VMDefinition bootKernel(String kernel, String initrd, String commandLine);

    /**
     * Hands user data to cloud-init in the guest.
     *
     * @param userData the text, such as one that begins with {@code #cloud-config}; it is masked in plans
     * @return this builder
     */
    VMDefinition cloudInit(String userData);

    /**
     * A description for people.
     *
     * @param text any text
     * @return this builder
     */
    VMDefinition description(String text);

    /**
     * Adds a tag.
     *
     * @param key the tag's key
     * @param value its value
     * @return this builder
     */
    VMDefinition tag(String key, String value);

    /**
     * Starts it with its host.
     *
     * @param on whether
     * @return this builder
     */
    VMDefinition autostart(boolean on);

    /**
     * Makes the machine, off.
     *
     * @return the machine
     * @throws InvalidSpecException if the definition is not valid; it names every violation
     * @throws AlreadyExistsException if the name is taken
     */
    default VM create() {
        return run();
    }
}
