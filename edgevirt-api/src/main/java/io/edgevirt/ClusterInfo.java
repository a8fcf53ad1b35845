package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Optional;

/**
 * What is known of a cluster.
 *
 * @param id the system's own id
 * @param name its name
 * @param nodes the names of its hosts
 * @param quorate whether enough hosts are there to decide
 * @param highAvailability whether it restarts protected machines
 * @param address its own address, where it has one
 * @param protectedVMs the ids of the machines it protects
 * @param rules its placement rules, one line each
 * @param path where it lies; accepted wherever a name is
 */
public record ClusterInfo(
        String id,
        String name,
        List<String> nodes,
        Optional<Boolean> quorate,
        Optional<Boolean> highAvailability,
        Optional<String> address,
        List<String> protectedVMs,
        List<String> rules,
        Optional<String> path) {

    // Copies the lists.
    public ClusterInfo {
        nodes = List.copyOf(nodes);
        protectedVMs = List.copyOf(protectedVMs);
        rules = List.copyOf(rules);
    }

    @Override
    public String toString() {
        return Line.one(name + " of " + nodes
                + quorate.map(q -> q ? ", quorate" : ", no quorum").orElse("")
                + address.map(a -> ", " + a).orElse(""));
    }
}
