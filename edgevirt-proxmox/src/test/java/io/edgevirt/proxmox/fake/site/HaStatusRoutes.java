package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Ha;
import io.edgevirt.proxmox.fake.Node;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How the HA manager fares. */
final class HaStatusRoutes {

    private static final String WHEN = "Mon Nov 23 10:00:00 2026";

    private final Site site;

    private HaStatusRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        HaStatusRoutes ha = new HaStatusRoutes(site);
        routes.on("GET /cluster/ha/status/current", ha::current);
        routes.on("GET /cluster/ha/status/manager_status", ha::manager);
    }

    private String master() {
        return site.world().nodes().stream()
                .filter(node -> !node.down())
                .map(Node::name)
                .findFirst()
                .orElse("");
    }

    private boolean used() {
        return !site.world().ha().resources().isEmpty();
    }

    private Answer current(Request request) {
        boolean quorate = site.world().quorate();
        List<Row> rows = new ArrayList<>();
        rows.add(Row.of(
                "id",
                "quorum",
                "type",
                "quorum",
                "node",
                request.entry(),
                "status",
                quorate ? "OK" : "No quorum!",
                "quorate",
                quorate));
        if (used()) {
            rows.add(Row.of(
                    "id",
                    "master",
                    "type",
                    "master",
                    "node",
                    master(),
                    "status",
                    master() + " (active, " + WHEN + ")",
                    "timestamp",
                    site.world().seconds()));
            for (Node node : site.world().nodes()) {
                String state = node.down() ? "old timestamp - dead?" : "active";
                rows.add(Row.of(
                        "id",
                        "lrm:" + node.name(),
                        "type",
                        "lrm",
                        "node",
                        node.name(),
                        "status",
                        node.name() + " (" + state + ", " + WHEN + ")",
                        "timestamp",
                        site.world().seconds()));
            }
        }
        site.world().ha().resources().values().forEach(resource -> rows.add(service(resource)));
        return Answer.of(rows);
    }

    private Row service(Ha.Resource resource) {
        Optional<Vm> vm =
                site.world().machines().find(Integer.parseInt(resource.sid().substring(3)));
        String node = vm.map(Vm::node).orElse("");
        String state = state(resource, vm);
        Row row = Row.of(
                "id",
                "service:" + resource.sid(),
                "sid",
                resource.sid(),
                "type",
                "service",
                "node",
                node,
                "state",
                state,
                "crm_state",
                state,
                "request_state",
                resource.state(),
                "status",
                resource.sid() + " (" + node + ", " + state + ")");
        resource.options()
                .forEach((name, value) ->
                        row.put(name, name.startsWith("max_") ? (Object) Integer.parseInt(value) : value));
        return row;
    }

    /** Started is also what is about to be. */
    private static String state(Ha.Resource resource, Optional<Vm> vm) {
        return switch (resource.state()) {
            case "started" -> vm.filter(Vm::running).isPresent() ? "started" : "starting";
            case "stopped" -> vm.filter(Vm::running).isPresent() ? "request_stop" : "stopped";
            default -> resource.state();
        };
    }

    private Answer manager(Request request) {
        Row nodes = new Row();
        site.world().nodes().forEach(node -> nodes.put(node.name(), node.down() ? "unknown" : "online"));
        Row services = new Row();
        site.world().ha().resources().forEach((sid, resource) -> {
            Row row = service(resource);
            services.put(sid, Row.of("node", row.get("node"), "state", row.get("state"), "uid", "aB3dE5fG7h"));
        });
        Row status = Row.of(
                "master_node",
                master(),
                "node_status",
                nodes,
                "service_status",
                services,
                "timestamp",
                site.world().seconds());
        return Answer.of(Row.of(
                "manager_status",
                used() ? status : new Row(),
                "quorum",
                Row.of("node", request.entry(), "quorate", site.world().quorate() ? "1" : "0"),
                "lrm_status",
                new Row()));
    }
}
