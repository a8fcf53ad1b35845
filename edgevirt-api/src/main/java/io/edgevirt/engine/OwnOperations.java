package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.Host;
import io.edgevirt.Operation;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** The engine, as far as it serves the things of a driver's own. */
final class OwnOperations implements Operations {

    private final Engine engine;

    OwnOperations(Engine engine) {
        this.engine = engine;
    }

    @Override
    public <T> Operation<T> operation(
            String name, String target, Supplier<Work> plan, Function<Map<String, String>, T> finish) {
        return new Planned<>(engine, new What(name, target), plan, finish);
    }

    @Override
    public <T> T read(String name, String target, Supplier<T> read) {
        return engine.read(name, target, read);
    }

    @Override
    public VM vm(String id) {
        return VMListing.created(engine, "get", id);
    }

    @Override
    public Host host(String id) {
        return new HostListing(engine).byId(id);
    }

    @Override
    public Cluster cluster(String id) {
        return new ClusterListing(engine).byId(id);
    }

    @Override
    public StoragePool pool(String id) {
        return new PoolListing(engine).byId(id);
    }

    @Override
    public Switch network(String id) {
        return new SwitchListing(engine).byId(id);
    }

    @Override
    public Ref ref(VM vm) {
        return Ours.vm(engine, vm).ref();
    }

    @Override
    public Ref ref(Host host) {
        return Ours.ref(engine, host, "host", host.name());
    }

    @Override
    public Ref ref(Cluster cluster) {
        return Ours.ref(engine, cluster, "cluster", cluster.name());
    }

    @Override
    public Ref ref(StoragePool pool) {
        return Ours.ref(engine, pool, "pool", pool.name());
    }

    @Override
    public Ref ref(Switch network) {
        return Ours.ref(engine, network, "network", network.name());
    }

    @Override
    public Ref ref(Snapshot snapshot) {
        return Ours.snapshot(engine, snapshot).ref();
    }
}
