package io.edgevirt.engine;

import io.edgevirt.Capacity;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.PoolInfo;
import io.edgevirt.StoragePool;
import io.edgevirt.Volumes;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** A storage pool, as users hold it. */
final class PoolHandle extends ManagedObject<PoolInfo> implements StoragePool {

    PoolHandle(Engine engine, PoolInfo info) {
        super(engine, Ref.of(Ref.Kind.POOL, info.id()), info);
    }

    @Override
    public String name() {
        return info().name();
    }

    @Override
    public StoragePool refresh() {
        know(engine().read(
                        "refresh",
                        name(),
                        () -> PoolListing.role(engine(), "refresh", name()).read(id())));
        return this;
    }

    @Override
    public Capacity capacity() {
        refresh();
        return info().capacity()
                .orElseThrow(() -> new InvalidStateException(Failure.of("the system does not tell how much it holds"
                                + (info().active() ? "" : ": it is not active"))
                        .within(engine().backend(), "capacity", name())
                        .hint(info().active() ? "look at its volumes" : "start the pool")));
    }

    @Override
    public Volumes volumes() {
        return new VolumeListing(this);
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
