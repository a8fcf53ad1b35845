package io.edgevirt;

import java.util.function.Consumer;

/** A cluster to be. Nothing happens before {@link #create()}. */
public interface ClusterDefinition extends Operation<Cluster> {

    /**
     * The hosts it is made of.
     *
     * @param names the hosts' names or addresses
     * @return this builder
     */
    ClusterDefinition nodes(String... names);

    /**
     * A host that wants a login of its own to join.
     *
     * @param name the host's name or address
     * @param login sets user, password and fingerprint
     * @return this builder
     */
    ClusterDefinition node(String name, Consumer<NodeLogin> login);

    /**
     * The cluster's own address, where the system gives it one.
     *
     * @param address such as {@code 10.0.0.100}
     * @return this builder
     */
    ClusterDefinition address(String address);

    /**
     * Makes the cluster.
     *
     * @return the cluster
     */
    default Cluster create() {
        return run();
    }
}
