package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * Addresses of a virtual network.
 *
 * @param id Proxmox's id: zone and addresses, such as {@code lan-192.0.2.0-24}
 * @param vnet the virtual network
 * @param cidr the addresses, such as {@code 192.0.2.0/24}
 * @param gateway the address that the nodes have in it
 * @param snat whether the nodes translate guests' addresses to their own
 */
public record SDNSubnet(String id, String vnet, String cidr, Optional<String> gateway, boolean snat) {

    @Override
    public String toString() {
        return cidr + " on " + vnet + gateway.map(g -> " by " + g).orElse("") + (snat ? ", translated" : "");
    }
}
