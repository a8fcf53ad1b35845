package io.edgevirt.kvm.libvirt;

/**
 * A storage pool's state and sizes.
 *
 * @param state {@code virStoragePoolState}: 0 off, 1 being built, 2 running, 3 degraded, 4 out of reach; other
 *     numbers are a newer libvirt's
 * @param capacity its size in bytes; like the next two 0 in a pool that is not running, where it is unknown
 * @param allocation what is taken, in bytes
 * @param available what is free, in bytes
 */
public record PoolInfo(int state, long capacity, long allocation, long available) {

    /** State: running. */
    public static final int RUNNING = 2;
}
