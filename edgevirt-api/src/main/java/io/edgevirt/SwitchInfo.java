package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * What is known of a switch.
 *
 * @param id the system's own id
 * @param name its name
 * @param kind what it is connected to
 * @param uplink the host's adapter or bridge it is connected to
 * @param cidr the addresses of its guests, such as {@code 192.168.122.0/24}
 * @param vlan the VLAN its traffic is tagged with
 * @param host the name of the host it is on, where it is on one only
 * @param active whether it is in use; a libvirt network can be defined and not started
 * @param path where it lies; accepted wherever a name is
 */
public record SwitchInfo(
        String id,
        String name,
        Kind kind,
        Optional<String> uplink,
        Optional<String> cidr,
        Optional<Integer> vlan,
        Optional<String> host,
        Optional<Boolean> active,
        Optional<String> path) {

    /** What a switch is connected to. */
    public enum Kind {
        /** A physical network, through an adapter of the host. */
        EXTERNAL,
        /** The outside by address translation. */
        NAT,
        /** The outside by routing. */
        ROUTED,
        /** Guests and host only. */
        INTERNAL,
        /** Guests only. */
        ISOLATED,
        /** The system does not say. */
        UNKNOWN
    }

    @Override
    public String toString() {
        return Line.one(name + " " + kind + uplink.map(u -> " on " + u).orElse("")
                + cidr.map(c -> " " + c).orElse("")
                + vlan.map(v -> " VLAN " + v).orElse(""));
    }
}
