package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import java.util.Optional;

/** Whether it is a machine's node that does not answer, and not the connection. */
final class NodeAway {

    private final Site site;

    NodeAway(Site site) {
        this.site = site;
    }

    /** One request, to the cluster. */
    Optional<Finding> finding(String vmid) {
        Optional<String> node = site.nodes().known(vmid);
        return node.filter(this::offline)
                .map(n -> Finding.fail(
                        "host.state",
                        Problem.STATE,
                        n,
                        "the node of the machine " + vmid + " is offline",
                        "bring the node back; HA would start the machine elsewhere"));
    }

    private boolean offline(String node) {
        return site.pve().send(Call.get("/cluster/resources").with("type", "node")).list().stream()
                .filter(n -> n.text("node").filter(node::equals).isPresent())
                .anyMatch(n -> n.text("status").filter("offline"::equals).isPresent());
    }
}
