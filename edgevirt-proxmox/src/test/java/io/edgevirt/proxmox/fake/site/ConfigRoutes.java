package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Node;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clusters made, joined and left. */
final class ConfigRoutes {

    private static final int FAILED_DEPENDENCY = 424;

    private final Site site;

    private ConfigRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        ConfigRoutes config = new ConfigRoutes(site);
        routes.on(
                "GET /cluster/config",
                r -> Answer.of(List.of("apiversion", "join", "nodes", "qdevice", "totem").stream()
                        .map(name -> Row.of("name", name))
                        .toList()));
        routes.on("GET /cluster/config/apiversion", r -> Answer.of(1));
        routes.on("POST /cluster/config", config::create);
        routes.on("GET /cluster/config/nodes", r -> Answer.of(config.members(false)));
        routes.on("DELETE /cluster/config/nodes/{node}", config::remove);
        routes.on("GET /cluster/config/join", config::info);
        routes.on("POST /cluster/config/join", config::join);
        routes.on("GET /cluster/config/totem", r -> Answer.of(config.clustered() ? config.totem() : new Row()));
        routes.on("GET /cluster/config/qdevice", r -> Answer.of(new Row()));
    }

    private boolean clustered() {
        return !site.world().clusterName().isEmpty();
    }

    private Answer task(Request request, String type, String id, io.edgevirt.proxmox.fake.TaskWork work) {
        return Answer.of(site.world()
                .tasks()
                .start(request.entry(), type, id, request.identity(), work)
                .upid());
    }

    private Answer create(Request request) {
        if (clustered()) {
            throw Refusal.failed("cluster config '/etc/pve/corosync.conf' already exists");
        }
        String name = request.needed("clustername");
        return task(request, "clustercreate", name, run -> {
            run.log("Corosync Cluster Engine Authentication key generator.");
            run.log("Writing corosync config to /etc/pve/corosync.conf");
            run.pass();
            site.world().cluster(name);
            run.log("Restart corosync and cluster filesystem");
        });
    }

    private List<Row> members(boolean joining) {
        List<Row> rows = new ArrayList<>();
        if (!clustered()) {
            return rows;
        }
        for (Node node : site.world().nodes()) {
            String address = site.host(node.name()).network().address();
            Row row = Row.of(
                    "name",
                    node.name(),
                    "nodeid",
                    String.valueOf(node.number()),
                    "ring0_addr",
                    address,
                    "quorum_votes",
                    "1");
            rows.add(
                    joining
                            ? row.with("pve_addr", address).with("pve_fp", site.fingerprint())
                            : row.with("node", node.name()));
        }
        return rows;
    }

    private Row totem() {
        return Row.of(
                "cluster_name", site.world().clusterName(),
                "config_version", String.valueOf(site.world().nodes().size()),
                "interface", Row.of("0", Row.of("linknumber", "0")),
                "ip_version", "ipv4-6",
                "link_mode", "passive",
                "secauth", "on",
                "version", "2");
    }

    private Answer info(Request request) {
        if (!clustered()) {
            throw new Refusal(FAILED_DEPENDENCY, "node is not in a cluster, no join info available!");
        }
        return Answer.of(Row.of(
                "nodelist", members(true),
                "preferred_node", request.text("node").orElse(request.entry()),
                "totem", totem(),
                "config_digest", Digests.of(members(true).toString())));
    }

    private Answer join(Request request) {
        String host = request.needed("hostname");
        String fingerprint = request.needed("fingerprint");
        String password = request.needed("password");
        String node = request.entry();
        return task(request, "clusterjoin", "", run -> {
            run.log("Establishing API connection with host '" + host + "'");
            run.pass();
            Site other = Clusters.of(fingerprint)
                    .orElseThrow(() -> Refusal.failed("500 Can't connect to " + host + ":8006 (fingerprint '"
                            + fingerprint + "' not verified, abort!)"));
            if (!other.password().equals(password)) {
                throw Refusal.failed("401 authentication failure");
            }
            run.log("Login succeeded.");
            fit(node);
            Clusters.join(site, other, node, run);
        });
    }

    /** A node may join only if it is in no cluster and has no machines. */
    private void fit(String node) {
        List<String> wrong = new ArrayList<>();
        if (clustered()) {
            wrong.add("* authentication key '/etc/corosync/authkey' already exists");
            wrong.add("* cluster config '/etc/pve/corosync.conf' already exists");
        }
        if (!site.world().machines().on(node).isEmpty()) {
            wrong.add("* this host already contains virtual guests");
        }
        if (!wrong.isEmpty()) {
            throw Refusal.failed("detected the following error(s): " + String.join(" ", wrong)
                    + " Check if node may join a cluster failed!");
        }
    }

    private Answer remove(Request request) {
        String node = request.needed("node");
        Map<String, Node> all = new java.util.LinkedHashMap<>();
        site.world().nodes().forEach(it -> all.put(it.name(), it));
        if (!all.containsKey(node)) {
            throw ClusterRoutes.unknown(node);
        }
        if (node.equals(request.entry())) {
            throw Refusal.failed("Cannot delete myself from cluster!");
        }
        site.world().removeNode(node);
        return Answer.nothing();
    }
}
