package io.edgevirt.mem;

import io.edgevirt.Finding;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.DiskSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans the volumes of disks: where each goes, what it is called, whether there is room for all. */
final class DiskPlan {

    private final Session session;
    private final World world;
    private final Checks checks;
    private final Map<Store, Size> needed = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    DiskPlan(Session session, Checks checks) {
        this.session = session;
        this.world = session.world();
        this.checks = checks;
    }

    /** A disk with its place; without a pool it is a file. */
    record Wanted(DiskSpec spec, Optional<Store> store, String name) {}

    List<Wanted> all(String machine, List<DiskSpec> disks) {
        List<Wanted> all = new ArrayList<>();
        for (DiskSpec disk : disks) {
            place(machine, disk).ifPresent(all::add);
        }
        return all;
    }

    private Optional<Wanted> place(String machine, DiskSpec disk) {
        if (disk.path().isPresent() && disk.pool().isEmpty()) {
            return file(disk, disk.path().get());
        }
        Optional<Store> store = pool(world, checks, disk.pool(), disk.size());
        if (store.isEmpty()) {
            return Optional.empty();
        }
        Store pool = store.get();
        String name = disk.path().orElseGet(() -> free(pool, machine));
        if (disk.path().isPresent() && pool.blobs().containsKey(name)) {
            taken(pool.name() + ":" + name);
        }
        room(pool, disk);
        return Optional.of(new Wanted(disk, store, name));
    }

    private Optional<Wanted> file(DiskSpec disk, String path) {
        if (world.things().files().containsKey(path) || !names.add(path)) {
            taken(path);
        }
        return Optional.of(new Wanted(disk, Optional.empty(), path));
    }

    /** Free in the pool, and not given to another disk of this plan. */
    private String free(Store pool, String machine) {
        String name = machine + ".img";
        for (int i = 2; pool.blobs().containsKey(name) || !names.add(pool.id() + "/" + name); i++) {
            name = machine + "-" + i + ".img";
        }
        return name;
    }

    private void room(Store pool, DiskSpec disk) {
        Size sum = needed.merge(pool, disk.thin() ? Size.ZERO : disk.size(), Size::plus);
        if (sum.compareTo(pool.free()) > 0) {
            checks.fail(
                    "disk.room",
                    Finding.Problem.RESOURCES,
                    pool.name(),
                    "the pool '" + pool.name() + "' has " + pool.free() + " free, " + sum + " are needed",
                    "make room, choose another pool, or make the disk thin");
        }
    }

    private void taken(String path) {
        checks.fail(
                "disk.path",
                Finding.Problem.ALREADY_EXISTS,
                path,
                "there is a volume '" + path + "' already",
                "choose another path");
    }

    /** The pool that is named, or the default one. */
    static Optional<Store> pool(World world, Checks checks, Optional<String> wanted, Size room) {
        List<PoolInfo> pools =
                world.things().stores().stream().map(MemStorage::info).toList();
        Optional<PoolInfo> chosen = Defaults.pool(pools, wanted, room);
        if (chosen.isEmpty()) {
            Finding why = Defaults.noPool(wanted, pools);
            checks.fail(why.id(), why.problem(), why.target(), why.reason(), why.remedy());
        }
        return chosen.flatMap(p -> world.things().stores().stream()
                .filter(s -> s.id().equals(p.id()))
                .findFirst());
    }

    /** The request that makes a volume; it tells the volume's id under the given key. */
    Act volume(Wanted wanted, String key, String result) {
        String place = wanted.store().map(s -> s.name() + ":" + wanted.name()).orElse(wanted.name());
        String body = "volume: " + NativeText.escaped(place) + "\nsize: "
                + NativeText.exact(wanted.spec().size()) + "\nthin: "
                + wanted.spec().thin();
        return new Act(
                        session,
                        Op.VOLUME_CREATE,
                        key,
                        "create volume " + place,
                        body,
                        results -> Map.of(result, make(wanted).id()))
                .undo(Op.VOLUME_DELETE, results -> remove(world, results.getOrDefault(result, "")))
                .makes("volume " + place);
    }

    private Blob make(Wanted wanted) {
        Blob blob = new Blob(
                world.nextName("volume"),
                wanted.name(),
                wanted.store(),
                Optional.empty(),
                "raw",
                wanted.spec().size(),
                wanted.spec().thin());
        if (wanted.store().isPresent()) {
            wanted.store().get().add(blob);
        } else if (world.things().files().putIfAbsent(blob.name(), blob) != null) {
            throw Problems.taken("file", blob.name());
        }
        return blob;
    }

    /** Removes a volume, if it is still there. */
    static void remove(World world, String volume) {
        lookUp(world, volume).ifPresent(blob -> {
            blob.remove();
            world.things().files().remove(blob.name(), blob);
        });
    }

    static Blob find(World world, String volume) {
        return lookUp(world, volume).orElseThrow(() -> Problems.notFound("volume", volume));
    }

    private static Optional<Blob> lookUp(World world, String volume) {
        for (Store store : world.things().stores()) {
            for (Blob blob : store.blobs().values()) {
                if (blob.id().equals(volume)) {
                    return Optional.of(blob);
                }
            }
        }
        return world.things().files().values().stream()
                .filter(b -> b.id().equals(volume))
                .findFirst();
    }
}
