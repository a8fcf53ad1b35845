package io.edgevirt.kvm.libvirt;

/**
 * The size of a disk in use.
 *
 * @param capacity what the guest sees, in bytes
 * @param allocation what it occupies on the host, in bytes
 * @param physical the size of its container on the host, in bytes
 */
public record BlockInfo(long capacity, long allocation, long physical) {}
