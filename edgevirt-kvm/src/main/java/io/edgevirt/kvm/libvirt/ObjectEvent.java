package io.edgevirt.kvm.libvirt;

/**
 * Something that happened to a network, a storage pool or a node device.
 *
 * @param kind what it happened to
 * @param name its name
 * @param event what, as libvirt's number for that kind: of networks and pools 0 defined, 1 undefined, 2 started,
 *     3 stopped; of devices 0 created, 1 deleted
 */
public record ObjectEvent(Kind kind, String name, int event) {

    /** What it happened to. */
    public enum Kind {
        /** A virtual network. */
        NETWORK,
        /** A storage pool. */
        POOL,
        /** A device of the host. */
        NODE_DEVICE
    }
}
