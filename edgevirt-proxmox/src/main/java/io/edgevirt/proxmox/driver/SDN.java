package io.edgevirt.proxmox.driver;

import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.SDNSubnet;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.SDNZone;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.SDNReader;
import io.edgevirt.proxmox.translate.SDNRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The software-defined network: what is wanted, and what of it waits.
 *
 * @param there whether the server has one: before 8.1 it is a package of its own
 * @param zones its zones
 * @param vnets its virtual networks
 * @param subnets the addresses of those in simple zones
 * @param waiting what waits to be applied, those that are about to go among them
 */
record SDN(boolean there, List<SDNZone> zones, List<SDNVnet> vnets, List<SDNSubnet> subnets, Set<String> waiting) {

    private static final Logger LOG = LoggerFactory.getLogger(SDN.class);
    private static final SDN NONE = new SDN(false, List.of(), List.of(), List.of(), Set.of());

    SDN {
        zones = List.copyOf(zones);
        vnets = List.copyOf(vnets);
        subnets = List.copyOf(subnets);
        waiting = Set.copyOf(waiting);
    }

    /** Two requests, and one for each virtual network of a simple zone, which alone have addresses of the nodes'. */
    static SDN read(Site site) {
        try {
            Json zones = site.pve().send(SDNRequests.zones());
            Json vnets = site.pve().send(SDNRequests.vnets());
            return of(site, zones, vnets);
        } catch (PermissionDeniedException
                | OperationFailedException
                | NotFoundException
                | UnsupportedFeatureException e) {
            // no such path on a server without the package
            LOG.debug("the software-defined network is not told: {}", e.getMessage());
            return NONE;
        }
    }

    private static SDN of(Site site, Json zoneListing, Json vnetListing) {
        List<SDNZone> zones = SDNReader.zones(zoneListing);
        List<SDNVnet> vnets = SDNReader.vnets(vnetListing);
        Set<String> simple = zones.stream()
                .filter(z -> z.type().equals("simple"))
                .map(SDNZone::id)
                .collect(Collectors.toUnmodifiableSet());
        Set<String> waiting = SDNReader.waiting(zoneListing, "zone");
        waiting.addAll(SDNReader.waiting(vnetListing, "vnet"));
        List<SDNSubnet> subnets = new ArrayList<>();
        for (SDNVnet vnet : vnets) {
            if (simple.contains(vnet.zone())) {
                Json listing = site.pve().send(SDNRequests.subnets(vnet.id()));
                subnets.addAll(SDNReader.subnets(vnet.id(), listing));
                waiting.addAll(SDNReader.waiting(listing, "subnet"));
            }
        }
        return new SDN(true, zones, vnets, subnets, waiting);
    }

    Optional<SDNVnet> vnet(String id) {
        return vnets.stream().filter(v -> v.id().equals(id)).findFirst();
    }

    Optional<SDNZone> zone(String id) {
        return zones.stream().filter(z -> z.id().equals(id)).findFirst();
    }
}
