package io.edgevirt.spi;

import io.edgevirt.NodeLogin;
import io.edgevirt.Secret;
import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

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
        /**
         * A host, with the login that a user gives.
         *
         * @param name its name or address
         * @param login gives the login
         * @return the host
         */
        public static Node of(String name, Consumer<NodeLogin> login) {
            Given given = new Given();
            login.accept(given);
            return new Node(name, given.username, given.password, given.fingerprint);
        }

        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /** Collects a login. */
    private static final class Given implements NodeLogin {
        private Optional<String> username = Optional.empty();
        private Optional<Secret> password = Optional.empty();
        private Optional<String> fingerprint = Optional.empty();

        @Override
        public NodeLogin username(String user) {
            username = Optional.of(user);
            return this;
        }

        @Override
        public NodeLogin password(Secret secret) {
            password = Optional.of(secret);
            return this;
        }

        @Override
        public NodeLogin fingerprint(String text) {
            fingerprint = Optional.of(text);
            return this;
        }
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
