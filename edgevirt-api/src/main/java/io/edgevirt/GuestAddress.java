package io.edgevirt;

import io.edgevirt.engine.Line;
import java.net.InetAddress;
import java.util.Optional;

/**
 * An address of a guest's.
 *
 * @param address the address
 * @param mac the adapter's MAC address, lower case with colons
 * @param nic the guest's name for the adapter, such as {@code eth0}
 * @param source who says so
 */
public record GuestAddress(InetAddress address, Optional<String> mac, Optional<String> nic, Source source) {

    /** Who knows a guest's address. */
    public enum Source {
        /** The agent in the guest. */
        AGENT,
        /** The DHCP server of the host's network. */
        LEASE,
        /** The host's ARP table. */
        ARP
    }

    @Override
    public String toString() {
        return Line.one(address.getHostAddress() + nic.map(n -> " on " + n).orElse("") + " (" + source + ")");
    }
}
