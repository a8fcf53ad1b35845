package io.edgevirt;

/** The clusters of a connection. */
public interface Clusters extends Catalog<Cluster> {

    /**
     * Begins the definition of a cluster.
     *
     * @param name its name
     * @return a builder
     */
    ClusterDefinition define(String name);
}
