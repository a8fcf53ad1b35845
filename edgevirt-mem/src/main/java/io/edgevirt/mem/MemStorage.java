package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.VolumeInfo;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Storage pools and volumes. */
final class MemStorage extends Listed<PoolInfo> implements StorageRole {

    MemStorage(Session session) {
        super(
                session,
                Op.POOL_LIST,
                Op.POOL_READ,
                () -> session.world().things().stores().stream()
                        .map(MemStorage::info)
                        .toList(),
                id -> info(store(session.world(), id)));
    }

    static PoolInfo info(Store s) {
        return new PoolInfo(
                s.id(),
                s.name(),
                s.kind(),
                Optional.of(s.capacity()),
                s.active(),
                Optional.of(s.shared()),
                Optional.empty());
    }

    private static Store store(World world, String id) {
        return world.things().stores().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("storage pool", id));
    }

    @Override
    public Inventory<VolumeInfo> volumes(Ref pool) {
        return new Listed<>(
                session(),
                Op.VOLUME_LIST,
                Op.VOLUME_READ,
                () -> store(world(), pool.id()).blobs().values().stream()
                        .map(MemStorage::volume)
                        .toList(),
                id -> volume(blob(pool, id)));
    }

    private static VolumeInfo volume(Blob b) {
        return new VolumeInfo(
                b.id(),
                b.name(),
                b.store().map(Store::name).orElse(""),
                Optional.of(b.size()),
                Optional.of(b.allocated()),
                Optional.of(b.format()),
                Optional.of(b.path()));
    }

    private Blob blob(Ref pool, String volume) {
        return store(world(), pool.id()).blobs().values().stream()
                .filter(b -> b.id().equals(volume))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("volume", volume));
    }

    @Override
    public Work createVolume(Ref pool, VolumeSpec spec) {
        return plan(Op.VOLUME_LIST, checks -> {
            Store store = store(world(), pool.id());
            checks.name("volume.name", spec.name());
            checks.need(true, Feature.VOLUMES, "volume", spec.name());
            if (store.blobs().containsKey(spec.name())) {
                checks.fail(
                        "volume.name.free",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "the pool '" + store.name() + "' has a volume '" + spec.name() + "' already",
                        "choose another name");
            }
            Size size = spec.upload().map(path -> length(checks, path)).orElse(spec.size());
            boolean thin = spec.thin() && spec.upload().isEmpty();
            if (!thin && size.compareTo(store.free()) > 0) {
                checks.fail(
                        "volume.room",
                        Problem.RESOURCES,
                        store.name(),
                        "the pool '" + store.name() + "' has " + store.free() + " free, " + size + " are needed",
                        "make room, or choose another pool");
            }
            return checks.work(() -> List.of(act(store, spec, size, thin)));
        });
    }

    private static Size length(Checks checks, Path path) {
        try {
            return Size.ofBytes(Files.size(path));
        } catch (IOException e) {
            checks.fail(
                    "volume.upload",
                    Problem.NOT_FOUND,
                    path.toString(),
                    "this machine has no such file",
                    "check the path");
            return Size.ZERO;
        }
    }

    private Act act(Store store, VolumeSpec spec, Size size, boolean thin) {
        String format = spec.name().toLowerCase(Locale.ROOT).endsWith(".iso") ? "iso" : "raw";
        Op op = spec.upload().isPresent() ? Op.VOLUME_UPLOAD : Op.VOLUME_CREATE;
        String place = store.name() + ":" + spec.name();
        Act act = new Act(
                        session(),
                        op,
                        UUID.randomUUID().toString(),
                        "create volume " + place,
                        "volume: " + NativeText.escaped(place) + "\nsize: " + NativeText.exact(size) + "\nthin: "
                                + thin,
                        results -> {
                            Blob blob = new Blob(
                                    world().nextName("volume"),
                                    spec.name(),
                                    Optional.of(store),
                                    Optional.empty(),
                                    format,
                                    size,
                                    thin);
                            store.add(blob);
                            return Map.of(Step.VOLUME, blob.id());
                        })
                .undo(Op.VOLUME_DELETE, results -> DiskPlan.remove(world(), results.getOrDefault(Step.VOLUME, "")))
                .makes("volume " + place);
        return spec.upload().isPresent() ? act.takingTime(new Job.Plan(true, () -> {}, () -> {})) : act;
    }

    @Override
    public Work deleteVolume(Ref pool, Ref volume) {
        return plan(Op.VOLUME_READ, checks -> {
            Blob blob = blob(pool, volume.id());
            user(blob)
                    .ifPresent(m -> checks.fail(
                            "volume.used",
                            Problem.STATE,
                            blob.path(),
                            "'" + m.name() + "' uses it",
                            "remove the disk from that machine first"));
            return checks.work(() -> List.of(new Act(
                    session(),
                    Op.VOLUME_DELETE,
                    UUID.randomUUID().toString(),
                    "delete volume " + blob.path(),
                    "volume: " + volume.id(),
                    results -> {
                        Blob now = blob(pool, volume.id());
                        if (user(now).isPresent()) {
                            throw Problems.state("the volume '" + now.path() + "' is in use", "remove the disk first");
                        }
                        now.remove();
                        return Map.of();
                    })));
        });
    }

    private Optional<Machine> user(Blob blob) {
        return world().machines().values().stream()
                .filter(m -> m.iso().equals(Optional.of(blob.path()))
                        || m.slots().stream()
                                .anyMatch(
                                        s -> s.blob() == blob || s.blob().base().equals(Optional.of(blob))))
                .findFirst();
    }
}
