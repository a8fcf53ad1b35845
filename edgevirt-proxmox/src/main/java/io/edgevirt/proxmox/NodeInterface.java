package io.edgevirt.proxmox;

import java.util.List;
import java.util.Optional;

/**
 * A network interface of a node as its configuration has it: with the changes that wait to be applied.
 *
 * @param name its name, such as {@code vmbr0}, {@code eno1.20} or {@code bond0}
 * @param type Proxmox's word: {@code bridge}, {@code bond}, {@code eth}, {@code vlan}, {@code OVSBridge}, …
 * @param active whether it is up at present; one that was not applied yet is not
 * @param ports for bridges and bonds: the interfaces that belong to it
 * @param cidr its IPv4 address with the length of its prefix, such as {@code 192.0.2.10/24}
 * @param cidr6 its IPv6 address with the length of its prefix
 * @param gateway the node's IPv4 gateway, where it is this interface's
 * @param vlanAware for Linux bridges: whether guests may tag
 * @param vlan for VLAN interfaces: the tag
 * @param rawDevice for VLAN interfaces: what they lie on
 * @param bondMode for bonds: the mode, such as {@code 802.3ad}
 * @param mtu the largest frame in bytes, where one is set
 * @param comments what somebody wrote beside it
 */
public record NodeInterface(
        String name,
        String type,
        boolean active,
        List<String> ports,
        Optional<String> cidr,
        Optional<String> cidr6,
        Optional<String> gateway,
        Optional<Boolean> vlanAware,
        Optional<Integer> vlan,
        Optional<String> rawDevice,
        Optional<String> bondMode,
        Optional<Integer> mtu,
        Optional<String> comments) {

    // Copies the list.
    public NodeInterface {
        ports = List.copyOf(ports);
    }

    /**
     * Whether machines can be connected to it.
     *
     * @return true for Linux bridges and those of Open vSwitch
     */
    public boolean bridge() {
        return type.equals("bridge") || type.equals("OVSBridge");
    }

    @Override
    public String toString() {
        return name + " " + type + (active ? "" : ", not active") + (ports.isEmpty() ? "" : " of " + ports)
                + cidr.map(c -> " " + c).orElse("")
                + vlan.map(v -> " VLAN " + v).orElse("");
    }
}
