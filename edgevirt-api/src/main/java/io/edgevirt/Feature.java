package io.edgevirt;

/**
 * What a hypervisor may or may not be able to do; {@link Hypervisor#supports} answers for each. The contract kit proves
 * every YES by the operation itself and every NO by its refusal.
 */
public enum Feature {
    /** Defining a machine with an empty disk. */
    CREATE("Create a VM"),
    /** Defining a machine by the system's own text. */
    NATIVE_DEFINITION("Define from native text"),
    /** Starting and cutting the power. */
    POWER("Start and power off"),
    /** Shutting down by asking the guest. */
    GRACEFUL_SHUTDOWN("Graceful shutdown"),
    /** Restarting by asking the guest. */
    REBOOT("Reboot by the guest"),
    /** Restarting without asking the guest. */
    RESET("Reset"),
    /** Pausing with the memory kept in RAM. */
    PAUSE("Pause in RAM"),
    /** Saving the memory to disk. */
    SAVE("Save to disk"),
    /** Changing processors and memory. */
    RECONFIGURE("Reconfigure CPU and memory"),
    /** Changing processors and memory while the machine runs. */
    HOT_RECONFIGURE("Reconfigure while running"),
    /** Memory that the system moves between bounds. */
    DYNAMIC_MEMORY("Dynamic memory"),
    /** Renaming. */
    RENAME("Rename"),
    /** CD images: attach and eject. */
    ISO("Attach and eject ISO"),
    /** Adding, resizing and removing disks. */
    DISKS("Add, resize, remove disks"),
    /** Adding and removing network adapters. */
    NICS("Add and remove NICs"),
    /** VLAN tags on network adapters. */
    NIC_VLAN("VLAN per NIC"),
    /** Guests that send from other MAC addresses. */
    MAC_SPOOFING("MAC spoofing"),
    /** Full copies. */
    CLONE("Clone"),
    /** Copies that share the original's disks. */
    LINKED_CLONE("Linked clone"),
    /** Snapshots as a tree with revert. */
    SNAPSHOTS("Snapshots"),
    /** Snapshots with memory. */
    SNAPSHOT_MEMORY("Snapshots with memory"),
    /** Snapshots with the guest's file systems at rest. */
    SNAPSHOT_QUIESCE("Quiesced snapshots"),
    /** Moving while the guest runs. */
    LIVE_MIGRATION("Live migration"),
    /** Moving a machine that is off. */
    OFFLINE_MIGRATION("Offline migration"),
    /** UEFI firmware. */
    UEFI("UEFI"),
    /** Secure boot. */
    SECURE_BOOT("Secure boot"),
    /** Virtual TPM. */
    TPM("Virtual TPM"),
    /** Booting a kernel directly. */
    DIRECT_KERNEL_BOOT("Direct kernel boot"),
    /** User data for cloud-init. */
    CLOUD_INIT("cloud-init"),
    /** Starting with the host. */
    AUTOSTART("Autostart"),
    /** Tags. */
    TAGS("Tags"),
    /** Descriptions. */
    DESCRIPTION("Description"),
    /** Naming the guest's operating system. */
    GUEST_OS("Guest OS id"),
    /** Resource pools. */
    RESOURCE_POOLS("Resource pools"),
    /** Folders. */
    FOLDERS("Folders"),
    /** Reserved processors and memory. */
    RESERVATIONS("Reservations"),
    /** Binding virtual processors to processors. */
    CPU_PINNING("CPU pinning"),
    /** Memory on huge pages. */
    HUGEPAGES("Huge pages"),
    /** Passing PCI devices, GPUs among them, through. */
    GPU_PASSTHROUGH("GPU passthrough"),
    /** Virtual GPUs. */
    VGPU("vGPU"),
    /** Virtualization inside the guest. */
    NESTED_VIRTUALIZATION("Nested virtualization"),
    /** The text of the serial port. */
    SERIAL_CONSOLE("Serial console"),
    /** Seeing the screen from afar. */
    REMOTE_DISPLAY("Remote display"),
    /** A picture of the screen. */
    SCREENSHOT("Screenshot"),
    /** Figures of what a machine uses. */
    STATISTICS("Statistics"),
    /** Events pushed or polled in bulk. */
    WATCH("Watch events"),
    /** A guest's addresses. */
    GUEST_ADDRESSES("Guest addresses"),
    /** Running programs in the guest. */
    GUEST_EXEC("Run in the guest"),
    /** Reading and writing files of the guest. */
    GUEST_FILES("Guest files"),
    /** A host's hardware facts. */
    HOST_HARDWARE("Host hardware facts"),
    /** Making and deleting switches. */
    SWITCHES("Create switches"),
    /** Making and deleting volumes. */
    VOLUMES("Create volumes"),
    /** Making clusters. */
    CLUSTER_CREATE("Create clusters"),
    /** Highly available machines. */
    HA_CLUSTERING("HA clustering"),
    /** Rules that pin, part or join machines. */
    PLACEMENT_RULES("Placement rules"),
    /** Hyperconverged storage: vSAN, Storage Spaces, Ceph, ZFS. */
    STORAGE_INTEGRATION("Storage integration"),
    /** The system's own API, reached by {@code unwrap}. */
    NATIVE_API("API"),
    /** A management page of the system's own. */
    WEB_MANAGEMENT("Web management");

    private final String title;

    Feature(String title) {
        this.title = title;
    }

    /**
     * Its name in the feature matrix.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }
}
