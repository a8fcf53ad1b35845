package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.ClusterDefinition;
import io.edgevirt.ClusterInfo;
import io.edgevirt.Feature;
import io.edgevirt.NodeLogin;
import io.edgevirt.Violation;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Collects a cluster to be. */
final class ClusterBuilder extends Pending<Cluster> implements ClusterDefinition {

    private final String name;
    private final List<ClusterSpec.Node> nodes = new ArrayList<>();
    private Optional<String> address = Optional.empty();

    ClusterBuilder(Engine engine, String name) {
        super(engine, "create");
        this.name = name;
    }

    @Override
    String target() {
        return name;
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            r.name("name", name);
            nodes.forEach(n -> r.name("node", n.name()));
            address.ifPresent(a -> r.name("address", a));
        });
    }

    @Override
    Set<Feature> needs() {
        return Set.of(Feature.CLUSTER_CREATE);
    }

    @Override
    Work plan() {
        return ClusterListing.role(engine(), "create", name).create(new ClusterSpec(name, nodes, address));
    }

    @Override
    Cluster finish(Map<String, String> results, TaskHandle<Cluster> task) {
        ClusterRole role = ClusterListing.role(engine(), "create", name);
        ClusterInfo info = engine().read("create", name, () -> role.read(results.getOrDefault(Step.CLUSTER, "")));
        return new ClusterHandle(engine(), info);
    }

    @Override
    public ClusterDefinition nodes(String... names) {
        changing();
        for (String node : names) {
            nodes.add(ClusterSpec.Node.of(node, login -> {}));
        }
        return this;
    }

    @Override
    public ClusterDefinition node(String node, Consumer<NodeLogin> login) {
        changing();
        nodes.add(ClusterSpec.Node.of(node, login));
        return this;
    }

    @Override
    public ClusterDefinition address(String text) {
        changing();
        address = Optional.of(text);
        return this;
    }
}
