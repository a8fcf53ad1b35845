package io.edgevirt;

import java.util.List;

/** Storage that hosts pool with each other: vSAN, S2D, Ceph and ZFS, Nutanix, SCRIBE. Every method asks the system. */
public interface HCIPool {

    /**
     * The system's own id.
     *
     * @return the id
     */
    String id();

    /**
     * The name as last read. Does not ask the system.
     *
     * @return the name
     */
    String name();

    /**
     * The system, such as {@code vSAN} or {@code Ceph}. Does not ask the system.
     *
     * @return its name
     */
    String system();

    /**
     * The names of the hosts that make it up.
     *
     * @return the hosts' names
     */
    List<String> nodes();

    /**
     * How it is.
     *
     * @return health and faults
     */
    HCIHealth health();

    /**
     * How much it holds.
     *
     * @return raw figures, and usable ones with their basis
     */
    HCICapacity capacity();

    /**
     * What it survives.
     *
     * @return scheme and copies
     */
    HCIResiliency resiliency();

    /**
     * Whether it is restoring copies, and how far it has come.
     *
     * @return the rebuild, idle where none is under way
     */
    HCIRebuild rebuild();

    /**
     * The disks that make it up.
     *
     * @return the disks
     */
    List<HCIDisk> disks();
}
