package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about hosts and networks. */
final class SiteFeatures {

    private SiteFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.putIfAbsent(Feature.NATIVE_API, Support.yes("REST"));
        all.put(Feature.HOST_HARDWARE, Support.yes("node status, disks, PCI devices, network"));
        all.put(Feature.SWITCHES, Support.yes("bridges on each node; simple zones of the SDN for nat and routed"));
    }
}
