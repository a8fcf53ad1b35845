package io.edgevirt.engine;

import io.edgevirt.About;
import io.edgevirt.Catalog;
import io.edgevirt.Clusters;
import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.HCIPool;
import io.edgevirt.Host;
import io.edgevirt.Hypervisor;
import io.edgevirt.StoragePool;
import io.edgevirt.Subscription;
import io.edgevirt.Support;
import io.edgevirt.Switches;
import io.edgevirt.VMs;
import io.edgevirt.spi.Ref;
import java.util.Optional;
import java.util.function.Consumer;

/** A connection, as users hold it. */
final class HypervisorHandle implements Hypervisor {

    private final Engine engine;

    HypervisorHandle(Engine engine) {
        this.engine = engine;
    }

    @Override
    public About about() {
        return engine.driver().about();
    }

    @Override
    public VMs vms() {
        return new VMListing(engine);
    }

    @Override
    public Catalog<Host> hosts() {
        return new HostListing(engine);
    }

    @Override
    public Switches switches() {
        return new SwitchListing(engine);
    }

    @Override
    public Catalog<StoragePool> storage() {
        return new PoolListing(engine);
    }

    @Override
    public Clusters clusters() {
        return new ClusterListing(engine);
    }

    @Override
    public Catalog<HCIPool> hciPools() {
        return new HCIListing(engine);
    }

    @Override
    public Subscription watch(Consumer<Event> listener) {
        engine.require(Feature.WATCH, "watch", engine.endpoint());
        return engine.events().watch(listener);
    }

    @Override
    public Support supports(Feature feature) {
        return engine.driver().supports(feature);
    }

    @Override
    public <N> Optional<N> unwrapIf(Class<N> type) {
        return Unwrapping.find(engine, Ref.HYPERVISOR, "connection", type);
    }

    @Override
    public <N> N unwrap(Class<N> type) {
        return Unwrapping.get(engine, Ref.HYPERVISOR, "connection", type);
    }

    @Override
    public void close() {
        engine.close();
    }

    @Override
    public String toString() {
        return engine.endpoint() + ": " + about();
    }
}
