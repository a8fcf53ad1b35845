package io.edgevirt.mem;

import io.edgevirt.Event;
import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotRole;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Snapshots. With memory they are a native task; without, and all else, a call that blocks. */
final class MemSnapshots implements SnapshotRole {

    private final Session session;
    private final World world;

    MemSnapshots(Session session) {
        this.session = session;
        this.world = session.world();
    }

    @Override
    public List<SnapshotInfo> list(Ref vm) {
        return session.read(Op.SNAPSHOT_LIST, () -> {
            Machine m = world.machine(vm.id());
            List<SnapshotInfo> all = new ArrayList<>();
            m.shots().values().forEach(s -> all.add(s.info(m.shot().equals(Optional.of(s.id())))));
            return all;
        });
    }

    @Override
    public Work take(Ref vm, SnapshotSpec spec) {
        return session.read(Op.SNAPSHOT_LIST, () -> {
            Machine m = world.machine(vm.id());
            Checks checks = new Checks(world);
            world.preset()
                    .wrongSnapshotName(spec.name())
                    .ifPresent(limit -> checks.invalid(
                            "snapshot.name", spec.name(), limit, "choose a name that this system takes"));
            checks.need(spec.memory(), Feature.SNAPSHOT_MEMORY, "snapshot.memory", m.name());
            checks.need(spec.quiesce(), Feature.SNAPSHOT_QUIESCE, "snapshot.quiesce", m.name());
            if (named(m, spec.name())) {
                checks.fail(
                        "snapshot.name.free",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "'" + m.name() + "' has a snapshot '" + spec.name() + "' already",
                        "choose another name");
            }
            if (spec.quiesce() && !m.guest().hasAgent()) {
                checks.fail(
                        "snapshot.quiesce",
                        Problem.STATE,
                        m.name(),
                        "no agent answers in the guest",
                        "start the guest's agent, or leave quiesce away");
            }
            if (spec.memory() && !m.inMemory()) {
                checks.fail(
                        "snapshot.memory",
                        Problem.STATE,
                        m.name(),
                        "it is " + m.state() + ": there is no memory to keep",
                        "start it first, or leave memory away");
            }
            String body = "vm: " + m.id() + "\nname: " + NativeText.escaped(spec.name()) + "\nmemory: " + spec.memory()
                    + "\nquiesce: " + spec.quiesce();
            return checks.work(() -> List.of(work(
                            m,
                            Op.SNAPSHOT_TAKE,
                            spec.token().toString(),
                            "take snapshot " + spec.name() + " of " + m.name(),
                            body,
                            !spec.memory(),
                            now -> taken(now, spec))
                    .undo(Op.SNAPSHOT_DELETE, results -> remove(m, results.getOrDefault(Step.SNAPSHOT, ""), false))
                    .makes("snapshot " + spec.name() + " of " + m.name())));
        });
    }

    private boolean named(Machine m, String name) {
        return !world.preset().repeatsSnapshotNames()
                && m.shots().values().stream().anyMatch(s -> s.name().equals(name));
    }

    private Act work(
            Machine m,
            Op op,
            String key,
            String title,
            String body,
            boolean blocking,
            Function<Machine, Map<String, String>> work) {
        String id = m.id();
        return new Act(session, op, key, title, body, results -> {
                    Machine now = world.machine(id);
                    now.unlock(); // held since the work began
                    Map<String, String> learned = work.apply(now);
                    world.happened(Event.Kind.SNAPSHOT, now, title);
                    return learned;
                })
                .takingTime(new Job.Plan(blocking, () -> world.machine(id).lock(op.request()), m::unlock));
    }

    private Map<String, String> taken(Machine m, SnapshotSpec spec) {
        if (named(m, spec.name())) {
            throw Problems.taken("snapshot", spec.name());
        }
        String id = world.nextName("snapshot");
        m.shots()
                .put(
                        id,
                        new Shot(
                                id,
                                spec.name(),
                                spec.description(),
                                m.shot(),
                                world.clock().now(),
                                spec.memory() && m.inMemory(),
                                m.shape(),
                                copy(m.files()),
                                m.slots().stream().map(s -> s.blob().id()).collect(Collectors.toUnmodifiableSet())));
        m.shot(Optional.of(id));
        return Map.of(Step.SNAPSHOT, id);
    }

    private static Map<String, byte[]> copy(Map<String, byte[]> files) {
        Map<String, byte[]> copies = new LinkedHashMap<>();
        files.forEach((path, content) -> copies.put(path, content.clone()));
        return copies;
    }

    @Override
    public Work revert(Ref vm, String snapshot) {
        return session.read(Op.SNAPSHOT_LIST, () -> {
            Machine m = world.machine(vm.id());
            Shot shot = m.shot(snapshot);
            return Work.of(work(
                    m,
                    Op.SNAPSHOT_REVERT,
                    UUID.randomUUID().toString(),
                    "revert " + m.name() + " to " + shot.name(),
                    "vm: " + m.id() + "\nsnapshot: " + snapshot,
                    true,
                    now -> reverted(now, now.shot(snapshot))));
        });
    }

    private Map<String, String> reverted(Machine m, Shot shot) {
        boolean fits = shot.shape().memory().compareTo(m.node().free(world)) <= 0;
        if (shot.memory() && !m.inMemory() && !fits) {
            throw Problems.resources(
                    "the host '" + m.node().name() + "' has too little memory free", "stop another machine");
        }
        if (m.state() != VMState.OFF) {
            m.stop(VMState.OFF, "reverted");
        }
        m.shape(shot.shape(), Optional.empty());
        m.files().clear();
        m.files().putAll(copy(shot.files()));
        m.shot(Optional.of(shot.id()));
        if (shot.memory()) {
            m.recall(true);
            m.goOn("reverted");
        }
        return Map.of();
    }

    @Override
    public Work delete(Ref vm, String snapshot, boolean tree) {
        return session.read(Op.SNAPSHOT_LIST, () -> {
            Machine m = world.machine(vm.id());
            Shot shot = m.shot(snapshot);
            return Work.of(work(
                    m,
                    Op.SNAPSHOT_DELETE,
                    UUID.randomUUID().toString(),
                    "delete snapshot " + shot.name() + " of " + m.name(),
                    "vm: " + m.id() + "\nsnapshot: " + snapshot + "\ntree: " + tree,
                    true,
                    now -> {
                        now.shot(snapshot);
                        remove(now, snapshot, tree);
                        return Map.of();
                    }));
        });
    }

    private static void remove(Machine m, String snapshot, boolean tree) {
        Shot gone = m.shots().get(snapshot);
        if (gone == null) {
            return;
        }
        for (Shot child : List.copyOf(m.shots().values())) {
            if (child.parent().equals(Optional.of(snapshot))) {
                if (tree) {
                    remove(m, child.id(), true);
                } else {
                    m.shots().put(child.id(), child.on(gone.parent()));
                }
            }
        }
        m.shots().remove(snapshot);
        if (m.shot().equals(Optional.of(snapshot))) {
            m.shot(gone.parent());
        }
    }
}
