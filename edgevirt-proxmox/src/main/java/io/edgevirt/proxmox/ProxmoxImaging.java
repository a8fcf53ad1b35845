package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import io.edgevirt.VM;

/** A machine as the origin of copies, and disks that are copies of images: {@link ProxmoxVM#imaging()}. */
public interface ProxmoxImaging {

    /**
     * Makes a template of the machine, of which linked copies can be made. Proxmox VE has no way back: a template does not
     * start, and its disks do not change any more. Does nothing on a template.
     *
     * @return the operation; its check fails while the machine is not off, or has snapshots
     */
    Operation<VM> convertToTemplate();

    /**
     * Adds a disk that is a copy of an image, on the first free place of the SCSI controller and of the image's size. Never
     * repeated after a lost reply.
     *
     * @param storage the name of the storage that it goes to
     * @param source a volume, such as {@code local:import/disk.qcow2} (from version 8 on) or another machine's disk; for
     *     root@pam, logged in by password, also the path of a file on the machine's node
     * @return the operation
     */
    Operation<VM> importDisk(String storage, String source);
}
