package io.edgevirt.proxmox.driver;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about storage, backups and clusters. */
final class StoreFeatures {

    private StoreFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.put(Feature.VOLUMES, Support.yes("storage content"));
        all.put(
                Feature.CLUSTER_CREATE,
                Support.conditional(
                        "by root@pam with its password, and a login of each node that joins",
                        "connect as root@pam, and give the nodes' logins"));
        all.put(Feature.HA_CLUSTERING, Support.conditional("in a cluster", "make one, or let the node join one"));
        all.put(
                Feature.PLACEMENT_RULES,
                Support.conditional(
                        "in a cluster; pinning by HA groups, and by HA rules from Proxmox VE 9 on, which alone part and "
                                + "join machines",
                        "upgrade to Proxmox VE 9"));
        all.put(Feature.STORAGE_INTEGRATION, Support.yes("Ceph and ZFS"));
    }
}
