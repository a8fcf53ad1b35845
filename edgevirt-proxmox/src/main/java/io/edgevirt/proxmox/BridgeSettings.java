package io.edgevirt.proxmox;

import java.util.List;
import java.util.Optional;

/**
 * A Linux bridge that is wanted. Begin with {@link #of}; immutable, each method gives a changed copy.
 *
 * @param ports the interfaces that belong to it
 * @param vlanAware whether guests may tag, and adapters of machines be tagged
 * @param address the node's address on it with the length of its prefix
 * @param gateway the node's gateway
 * @param comment what is written beside it
 */
public record BridgeSettings(
        List<String> ports,
        boolean vlanAware,
        Optional<String> address,
        Optional<String> gateway,
        Optional<String> comment) {

    // Copies the list.
    public BridgeSettings {
        ports = List.copyOf(ports);
    }

    /**
     * A bridge of these interfaces, without an address.
     *
     * @param ports such as {@code eno2} or {@code bond0}; none for a bridge without a way out
     * @return the settings
     */
    public static BridgeSettings of(String... ports) {
        return new BridgeSettings(List.of(ports), false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same where guests may tag.
     *
     * @param on whether they may
     * @return the changed settings
     */
    public BridgeSettings vlanAware(boolean on) {
        return new BridgeSettings(ports, on, address, gateway, comment);
    }

    /**
     * The same with an address of the node's on it.
     *
     * @param cidr IPv4 with the length of its prefix, such as {@code 192.0.2.10/24}
     * @return the changed settings
     */
    public BridgeSettings address(String cidr) {
        return new BridgeSettings(ports, vlanAware, Optional.of(cidr), gateway, comment);
    }

    /**
     * The same with the node's gateway; a node has one.
     *
     * @param ipv4 the gateway's address
     * @return the changed settings
     */
    public BridgeSettings gateway(String ipv4) {
        return new BridgeSettings(ports, vlanAware, address, Optional.of(ipv4), comment);
    }

    /**
     * The same with a comment.
     *
     * @param text one line
     * @return the changed settings
     */
    public BridgeSettings comment(String text) {
        return new BridgeSettings(ports, vlanAware, address, gateway, Optional.of(text));
    }
}
