package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Operation;
import io.edgevirt.Volume;
import io.edgevirt.VolumeInfo;
import io.edgevirt.spi.Ref;

/** A volume, as users hold it. */
final class VolumeHandle implements Volume {

    private final PoolHandle pool;
    private final VolumeInfo info;

    VolumeHandle(PoolHandle pool, VolumeInfo info) {
        this.pool = pool;
        this.info = info;
    }

    @Override
    public String id() {
        return info.id();
    }

    @Override
    public String name() {
        return info.name();
    }

    @Override
    public VolumeInfo info() {
        return info;
    }

    @Override
    public Operation<Volume> prepareDelete() {
        Engine engine = pool.engine();
        return new Planned<Volume>(
                        engine,
                        new What("delete", pool.name() + ":" + name()),
                        () -> PoolListing.role(engine, "delete", name())
                                .deleteVolume(pool.ref(), Ref.of(Ref.Kind.VOLUME, id())),
                        results -> this)
                .needing(Feature.VOLUMES);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VolumeHandle o && o.pool.equals(pool) && o.id().equals(id());
    }

    @Override
    public int hashCode() {
        return id().hashCode();
    }

    @Override
    public String toString() {
        return info.toString();
    }
}
