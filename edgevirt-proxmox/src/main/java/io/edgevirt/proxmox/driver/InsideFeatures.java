package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about power, snapshots and what is inside machines. */
final class InsideFeatures {

    private InsideFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.putIfAbsent(Feature.NATIVE_API, Support.yes("REST"));
    }
}
