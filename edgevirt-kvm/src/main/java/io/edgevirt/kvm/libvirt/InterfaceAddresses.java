package io.edgevirt.kvm.libvirt;

import java.util.List;
import java.util.Optional;

/**
 * A guest's network interface with its addresses.
 *
 * @param name the guest's name of it from the agent, the host's from leases and ARP
 * @param mac its MAC address
 * @param addresses its addresses
 */
public record InterfaceAddresses(String name, Optional<String> mac, List<Address> addresses) {

    /**
     * One address.
     *
     * @param ipv6 whether it is IPv6
     * @param address the address
     * @param prefix the length of its network's prefix, in bits; 0 where the source does not know it (ARP)
     */
    public record Address(boolean ipv6, String address, int prefix) {}
}
