package io.edgevirt.engine;

import io.edgevirt.DiskBus;
import io.edgevirt.DiskOptions;
import io.edgevirt.Size;
import io.edgevirt.StoragePool;
import io.edgevirt.spi.DiskSpec;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects how a disk is made. */
final class DiskOptionsBuilder implements DiskOptions {

    private final Engine engine;
    private Optional<String> pool = Optional.empty();
    private Optional<String> path = Optional.empty();
    private Optional<DiskBus> bus = Optional.empty();
    private boolean thin = true;

    private DiskOptionsBuilder(Engine engine) {
        this.engine = engine;
    }

    static DiskSpec spec(Engine engine, Size size, Consumer<DiskOptions> options) {
        DiskOptionsBuilder builder = new DiskOptionsBuilder(engine);
        options.accept(builder);
        return new DiskSpec(size, builder.pool, builder.path, builder.thin, builder.bus);
    }

    @Override
    public DiskOptions pool(String nameOrId) {
        pool = Optional.of(nameOrId);
        return this;
    }

    @Override
    public DiskOptions pool(StoragePool in) {
        return pool(Ours.id(engine, in));
    }

    @Override
    public DiskOptions path(String file) {
        path = Optional.of(file);
        return this;
    }

    @Override
    public DiskOptions thin(boolean on) {
        thin = on;
        return this;
    }

    @Override
    public DiskOptions bus(DiskBus kind) {
        bus = Optional.of(kind);
        return this;
    }
}
