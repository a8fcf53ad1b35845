package io.edgevirt.vsphere.translate;

/**
 * A portgroup of a distributed switch that is wanted.
 *
 * @param name its name
 * @param vlan the VLAN, 1 to 4094; 0 for untagged
 * @param promiscuous whether its machines see each other's frames
 * @param macChanges whether a guest may receive under a MAC address of its own choice
 * @param forgedTransmits whether a guest may send under a MAC address of its own choice
 */
public record WantedPortgroup(
        String name, int vlan, boolean promiscuous, boolean macChanges, boolean forgedTransmits) {}
