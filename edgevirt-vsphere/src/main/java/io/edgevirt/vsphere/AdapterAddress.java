package io.edgevirt.vsphere;

import java.util.List;
import java.util.Optional;

/**
 * The address of a copy's network adapter.
 *
 * @param address the IPv4 address; empty for DHCP
 * @param netmask the IPv4 netmask; empty for DHCP
 * @param gateways the IPv4 gateways
 * @param dns the IP addresses of this adapter's name servers, which Windows alone keeps per adapter
 */
public record AdapterAddress(
        Optional<String> address, Optional<String> netmask, List<String> gateways, List<String> dns) {

    // Copies the lists.
    public AdapterAddress {
        gateways = List.copyOf(gateways);
        dns = List.copyOf(dns);
    }

    /**
     * DHCP.
     *
     * @return the address that a server leases
     */
    public static AdapterAddress dhcp() {
        return new AdapterAddress(Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /**
     * A fixed address.
     *
     * @param address such as {@code 10.0.7.21}
     * @param netmask such as {@code 255.255.255.0}
     * @param gateways such as {@code 10.0.7.1}; none for a network without a way out
     * @return the address
     */
    public static AdapterAddress fixed(String address, String netmask, String... gateways) {
        return new AdapterAddress(Optional.of(address), Optional.of(netmask), List.of(gateways), List.of());
    }

    /**
     * The same with name servers.
     *
     * @param servers their IP addresses, the first asked first
     * @return a copy
     */
    public AdapterAddress dns(String... servers) {
        return new AdapterAddress(address, netmask, gateways, List.of(servers));
    }
}
