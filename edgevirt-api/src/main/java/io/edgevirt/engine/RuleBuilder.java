package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.ClusterRule;
import io.edgevirt.Feature;
import io.edgevirt.Violation;
import io.edgevirt.spi.RuleSpec;
import io.edgevirt.spi.Work;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects a placement rule. */
final class RuleBuilder extends Pending<Cluster> implements ClusterRule {

    private final ClusterHandle cluster;
    private final RuleSpec.Kind kind;
    private final List<VMHandle> vms;
    private final List<String> hosts;
    private String name;

    RuleBuilder(ClusterHandle cluster, RuleSpec.Kind kind, List<VMHandle> vms, List<String> hosts) {
        super(
                cluster.engine(),
                switch (kind) {
                    case PIN -> "pin";
                    case APART -> "keepApart";
                    case TOGETHER -> "keepTogether";
                });
        this.cluster = cluster;
        this.kind = kind;
        this.vms = vms;
        this.hosts = hosts;
        this.name = kind.name().toLowerCase(Locale.ROOT) + "-"
                + vms.stream().map(VMHandle::name).collect(Collectors.joining("-"));
    }

    @Override
    String target() {
        return name;
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            r.name("name", name);
            if (kind == RuleSpec.Kind.PIN && hosts.isEmpty()) {
                r.violated("hosts", "(none)", "a machine is pinned to at least one host", "name a host");
            }
            if (kind != RuleSpec.Kind.PIN && new HashSet<>(vms).size() < 2) {
                r.violated("vms", vms.size(), "at least two different machines", "name another machine");
            }
            hosts.forEach(h -> r.name("hosts", h));
        });
    }

    @Override
    Set<Feature> needs() {
        return Set.of(Feature.PLACEMENT_RULES);
    }

    @Override
    Work plan() {
        RuleSpec spec = new RuleSpec(kind, name, vms.stream().map(VMHandle::ref).toList(), hosts);
        return ClusterListing.role(engine(), what().operation(), name).rule(cluster.ref(), spec);
    }

    @Override
    Cluster finish(Map<String, String> results, TaskHandle<Cluster> task) {
        return cluster.refresh();
    }

    @Override
    public ClusterRule named(String text) {
        changing();
        name = text;
        return this;
    }
}
