package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about changes and moves of machines. */
final class ChangeFeatures {

    private ChangeFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.put(Feature.RECONFIGURE, Support.yes("at once, or at the next start where that is accepted"));
        all.put(
                Feature.HOT_RECONFIGURE,
                Support.conditional(
                        "processors up to what the machine was made with, and memory by whole modules, where its hotplug"
                                + " has cpu and memory, the latter with NUMA",
                        "while it is off, set hotplug, numa and vcpus by unwrap(ProxmoxVM.class).configuration()"));
        all.put(Feature.RENAME, Support.yes("to a DNS name"));
        all.put(Feature.DISKS, Support.yes("while it runs as well, by SCSI and VirtIO"));
        all.put(Feature.NICS, Support.yes("while it runs as well"));
        all.put(Feature.ISO, Support.yes("an image of a storage's; other files are sent to one first"));
        all.put(Feature.LIVE_MIGRATION, Support.yes("to another node of the cluster, with local disks as well"));
        all.put(Feature.OFFLINE_MIGRATION, Support.yes("to another node of the cluster"));
    }
}
