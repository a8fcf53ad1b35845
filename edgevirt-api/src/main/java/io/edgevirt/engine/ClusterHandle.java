package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.ClusterInfo;
import io.edgevirt.ClusterRule;
import io.edgevirt.Host;
import io.edgevirt.Protection;
import io.edgevirt.VM;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.RuleSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A cluster, as users hold it. */
final class ClusterHandle extends ManagedObject<ClusterInfo> implements Cluster {

    ClusterHandle(Engine engine, ClusterInfo info) {
        super(engine, Ref.of(Ref.Kind.CLUSTER, info.id()), info);
    }

    @Override
    public String name() {
        return info().name();
    }

    @Override
    public Cluster refresh() {
        know(engine().read(
                        "refresh",
                        name(),
                        () -> ClusterListing.role(engine(), "refresh", name()).read(id())));
        return this;
    }

    @Override
    public List<Host> hosts() {
        refresh();
        return new HostListing(engine())
                .list().stream().filter(h -> info().nodes().contains(h.name())).toList();
    }

    @Override
    public Protection protect(VM vm) {
        return new ProtectionBuilder(this, Ours.vm(engine(), vm));
    }

    @Override
    public ClusterRule pin(VM vm, String... hosts) {
        return new RuleBuilder(this, RuleSpec.Kind.PIN, List.of(Ours.vm(engine(), vm)), List.of(hosts));
    }

    @Override
    public ClusterRule pin(VM vm, Host... hosts) {
        return pin(vm, Arrays.stream(hosts).map(h -> Ours.id(engine(), h)).toArray(String[]::new));
    }

    @Override
    public ClusterRule keepApart(VM... vms) {
        return new RuleBuilder(this, RuleSpec.Kind.APART, ours(vms), List.of());
    }

    @Override
    public ClusterRule keepTogether(VM... vms) {
        return new RuleBuilder(this, RuleSpec.Kind.TOGETHER, ours(vms), List.of());
    }

    private List<VMHandle> ours(VM... vms) {
        return Arrays.stream(vms).map(vm -> Ours.vm(engine(), vm)).toList();
    }

    @Override
    public <N> Optional<N> unwrapIf(Class<N> type) {
        return Unwrapping.find(engine(), ref(), name(), type);
    }

    @Override
    public <N> N unwrap(Class<N> type) {
        return Unwrapping.get(engine(), ref(), name(), type);
    }
}
