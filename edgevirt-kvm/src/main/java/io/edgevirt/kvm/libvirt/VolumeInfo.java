package io.edgevirt.kvm.libvirt;

/**
 * A volume's kind and sizes.
 *
 * @param type {@code virStorageVolType}: 0 file, 1 block device, 2 folder, 3 network, 4 network folder, 5 ploop
 * @param capacity what a guest sees, in bytes
 * @param allocation what it occupies, in bytes
 */
public record VolumeInfo(int type, long capacity, long allocation) {}
