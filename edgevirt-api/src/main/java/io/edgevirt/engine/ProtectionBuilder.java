package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.Feature;
import io.edgevirt.Protection;
import io.edgevirt.Violation;
import io.edgevirt.spi.ProtectionSpec;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects how a machine is made highly available. */
final class ProtectionBuilder extends Pending<Cluster> implements Protection {

    private final ClusterHandle cluster;
    private final VMHandle vm;
    private List<String> hosts = List.of();
    private Optional<Integer> restarts = Optional.empty();

    ProtectionBuilder(ClusterHandle cluster, VMHandle vm) {
        super(cluster.engine(), "protect");
        this.cluster = cluster;
        this.vm = vm;
    }

    @Override
    String target() {
        return vm.name();
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            hosts.forEach(h -> r.name("preferredHosts", h));
            restarts.filter(n -> n < 0)
                    .ifPresent(n -> r.violated("restarts", n, "zero or more", "give zero for no restart"));
        });
    }

    @Override
    Set<Feature> needs() {
        return Set.of(Feature.HA_CLUSTERING);
    }

    @Override
    Work plan() {
        return ClusterListing.role(engine(), "protect", vm.name())
                .protect(cluster.ref(), new ProtectionSpec(vm.ref(), hosts, restarts));
    }

    @Override
    Cluster finish(Map<String, String> results, TaskHandle<Cluster> task) {
        return cluster.refresh();
    }

    @Override
    public Protection preferredHosts(String... names) {
        changing();
        hosts = List.of(names);
        return this;
    }

    @Override
    public Protection restarts(int times) {
        changing();
        restarts = Optional.of(times);
        return this;
    }
}
