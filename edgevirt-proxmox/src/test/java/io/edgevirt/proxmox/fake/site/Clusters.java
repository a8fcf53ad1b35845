package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Task;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All fakes of this JVM that run, by their certificates' fingerprints: how one finds the other that it is to join, as
 * they share one address.
 */
public final class Clusters {

    private static final Map<String, Site> RUNNING = new ConcurrentHashMap<>();

    private Clusters() {}

    /** Tells that a fake runs. */
    public static void add(Site site) {
        RUNNING.put(site.fingerprint(), site);
    }

    /** Tells that a fake does not run any more. */
    public static void remove(Site site) {
        RUNNING.remove(site.fingerprint());
    }

    static Optional<Site> of(String fingerprint) {
        return Optional.ofNullable(RUNNING.get(fingerprint));
    }

    /**
     * Makes a node a member of another fake's cluster. The world of the one that joins is locked; the other's is taken
     * after it, which is safe as no cluster joins while another joins it.
     */
    static void join(Site joining, Site other, String node, Task run) {
        if (other == joining || other.world().clusterName().isEmpty()) {
            throw Refusal.failed("node is not in a cluster, no join info available!");
        }
        other.world().change(() -> {
            boolean taken =
                    other.world().nodes().stream().anyMatch(it -> it.name().equals(node));
            if (taken) {
                throw Refusal.failed("can't add existing node '" + node + "'");
            }
            other.world().addNode(node);
            other.stores().joined(node);
            other.adopt(node, joining.host(node));
        });
        run.log("waiting for quorum...OK");
        joining.world().cluster(other.world().clusterName());
        other.world().nodes().stream()
                .filter(it -> !it.name().equals(node))
                .forEach(it -> joining.world().addNode(it.name()));
        run.log("successfully added node '" + node + "' to cluster.");
    }
}
