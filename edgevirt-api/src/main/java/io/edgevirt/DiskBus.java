package io.edgevirt;

/** How a disk is attached to a machine. Which of them a backend knows is told by {@link Operation#check()}. */
public enum DiskBus {
    /** The paravirtual block device of KVM and Proxmox. */
    VIRTIO,
    /** A SCSI controller: virtio-scsi on KVM, PVSCSI on vSphere, the synthetic controller on Hyper-V. */
    SCSI,
    /** A SATA (AHCI) controller. */
    SATA,
    /** An IDE controller, for old guests. */
    IDE,
    /** An NVMe controller. */
    NVME,
    /** A USB disk. */
    USB
}
