package io.edgevirt.proxmox;

import io.edgevirt.Host;
import io.edgevirt.Operation;
import io.edgevirt.PciAddress;
import java.util.List;
import java.util.Optional;

/**
 * What Proxmox VE alone can do with a node: {@code host.unwrap(ProxmoxNode.class)}. Changes of its network wait, for all
 * who make some, until somebody applies or reverts them.
 */
public interface ProxmoxNode {

    /**
     * The node's network interfaces, with the changes that wait. One request.
     *
     * @return in the node's order
     */
    List<NodeInterface> interfaces();

    /**
     * The changes of its network that wait, whoever wrote them. One request.
     *
     * @return the difference to what is in effect, as {@code diff -u} writes it; empty where nothing waits
     */
    Optional<String> pendingChanges();

    /**
     * Writes a Linux bridge, which is made when the changes are applied.
     *
     * @param name its name; version 7 takes {@code vmbr} and a number alone
     * @param settings what it shall be
     * @return the operation
     */
    Operation<Host> addBridge(String name, BridgeSettings settings);

    /**
     * Writes a Linux bond, which is made when the changes are applied.
     *
     * @param name {@code bond} and a number
     * @param settings what it shall be
     * @return the operation
     */
    Operation<Host> addBond(String name, BondSettings settings);

    /**
     * Writes a VLAN interface, which is made when the changes are applied. Its name is made of both.
     *
     * @param device what it lies on, such as {@code eno2} or {@code bond0}
     * @param vlan the tag, 1 to 4094
     * @return the operation
     */
    Operation<Host> addVlan(String device, int vlan);

    /**
     * Takes an interface out of the configuration; it goes when the changes are applied.
     *
     * @param name the interface
     * @return the operation; its check warns where the node has an address on it
     */
    Operation<Host> removeInterface(String name);

    /**
     * Puts in effect what waits, whoever wrote it; the check names what that is. A mistake may cut the node off.
     *
     * @return the operation; where nothing waits it does nothing
     */
    Operation<Host> apply();

    /**
     * Throws away what waits, whoever wrote it.
     *
     * @return the operation; where nothing waits it does nothing
     */
    Operation<Host> revert();

    /**
     * The node's disks. One request, in which SMART is asked: it takes seconds with many disks.
     *
     * @return in the node's order
     */
    List<NodeDisk> disks();

    /**
     * The node's PCI devices without bridges, memory and processors. One request.
     *
     * @return in the node's order
     */
    List<NodePciDevice> pciDevices();

    /**
     * What a PCI device can be cut into. One request.
     *
     * @param device the device
     * @return its kinds of mediated devices; none where it has none
     */
    List<MediatedType> mediatedTypes(PciAddress device);

    /**
     * Restarts the node; its machines are shut down first, or moved where HA is set so. It has begun when the operation
     * ends.
     *
     * @return the operation
     */
    Operation<Host> reboot();

    /**
     * Switches the node off; its machines are shut down first, or moved where HA is set so. It has begun when the
     * operation ends.
     *
     * @return the operation
     */
    Operation<Host> shutdown();

    /**
     * Sends a packet that wakes the node, which must be set up for it; another node of its cluster sends it. Whether it
     * wakes is seen by its state alone.
     *
     * @return the operation; on a node that is there it does nothing
     */
    Operation<Host> wakeOnLan();
}
