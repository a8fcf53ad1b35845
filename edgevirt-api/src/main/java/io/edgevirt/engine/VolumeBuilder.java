package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Size;
import io.edgevirt.Violation;
import io.edgevirt.Volume;
import io.edgevirt.VolumeDefinition;
import io.edgevirt.VolumeInfo;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Collects a volume to be. */
final class VolumeBuilder extends Pending<Volume> implements VolumeDefinition {

    private final PoolHandle pool;
    private final String name;
    private Optional<Size> size = Optional.empty();
    private boolean thin = true;
    private Optional<Path> upload = Optional.empty();

    VolumeBuilder(PoolHandle pool, String name) {
        super(pool.engine(), "create");
        this.pool = pool;
        this.name = name;
    }

    @Override
    String target() {
        return pool.name() + ":" + name;
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            r.name("name", name);
            upload.ifPresent(u -> r.file("upload", new FileSource.Local(u)));
            if (size.isEmpty() && upload.isEmpty()) {
                r.violated("size", "(none)", "a volume has a size", "call size() or upload()");
            }
            size.ifPresent(s -> r.positive("size", s));
            if (size.isPresent()
                    && uploaded().filter(u -> u.compareTo(size.get()) > 0).isPresent()) {
                r.violated(
                        "size",
                        size.get(),
                        "at least the uploaded file's " + uploaded().get(),
                        "give more");
            }
        });
    }

    private Optional<Size> uploaded() {
        return upload.filter(Files::isReadable).map(file -> {
            try {
                return Size.ofBytes(Files.size(file));
            } catch (IOException e) {
                return Size.ZERO; // it went away meanwhile: the upload itself says so
            }
        });
    }

    @Override
    Set<Feature> needs() {
        return Set.of(Feature.VOLUMES);
    }

    @Override
    Work plan() {
        Size wanted = size.or(this::uploaded).orElse(Size.ZERO);
        return PoolListing.role(engine(), "create", name)
                .createVolume(pool.ref(), new VolumeSpec(name, wanted, thin, upload));
    }

    @Override
    Volume finish(Map<String, String> results, TaskHandle<Volume> task) {
        Inventory<VolumeInfo> volumes =
                PoolListing.role(engine(), "create", name).volumes(pool.ref());
        String id = results.getOrDefault(Step.VOLUME, "");
        return new VolumeHandle(pool, engine().read("create", name, () -> volumes.read(id)));
    }

    @Override
    public VolumeDefinition size(Size wanted) {
        changing();
        size = Optional.of(wanted);
        return this;
    }

    @Override
    public VolumeDefinition thin(boolean on) {
        changing();
        thin = on;
        return this;
    }

    @Override
    public VolumeDefinition upload(Path file) {
        changing();
        upload = Optional.of(file);
        return this;
    }
}
