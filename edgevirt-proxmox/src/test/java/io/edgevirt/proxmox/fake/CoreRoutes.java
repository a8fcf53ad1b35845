package io.edgevirt.proxmox.fake;

import java.util.List;
import java.util.Map;

/** Answers what is about logins, tasks and machines. */
final class CoreRoutes {
    private CoreRoutes() {}

    static void install(Routes routes, World world) {
        routes.on(
                "GET /version",
                request -> Answer.of(Map.of(
                        "version", world.release().version(),
                        "release", world.release().release(),
                        "repoid", "0a1b2c3d")));
        world.hooks().mappings((kind, id, node) -> mapped(world, kind, id, node));
        TaskRoutes.install(routes, world);
        ResourceRoutes.install(routes, world);
        MachineRoutes.install(routes, world);
        PowerRoutes.install(routes, world);
        SnapshotRoutes.install(routes, world);
        CopyRoutes.install(routes, world);
        DriveRoutes.install(routes, world);
        MigrateRoutes.install(routes, world);
        BulkRoutes.install(routes, world);
        AgentRoutes.install(routes, world);
        ConsoleRoutes.install(routes, world);
    }

    private static boolean mapped(World world, String kind, String id, String node) {
        Map<String, ?> mapping = world.site().mappings(kind).all().get(id);
        return mapping != null
                && mapping.get("map") instanceof List<?> devices
                && devices.stream()
                        .anyMatch(device ->
                                List.of(String.valueOf(device).split(",")).contains("node=" + node));
    }
}
