package io.edgevirt.spi;

import io.edgevirt.Secret;
import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Optional;

/**
 * A cluster that is wanted.
 *
 * @param name its name
 * @param nodes its hosts
 * @param address its own address
 */
public record ClusterSpec(String name, List<Node> nodes, Optional<String> address) {

    // Copies the list.
    public ClusterSpec {
        nodes = List.copyOf(nodes);
    }

    /**
     * A host of the cluster to be.
     *
     * @param name its name or address
     * @param username the login's name, where joining needs one
     * @param password its password
     * @param fingerprint the fingerprint of its certificate
     */
    public record Node(
            String name, Optional<String> username, Optional<Secret> password, Optional<String> fingerprint) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
