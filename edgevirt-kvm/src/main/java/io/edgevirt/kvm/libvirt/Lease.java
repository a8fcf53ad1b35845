package io.edgevirt.kvm.libvirt;

import java.time.Instant;
import java.util.Optional;

/**
 * An address that a network's DHCP server gave away.
 *
 * @param device the host's interface, such as {@code virbr0}
 * @param expires when it ends; empty if it does not
 * @param ipv6 whether the address is IPv6
 * @param mac the guest's MAC address, as far as known
 * @param address the address
 * @param prefix the length of its network's prefix, in bits
 * @param hostname the name that the guest gave itself
 */
public record Lease(
        String device,
        Optional<Instant> expires,
        boolean ipv6,
        Optional<String> mac,
        String address,
        int prefix,
        Optional<String> hostname) {}
