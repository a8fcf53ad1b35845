package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.World;
import java.util.Map;

/** Answers all that is not about one machine: hosts, networks, storages, HA and more. */
public final class SiteRoutes {
    private SiteRoutes() {}

    /** Adds this part's handlers. */
    public static void install(Routes routes, World world) {
        Site site = world.site();
        StorageRoutes.install(routes, site);
        ContentRoutes.install(routes, site);
        UploadRoutes.install(routes, site);
        PruneRoutes.install(routes, site);
        BackupRoutes.install(routes, site);
        BackupJobRoutes.install(routes, site);
        NodeRoutes.install(routes, site);
        HardwareRoutes.install(routes, site);
        DiskRoutes.install(routes, site);
        NetworkRoutes.install(routes, site);
        SdnRoutes.install(routes, site);
        MappingRoutes.install(routes, site);
        CephRoutes.install(routes, site);
        ClusterRoutes.install(routes, site);
        ConfigRoutes.install(routes, site);
        HaRoutes.install(routes, site);
        HaRuleRoutes.install(routes, site);
        HaStatusRoutes.install(routes, site);
        ReplicationRoutes.install(routes, site);
        PoolRoutes.install(routes, site);
        AccessRoutes.install(routes, site);
        MoreRoutes.install(routes, site);
        world.hooks().pools((pool, vmid) -> site.pools().get(pool).vms().add(vmid));
        world.hooks().poolOf(vmid -> site.pools().of(vmid));
        world.hooks()
                .resources(() -> site.pools().all().keySet().stream()
                        .map(id -> (Map<String, Object>) Row.of("id", "/pool/" + id, "type", "pool", "pool", id))
                        .toList());
        world.hooks().bridges((node, bridge) -> site.bridges(node).contains(bridge));
    }
}
