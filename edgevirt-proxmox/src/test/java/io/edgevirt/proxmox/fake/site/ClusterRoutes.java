package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Node;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cluster: its state, its options and log. */
final class ClusterRoutes {

    private static final Set<String> PARTS = Set.of(
            "migration",
            "ha",
            "crs",
            "notify",
            "replication",
            "next-id",
            "tag-style",
            "user-tag-access",
            "u2f",
            "webauthn");

    private final Site site;

    private ClusterRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        ClusterRoutes cluster = new ClusterRoutes(site);
        routes.on("GET /cluster/status", cluster::status);
        routes.on("GET /cluster/options", cluster::options);
        routes.on("PUT /cluster/options", cluster::setOptions);
        routes.on("GET /cluster/log", cluster::log);
    }

    private Answer status(Request request) {
        List<Row> rows = new ArrayList<>();
        List<Node> nodes = site.world().nodes();
        boolean clustered = !site.world().clusterName().isEmpty();
        if (clustered) {
            rows.add(Row.of(
                    "type",
                    "cluster",
                    "id",
                    "cluster",
                    "name",
                    site.world().clusterName(),
                    "version",
                    nodes.size(),
                    "nodes",
                    nodes.size(),
                    "quorate",
                    site.world().quorate()));
        }
        for (Node node : nodes) {
            rows.add(Row.of(
                    "type",
                    "node",
                    "id",
                    "node/" + node.name(),
                    "name",
                    node.name(),
                    "nodeid",
                    clustered ? node.number() : 0,
                    "ip",
                    site.host(node.name()).network().address(),
                    "local",
                    node.name().equals(request.entry()),
                    "online",
                    !node.down(),
                    "level",
                    ""));
        }
        return Answer.of(rows);
    }

    /** Options of several parts come as objects, though they are set as text. */
    private Answer options(Request request) {
        Row row = new Row();
        site.options().forEach((name, value) -> row.put(name, PARTS.contains(name) ? parts(value) : value));
        return Answer.of(row);
    }

    private static Row parts(String value) {
        Row row = new Row();
        for (String pair : value.split(",")) {
            int at = pair.indexOf('=');
            row.put(at < 0 ? "type" : pair.substring(0, at), pair.substring(at + 1));
        }
        return row;
    }

    private Answer setOptions(Request request) {
        request.list("delete").forEach(site.options()::remove);
        request.parameters().forEach((name, value) -> {
            if (!name.equals("delete")) {
                site.options().put(name, value);
            }
        });
        return Answer.nothing();
    }

    private Answer log(Request request) {
        List<Row> rows = new ArrayList<>();
        site.world().tasks().all().forEach(task -> {
            rows.add(entry(rows.size(), task.node(), "starting task " + task.upid(), 6));
            if (!task.running()) {
                boolean well = task.exit().equals("OK");
                String words = well ? "OK" : task.exit();
                rows.add(entry(rows.size(), task.node(), "end task " + task.upid() + " " + words, well ? 6 : 3));
            }
        });
        List<Row> latest = new ArrayList<>(rows);
        java.util.Collections.reverse(latest);
        long most = request.number("max").orElse(50);
        return Answer.of(latest.stream().limit(most).toList());
    }

    private Row entry(int number, String node, String words, int severity) {
        return Row.copy(Map.of(
                "uid",
                number,
                "id",
                number + ":" + node,
                "time",
                site.world().seconds(),
                "node",
                node,
                "user",
                "root@pam",
                "tag",
                "pvedaemon",
                "pid",
                1234,
                "pri",
                severity,
                "msg",
                words));
    }

    /** What is said of a node that no member is called. */
    static Refusal unknown(String node) {
        return Refusal.failed("Node/IP: " + node + " is not a known host of the cluster.");
    }
}
