package io.edgevirt.mem;

import io.edgevirt.About;
import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Support;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.EventRole;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.HostRole;
import io.edgevirt.spi.InsideRole;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Pace;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotRole;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.VMRole;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A connection to a simulated system. */
final class MemDriver implements Driver {

    private final Session session;
    private final World world;
    private final InMemory handle;
    private final Map<Feature, Support> features;
    private final MemInside inside;
    private final MemVMs vms;

    MemDriver(Session session, InMemory handle) {
        this.session = session;
        this.world = session.world();
        this.handle = handle;
        this.features = world.preset().features();
        this.inside = new MemInside(session);
        this.vms = new MemVMs(session, inside);
    }

    Session session() {
        return session;
    }

    @Override
    public About about() {
        return world.preset().about();
    }

    @Override
    public void renew() {
        session.renew();
    }

    @Override
    public Support supports(Feature feature) {
        return features.getOrDefault(feature, Support.no("this system does not know of it", ""));
    }

    @Override
    public Support supports(Feature feature, Ref target) {
        Support general = supports(feature);
        if (general.status() == Support.Status.NO) {
            return general;
        }
        return switch (target.kind()) {
            case VM -> session.read(Op.VM_READ, () -> Particular.of(world.machine(target.id()), feature, general));
            case HOST ->
                session.read(Op.HOST_READ, () -> Particular.of(MemHosts.node(world, target.id()), feature, general));
            default -> general;
        };
    }

    @Override
    public VMRole vms() {
        return vms;
    }

    @Override
    public HostRole hosts() {
        return new MemHosts(session);
    }

    @Override
    public Optional<SnapshotRole> snapshots() {
        return Optional.of(new MemSnapshots(session));
    }

    @Override
    public Optional<InsideRole> inside() {
        return Optional.of(inside);
    }

    @Override
    public Optional<NetworkRole> networks() {
        return Optional.of(new MemNetworks(session));
    }

    @Override
    public Optional<StorageRole> storage() {
        return Optional.of(new MemStorage(session));
    }

    @Override
    public Optional<ClusterRole> clusters() {
        boolean has = can(Feature.CLUSTER_CREATE) || can(Feature.HA_CLUSTERING) || can(Feature.PLACEMENT_RULES);
        return has ? Optional.of(new MemClusters(session)) : Optional.empty();
    }

    @Override
    public Optional<HCIRole> hciPools() {
        return can(Feature.STORAGE_INTEGRATION) ? Optional.of(new MemHCI(session)) : Optional.empty();
    }

    private boolean can(Feature feature) {
        return supports(feature).status() != Support.Status.NO;
    }

    @Override
    public Optional<EventRole> events() {
        return Optional.of(new EventRole() {
            @Override
            public Runnable watch(Consumer<Event> sink) {
                return session.read(Op.EVENT_WATCH, () -> world.watch(session, sink));
            }
        });
    }

    @Override
    public Map<String, TaskState> poll(Set<String> tasks, Duration atMost) {
        return session.read(Op.TASK_POLL, () -> world.states(tasks));
    }

    @Override
    public void cancel(String task) {
        session.call(Op.TASK_CANCEL, hitch -> {
            world.cancel(task);
            return true;
        });
    }

    @Override
    public <T> Optional<T> unwrap(Ref target, Class<T> type) {
        if (target.kind() == Ref.Kind.HYPERVISOR && type.isInstance(handle)) {
            return Optional.of(type.cast(handle));
        }
        if (target.kind() == Ref.Kind.VM && type == SimulatedGuest.class) {
            return Optional.of(
                    type.cast(world.locked(() -> world.machine(target.id()).guest())));
        }
        return Optional.empty();
    }

    @Override
    public Pace pace() {
        return world.clock();
    }

    @Override
    public void close() {
        world.lock().lock();
        try {
            inside.close();
        } finally {
            world.lock().unlock();
        }
        session.close();
    }
}
