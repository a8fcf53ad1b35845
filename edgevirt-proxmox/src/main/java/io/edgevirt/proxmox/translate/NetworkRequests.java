package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.BondSettings;
import io.edgevirt.proxmox.BridgeSettings;
import io.edgevirt.proxmox.http.Call;
import java.util.Optional;

/** Requests about the network interfaces of a node. They change what waits; only {@link #apply} puts it in effect. */
public final class NetworkRequests {

    private static final String ALL = "/nodes/{node}/network";
    private static final String ONE = ALL + "/{iface}";

    private NetworkRequests() {}

    /**
     * All interfaces, with the changes that wait.
     *
     * @param node the node
     * @return the request
     */
    public static Call all(String node) {
        return Call.get(ALL, node);
    }

    /**
     * A Linux bridge without an address of the node's.
     *
     * @param node the node
     * @param name its name
     * @param port the interface that leads out of it
     * @param label what is written beside it
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call bridge(String node, String name, Optional<String> port, String label) {
        return Call.post(ALL, node)
                .with("iface", name)
                .with("type", "bridge")
                .with("autostart", true)
                .withIf("bridge_ports", port)
                .with("comments", label);
    }

    /**
     * A Linux bridge.
     *
     * @param node the node
     * @param name its name
     * @param settings what it shall be
     * @return the request
     */
    public static Call bridge(String node, String name, BridgeSettings settings) {
        Call call =
                Call.post(ALL, node).with("iface", name).with("type", "bridge").with("autostart", true);
        if (!settings.ports().isEmpty()) {
            call = call.with("bridge_ports", String.join(" ", settings.ports()));
        }
        if (settings.vlanAware()) {
            call = call.with("bridge_vlan_aware", true);
        }
        return call.withIf("cidr", settings.address())
                .withIf("gateway", settings.gateway())
                .withIf("comments", settings.comment());
    }

    /**
     * A VLAN of an adapter, named by both.
     *
     * @param node the node
     * @param name such as {@code eno2.20}
     * @param label what is written beside it
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call vlan(String node, String name, Optional<String> label) {
        return Call.post(ALL, node)
                .with("iface", name)
                .with("type", "vlan")
                .with("autostart", true)
                .withIf("comments", label);
    }

    /**
     * A bond of adapters.
     *
     * @param node the node
     * @param name {@code bond} and a number
     * @param settings what it shall be
     * @return the request
     */
    public static Call bond(String node, String name, BondSettings settings) {
        return Call.post(ALL, node)
                .with("iface", name)
                .with("type", "bond")
                .with("autostart", true)
                .with("bond_mode", settings.mode().word())
                .withIf("bond_xmit_hash_policy", settings.hashPolicy().map(BondSettings.HashPolicy::word))
                .with("slaves", String.join(" ", settings.adapters()));
    }

    /**
     * Takes an interface out of the configuration.
     *
     * @param node the node
     * @param name the interface
     * @return the request
     */
    public static Call remove(String node, String name) {
        return Call.delete(ONE, node, name);
    }

    /**
     * Puts in effect what waits, whoever wrote it; a task.
     *
     * @param node the node
     * @return the request
     */
    public static Call apply(String node) {
        return Call.put(ALL, node);
    }

    /**
     * Throws away what waits, whoever wrote it.
     *
     * @param node the node
     * @return the request
     */
    public static Call revert(String node) {
        return Call.delete(ALL, node);
    }
}
