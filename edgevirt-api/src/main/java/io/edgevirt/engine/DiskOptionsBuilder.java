package io.edgevirt.engine;

import io.edgevirt.DiskBus;
import io.edgevirt.DiskOptions;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import java.util.Optional;
import java.util.function.Consumer;

/** Collects how a disk is made. */
final class DiskOptionsBuilder implements DiskOptions {

    private Optional<String> pool = Optional.empty();
    private Optional<String> path = Optional.empty();
    private Optional<DiskBus> bus = Optional.empty();
    private boolean thin = true;

    static DiskSpec spec(Size size, Consumer<DiskOptions> options) {
        DiskOptionsBuilder builder = new DiskOptionsBuilder();
        options.accept(builder);
        return new DiskSpec(size, builder.pool, builder.path, builder.thin, builder.bus);
    }

    @Override
    public DiskOptions pool(String nameOrId) {
        pool = Optional.of(nameOrId);
        return this;
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
