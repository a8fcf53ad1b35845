package io.edgevirt.engine;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.Failure;
import io.edgevirt.Feature;
import io.edgevirt.NotFoundException;
import io.edgevirt.Snapshot;
import io.edgevirt.SnapshotDefinition;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.Snapshots;
import io.edgevirt.spi.SnapshotRole;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The snapshots of a machine. */
final class SnapshotListing implements Snapshots {

    private final VMHandle vm;

    SnapshotListing(VMHandle vm) {
        this.vm = vm;
    }

    static SnapshotRole role(VMHandle vm, String operation) {
        Engine engine = vm.engine();
        engine.require(Feature.SNAPSHOTS, operation, vm.name());
        return engine.role(engine.driver().snapshots(), Feature.SNAPSHOTS, operation, vm.name());
    }

    /** All snapshots, in a bounded number of calls. */
    static List<SnapshotInfo> read(VMHandle vm) {
        SnapshotRole role = role(vm, "snapshots");
        return vm.engine().read("snapshots", vm.name(), () -> role.list(vm.ref()));
    }

    @Override
    public SnapshotDefinition take(String name) {
        return new SnapshotBuilder(vm, name);
    }

    @Override
    public List<Snapshot> list() {
        return read(vm).stream().<Snapshot>map(this::handle).toList();
    }

    @Override
    public Stream<Snapshot> stream() {
        return list().stream();
    }

    @Override
    public Optional<Snapshot> current() {
        return read(vm).stream().filter(SnapshotInfo::current).findFirst().map(this::handle);
    }

    @Override
    public Optional<Snapshot> find(String name) {
        List<SnapshotInfo> all = read(vm);
        Map<String, String> paths = paths(all);
        List<SnapshotInfo> named =
                all.stream().filter(s -> s.name().equals(name)).toList();
        if (named.isEmpty()) {
            named = all.stream().filter(s -> name.equals(paths.get(s.id()))).toList();
        }
        if (named.size() > 1) {
            throw ambiguous(name, named, paths);
        }
        return named.stream().findFirst().map(this::handle);
    }

    @Override
    public Snapshot get(String name) {
        return find(name).orElseThrow(() -> notFound(name));
    }

    @Override
    public Snapshot byId(String id) {
        return read(vm).stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .map(this::handle)
                .orElseThrow(() -> notFound(id));
    }

    @Override
    public Snapshot only() {
        List<SnapshotInfo> all = read(vm);
        if (all.size() > 1) {
            throw ambiguous(vm.name(), all, paths(all));
        }
        return all.stream().findFirst().map(this::handle).orElseThrow(() -> notFound("(any)"));
    }

    private Snapshot handle(SnapshotInfo info) {
        return new SnapshotHandle(vm, info);
    }

    private NotFoundException notFound(String name) {
        return new NotFoundException(Failure.of("the machine has no snapshot '" + name + "'")
                .within(vm.engine().backend(), "get", vm.name())
                .hint("snapshots().list() tells what there is"));
    }

    private AmbiguousNameException ambiguous(String name, List<SnapshotInfo> fitting, Map<String, String> paths) {
        return new AmbiguousNameException(Failure.of("the name fits " + fitting.size() + " snapshots")
                .within(vm.engine().backend(), "get", name)
                .candidates(fitting.stream()
                        .map(s -> new Candidate(s.id(), paths.getOrDefault(s.id(), s.name())))
                        .toList())
                .hint("use a path, or byId"));
    }

    /** Each snapshot's path from its root, names joined by slashes. */
    private static Map<String, String> paths(List<SnapshotInfo> all) {
        Map<String, SnapshotInfo> byId = new HashMap<>();
        all.forEach(s -> byId.put(s.id(), s));
        Map<String, String> paths = new HashMap<>();
        for (SnapshotInfo snapshot : all) {
            Deque<String> names = new ArrayDeque<>();
            Optional<SnapshotInfo> at = Optional.of(snapshot);
            while (at.isPresent() && names.size() <= all.size()) {
                names.addFirst(at.get().name());
                at = at.get().parent().map(byId::get);
            }
            paths.put(snapshot.id(), String.join("/", names));
        }
        return paths;
    }

    @Override
    public String toString() {
        return "snapshots of " + vm;
    }
}
