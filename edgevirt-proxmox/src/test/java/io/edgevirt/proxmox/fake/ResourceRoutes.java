package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.HostState;
import io.edgevirt.proxmox.fake.site.Storage;
import io.edgevirt.proxmox.fake.site.Stores;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Answers with all resources of the cluster at once, as late as the real list is. */
final class ResourceRoutes {
    private final World world;

    private ResourceRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        ResourceRoutes answers = new ResourceRoutes(world);
        routes.on("GET /cluster/resources", answers::list);
        routes.on("GET /cluster/nextid", answers::next);
    }

    private Answer next(Request request) {
        if (request.text("vmid").isPresent()) {
            int asked = request.vmid();
            if (world.machines().find(asked).isPresent()) {
                throw Refusal.parameter("vmid", "VM " + asked + " already exists");
            }
            return Answer.of(String.valueOf(asked));
        }
        return Answer.of(String.valueOf(world.machines().next()));
    }

    private Answer list(Request request) {
        String type = request.text("type").orElse("");
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        add(
                rows,
                type,
                "vm",
                () -> world.machines().all().stream()
                        .filter(vm -> may(request, "/vms/" + vm.vmid(), "VM.Audit"))
                        .map(this::machine)
                        .toList());
        add(
                rows,
                type,
                "node",
                () -> world.nodes().stream()
                        .filter(node -> may(request, "/nodes/" + node.name(), "Sys.Audit"))
                        .map(this::node)
                        .toList());
        add(rows, type, "storage", () -> storages(request));
        if (world.release().atLeast(8)) {
            add(
                    rows,
                    type,
                    "sdn",
                    () -> world.nodes().stream()
                            .filter(node -> may(request, "/sdn/zones/localnetwork", "SDN.Audit"))
                            .map(this::zone)
                            .toList());
        }
        if (type.isEmpty()) {
            rows.addAll(world.hooks().resources());
        }
        return Answer.of(rows);
    }

    private static void add(
            List<Map<String, @Nullable Object>> rows,
            String wanted,
            String type,
            Supplier<List<Map<String, @Nullable Object>>> source) {
        if (wanted.isEmpty() || wanted.equals(type)) {
            rows.addAll(source.get());
        }
    }

    private boolean may(Request request, String path, String privilege) {
        return world.access().may(request.identity(), path, privilege);
    }

    private Map<String, @Nullable Object> machine(Vm vm) {
        Vm.Shown shown = vm.shown();
        boolean known = !shown.status().equals("unknown") && !world.forgotten(vm.node());
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", "qemu/" + vm.vmid());
        row.put("type", "qemu");
        row.put("vmid", vm.vmid());
        row.put("node", vm.node());
        row.put("status", known ? shown.status() : "unknown");
        for (String key : List.of("tags", "lock")) {
            String value = vm.config().get(key);
            if (value != null) {
                row.put(key, value);
            }
        }
        world.ha().of(vm.vmid()).ifPresent(resource -> row.put("hastate", resource.state()));
        world.hooks().pool(vm.vmid()).ifPresent(pool -> row.put("pool", pool));
        if (known) {
            figures(vm, shown, row);
        }
        return row;
    }

    private void figures(Vm vm, Vm.Shown shown, Map<String, @Nullable Object> row) {
        boolean running = shown.status().equals("running");
        row.put("name", shown.name());
        row.put("template", shown.template());
        row.put("maxcpu", Figures.cpus(vm));
        row.put("cpu", running ? 0.0217 : 0);
        row.put("maxmem", Figures.memory(vm));
        row.put("mem", running ? Figures.memory(vm) / 2 : 0);
        row.put("maxdisk", Figures.disk(vm));
        row.put("disk", 0);
        row.put("uptime", running ? Math.max(1, world.seconds() - shown.uptimeFrom()) : 0);
        row.put("netin", running ? 4_096 : 0);
        row.put("netout", running ? 2_048 : 0);
        row.put("diskread", running ? 1_048_576 : 0);
        row.put("diskwrite", running ? 524_288 : 0);
    }

    private Map<String, @Nullable Object> node(Node node) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", "node/" + node.name());
        row.put("type", "node");
        row.put("node", node.name());
        row.put("status", node.down() ? "offline" : "online");
        row.put("level", "");
        if (!node.down()) {
            HostState host = world.site().host(node.name());
            Storage local = world.site().stores().get("local");
            row.put("maxcpu", host.cpus());
            row.put("cpu", 0.0431);
            row.put("maxmem", host.memory());
            row.put("mem", host.memoryUsed());
            row.put("maxdisk", local.total());
            row.put("disk", world.site().stores().used(local, node.name()));
            row.put("uptime", 86_400);
            row.put("cgroup-mode", 2);
        }
        return row;
    }

    private List<Map<String, @Nullable Object>> storages(Request request) {
        Stores stores = world.site().stores();
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (Node node : world.nodes()) {
            for (Storage storage : stores.all()) {
                boolean shown = storage.on(node.name())
                        && storage.enabled()
                        && may(request, "/storage/" + storage.id(), "Datastore.Audit");
                if (shown) {
                    rows.add(storage(node, storage));
                }
            }
        }
        return rows;
    }

    private Map<String, @Nullable Object> storage(Node node, Storage storage) {
        boolean known = !node.down() && storage.reachable();
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", "storage/" + node.name() + "/" + storage.id());
        row.put("type", "storage");
        row.put("storage", storage.id());
        row.put("node", node.name());
        row.put("status", known ? "available" : "unknown");
        row.put("shared", storage.shared());
        row.put("plugintype", storage.type());
        row.put("content", String.join(",", storage.content()));
        if (known) {
            row.put("maxdisk", storage.total());
            row.put("disk", world.site().stores().used(storage, node.name()));
        }
        return row;
    }

    private Map<String, @Nullable Object> zone(Node node) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>();
        row.put("id", "sdn/" + node.name() + "/localnetwork");
        row.put("type", "sdn");
        row.put("sdn", "localnetwork");
        row.put("node", node.name());
        row.put("status", "ok");
        return row;
    }
}
