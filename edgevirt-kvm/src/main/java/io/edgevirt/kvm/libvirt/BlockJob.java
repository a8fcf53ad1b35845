package io.edgevirt.kvm.libvirt;

/**
 * A job on a disk.
 *
 * @param type {@code virDomainBlockJobType}: 1 pull, 2 copy, 3 commit, 4 commit of the active layer, 5 backup
 * @param bandwidth its limit in MiB/s; 0 is none
 * @param done how far it is, between 0 and {@code total}
 * @param total the work as known now; a copy or active commit has caught up when both are equal and not 0
 */
public record BlockJob(int type, long bandwidth, long done, long total) {}
