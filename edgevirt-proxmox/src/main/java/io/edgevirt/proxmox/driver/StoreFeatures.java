package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about storage, backups and clusters. */
final class StoreFeatures {

    private StoreFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.putIfAbsent(Feature.NATIVE_API, Support.yes("REST"));
    }
}
