package io.edgevirt.vsphere;

/** How far DRS moves machines by itself. */
public enum Automation {
    /** As its cluster is set. */
    AS_CLUSTER,
    /** DRS leaves the machine alone. */
    OFF,
    /** DRS advises. */
    MANUAL,
    /** DRS places machines as they start, and advises otherwise. */
    PARTIAL,
    /** DRS moves machines. */
    FULL
}
