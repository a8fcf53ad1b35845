package io.edgevirt.proxmox;

import io.edgevirt.Operation;
import java.util.List;

/**
 * The software-defined network of a cluster: {@code hv.unwrap(Proxmox.class).sdn()}. Before 8.1 it is a package of its own
 * on the nodes. Changes wait, for all who make some, until they are applied.
 */
public interface ProxmoxSDN {

    /**
     * The zones, with what waits. One request.
     *
     * @return without those that are about to go
     */
    List<SDNZone> zones();

    /**
     * The virtual networks, with what waits. One request.
     *
     * @return without those that are about to go
     */
    List<SDNVnet> vnets();

    /**
     * The addresses of a virtual network, with what waits. One request.
     *
     * @param vnet its name
     * @return without those that are about to go
     */
    List<SDNSubnet> subnets(String vnet);

    /**
     * Writes a zone whose networks stay within each node.
     *
     * @param zone its name, two to eight letters and digits
     * @return the operation
     */
    Operation<ProxmoxSDN> addSimpleZone(String zone);

    /**
     * Writes a zone whose networks are VLANs on a bridge of the nodes.
     *
     * @param zone its name, two to eight letters and digits
     * @param bridge the nodes' bridge
     * @return the operation
     */
    Operation<ProxmoxSDN> addVlanZone(String zone, String bridge);

    /**
     * Writes a zone whose networks span nodes by VXLAN.
     *
     * @param zone its name, two to eight letters and digits
     * @param peers the nodes' addresses
     * @return the operation
     */
    Operation<ProxmoxSDN> addVxlanZone(String zone, String... peers);

    /**
     * Writes a virtual network in a simple zone.
     *
     * @param vnet its name, two to eight letters and digits
     * @param zone the zone
     * @return the operation
     */
    Operation<ProxmoxSDN> addVnet(String vnet, String zone);

    /**
     * Writes a virtual network.
     *
     * @param vnet its name, two to eight letters and digits
     * @param zone the zone
     * @param tag the VLAN, 1 to 4094, or the number of the VXLAN, 1 to 16777215
     * @return the operation
     */
    Operation<ProxmoxSDN> addVnet(String vnet, String zone, int tag);

    /**
     * Writes addresses of a virtual network.
     *
     * @param vnet the virtual network
     * @param cidr the addresses, such as {@code 192.0.2.0/24}
     * @param gateway the nodes' address in it
     * @param snat whether the nodes translate guests' addresses to their own
     * @return the operation
     */
    Operation<ProxmoxSDN> addSubnet(String vnet, String cidr, String gateway, boolean snat);

    /**
     * Takes away a zone that has no virtual networks.
     *
     * @param zone its name
     * @return the operation
     */
    Operation<ProxmoxSDN> removeZone(String zone);

    /**
     * Takes away a virtual network that has no addresses.
     *
     * @param vnet its name
     * @return the operation
     */
    Operation<ProxmoxSDN> removeVnet(String vnet);

    /**
     * Takes addresses of a virtual network away.
     *
     * @param vnet the virtual network
     * @param subnet Proxmox's id of them, as {@link #subnets} tells it
     * @return the operation
     */
    Operation<ProxmoxSDN> removeSubnet(String vnet, String subnet);

    /**
     * Puts in effect what waits, whoever wrote it, on all nodes. Each node's own waiting changes go with it, which the
     * check names.
     *
     * @return the operation, which ends when all nodes have done it
     */
    Operation<ProxmoxSDN> apply();
}
