package io.edgevirt.engine;

import io.edgevirt.Cluster;
import io.edgevirt.Host;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.Snapshot;
import io.edgevirt.StoragePool;
import io.edgevirt.Switch;
import io.edgevirt.VM;
import io.edgevirt.Violation;
import io.edgevirt.spi.Ref;
import java.util.List;

/**
 * Handles that a change is given must be of the system that carries it out: another system may have something of the
 * same id, and the change would happen to that.
 */
final class Ours {

    private Ours() {}

    static String id(Engine engine, Host host) {
        return host instanceof HostHandle h ? id(engine, h.engine(), "host", h.name(), h.id()) : host.id();
    }

    static String id(Engine engine, Cluster cluster) {
        return cluster instanceof ClusterHandle c ? id(engine, c.engine(), "cluster", c.name(), c.id()) : cluster.id();
    }

    static String id(Engine engine, StoragePool pool) {
        return pool instanceof PoolHandle p ? id(engine, p.engine(), "pool", p.name(), p.id()) : pool.id();
    }

    static String id(Engine engine, Switch network) {
        return network instanceof SwitchHandle s ? id(engine, s.engine(), "network", s.name(), s.id()) : network.id();
    }

    static VMHandle vm(Engine engine, VM vm) {
        if (vm instanceof VMHandle handle && same(engine, handle.engine())) {
            return handle;
        }
        throw foreign("vm", vm.name());
    }

    static SnapshotHandle snapshot(Engine engine, Snapshot snapshot) {
        if (snapshot instanceof SnapshotHandle handle && same(engine, handle.engine())) {
            return handle;
        }
        throw foreign("snapshot", snapshot.name());
    }

    /** What a handle is named by, for a driver that takes handles from users itself. */
    static Ref ref(Engine engine, Object handle, String field, String name) {
        if (handle instanceof ManagedObject<?> ours && same(engine, ours.engine())) {
            return ours.ref();
        }
        throw foreign(field, name);
    }

    private static String id(Engine engine, Engine from, String field, String name, String id) {
        if (same(engine, from)) {
            return id;
        }
        throw foreign(field, name);
    }

    private static boolean same(Engine one, Engine other) {
        return one.endpoint().equals(other.endpoint());
    }

    private static InvalidSpecException foreign(String field, String name) {
        return InvalidSpecException.of(List.of(new Violation(
                field, name, "a handle that this connection gave", "look it up through this connection")));
    }
}
