package io.edgevirt.vsphere;

/**
 * A portgroup of a distributed switch that is wanted.
 *
 * @param name its name
 * @param vlan the VLAN, 1 to 4094; 0 for untagged
 * @param promiscuous whether its machines see each other's frames
 * @param macChanges whether a guest may receive under a MAC address of its own choice
 * @param forgedTransmits whether a guest may send under a MAC address of its own choice
 */
public record DistributedPortgroup(
        String name, int vlan, boolean promiscuous, boolean macChanges, boolean forgedTransmits) {

    /**
     * A portgroup that lets guests do none of this, as vCenter's own do by default.
     *
     * @param name its name
     * @param vlan the VLAN, 1 to 4094; 0 for untagged
     * @return the portgroup
     */
    public static DistributedPortgroup of(String name, int vlan) {
        return new DistributedPortgroup(name, vlan, false, false, false);
    }

    /**
     * The same, for guests that have guests or addresses of their own.
     *
     * @return a copy with everything allowed
     */
    public DistributedPortgroup open() {
        return new DistributedPortgroup(name, vlan, true, true, true);
    }
}
