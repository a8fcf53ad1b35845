package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Call;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Requests about the software-defined network. They change what waits; only {@link #apply} puts it in effect. */
public final class SDNRequests {

    private static final String ZONES = "/cluster/sdn/zones";
    private static final String VNETS = "/cluster/sdn/vnets";
    private static final String SUBNETS = VNETS + "/{vnet}/subnets";

    private SDNRequests() {}

    /**
     * All zones, with what waits.
     *
     * @return the request
     */
    public static Call zones() {
        return Call.get(ZONES).with("pending", true);
    }

    /**
     * All virtual networks, with what waits.
     *
     * @return the request
     */
    public static Call vnets() {
        return Call.get(VNETS).with("pending", true);
    }

    /**
     * The addresses of a virtual network, with what waits.
     *
     * @param vnet the virtual network
     * @return the request
     */
    public static Call subnets(String vnet) {
        return Call.get(SUBNETS, vnet).with("pending", true);
    }

    /**
     * A zone.
     *
     * @param zone its name
     * @param type such as {@code simple}
     * @param nodes the nodes it is on; none for all
     * @param more what its type wants beside, such as {@code bridge}
     * @return the request
     */
    public static Call zone(String zone, String type, List<String> nodes, Map<String, String> more) {
        Call call = Call.post(ZONES).with("zone", zone).with("type", type);
        if (!nodes.isEmpty()) {
            call = call.with("nodes", String.join(",", nodes));
        }
        for (Map.Entry<String, String> each : more.entrySet()) {
            call = call.with(each.getKey(), each.getValue());
        }
        return call;
    }

    /**
     * A virtual network.
     *
     * @param vnet its name
     * @param zone its zone
     * @param tag the VLAN, or the number of its VXLAN
     * @param alias what is written beside it
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call vnet(String vnet, String zone, Optional<Integer> tag, Optional<String> alias) {
        return Call.post(VNETS)
                .with("vnet", vnet)
                .with("zone", zone)
                .withIf("tag", tag.map(String::valueOf))
                .withIf("alias", alias);
    }

    /**
     * Addresses of a virtual network.
     *
     * @param vnet the virtual network
     * @param cidr the addresses
     * @param gateway the nodes' address in it
     * @param snat whether the nodes translate guests' addresses to their own
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call subnet(String vnet, String cidr, Optional<String> gateway, boolean snat) {
        Call call = Call.post(SUBNETS, vnet)
                .with("subnet", cidr)
                .with("type", "subnet")
                .withIf("gateway", gateway);
        return snat ? call.with("snat", true) : call;
    }

    /**
     * Removes a zone that has no virtual networks.
     *
     * @param zone its name
     * @return the request
     */
    public static Call removeZone(String zone) {
        return Call.delete(ZONES + "/{zone}", zone);
    }

    /**
     * Removes a virtual network that has no addresses.
     *
     * @param vnet its name
     * @return the request
     */
    public static Call removeVnet(String vnet) {
        return Call.delete(VNETS + "/{vnet}", vnet);
    }

    /**
     * Removes addresses of a virtual network.
     *
     * @param vnet the virtual network
     * @param id Proxmox's id of the addresses
     * @return the request
     */
    public static Call removeSubnet(String vnet, String id) {
        return Call.delete(SUBNETS + "/{subnet}", vnet, id);
    }

    /**
     * Puts in effect what waits, whoever wrote it, on all nodes; a task. Each node's own waiting changes go with it.
     *
     * @return the request
     */
    public static Call apply() {
        return Call.put("/cluster/sdn");
    }
}
