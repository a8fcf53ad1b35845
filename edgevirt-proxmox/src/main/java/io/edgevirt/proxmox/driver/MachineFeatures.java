package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about machines. */
final class MachineFeatures {

    private MachineFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.putIfAbsent(Feature.NATIVE_API, Support.yes("REST"));
    }
}
