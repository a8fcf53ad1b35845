package io.edgevirt.engine;

import io.edgevirt.Capacity;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.PoolInfo;
import io.edgevirt.StoragePool;
import io.edgevirt.Volumes;
import io.edgevirt.spi.Ref;

/** A storage pool, as users hold it. */
final class PoolHandle implements StoragePool {

    private final Engine engine;
    private final Ref ref;
    private volatile PoolInfo info;

    PoolHandle(Engine engine, PoolInfo info) {
        this.engine = engine;
        this.info = info;
        this.ref = Ref.of(Ref.Kind.POOL, info.id());
    }

    Engine engine() {
        return engine;
    }

    Ref ref() {
        return ref;
    }

    @Override
    public String id() {
        return ref.id();
    }

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public PoolInfo info() {
        return info;
    }

    @Override
    public StoragePool refresh() {
        info = engine.read(
                "refresh",
                name(),
                () -> PoolListing.role(engine, "refresh", name()).read(id()));
        return this;
    }

    @Override
    public Capacity capacity() {
        refresh();
        return info.capacity()
                .orElseThrow(() -> new InvalidStateException(Failure.of("the system does not tell how much it holds"
                                + (info.active() ? "" : ": it is not active"))
                        .within(engine.backend(), "capacity", name())
                        .hint(info.active() ? "look at its volumes" : "start the pool")));
    }

    @Override
    public Volumes volumes() {
        return new VolumeListing(this);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PoolHandle o
                && o.ref.equals(ref)
                && o.engine.endpoint().equals(engine.endpoint());
    }

    @Override
    public int hashCode() {
        return ref.hashCode();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
