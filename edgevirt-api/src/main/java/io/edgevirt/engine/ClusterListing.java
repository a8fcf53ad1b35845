package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.ClusterDefinition;
import io.edgevirt.ClusterInfo;
import io.edgevirt.Clusters;
import io.edgevirt.Feature;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.Inventory;
import java.util.Optional;

/** The clusters of a connection. */
final class ClusterListing extends Listing<ClusterInfo, Cluster> implements Clusters {

    private final Engine engine;

    ClusterListing(Engine engine) {
        super(engine, "cluster");
        this.engine = engine;
    }

    static ClusterRole role(Engine engine, String operation, String target) {
        return engine.role(engine.driver().clusters(), Feature.HA_CLUSTERING, operation, target);
    }

    @Override
    public ClusterDefinition define(String name) {
        return new ClusterBuilder(engine, name);
    }

    @Override
    Inventory<ClusterInfo> inventory() {
        return role(engine, "list", "clusters");
    }

    @Override
    Cluster handle(ClusterInfo item) {
        return new ClusterHandle(engine, item);
    }

    @Override
    String id(ClusterInfo item) {
        return item.id();
    }

    @Override
    String name(ClusterInfo item) {
        return item.name();
    }

    @Override
    Optional<String> path(ClusterInfo item) {
        return item.path();
    }
}
