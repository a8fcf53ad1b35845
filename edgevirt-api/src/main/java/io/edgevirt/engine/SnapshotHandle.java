package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Operation;
import io.edgevirt.Snapshot;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.VM;
import io.edgevirt.spi.Ref;
import java.util.List;
import java.util.Optional;

/** A snapshot, as users hold it. */
final class SnapshotHandle implements Snapshot {

    private final VMHandle vm;
    private final SnapshotInfo info;

    SnapshotHandle(VMHandle vm, SnapshotInfo info) {
        this.vm = vm;
        this.info = info;
    }

    Engine engine() {
        return vm.engine();
    }

    /** Its id alone names it only within its machine. */
    Ref ref() {
        return Ref.of(Ref.Kind.SNAPSHOT, vm.id() + "/" + id());
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
    public SnapshotInfo info() {
        return info;
    }

    @Override
    public VM vm() {
        return vm;
    }

    @Override
    public Optional<Snapshot> parent() {
        List<SnapshotInfo> all = SnapshotListing.read(vm);
        Optional<String> parent =
                all.stream().filter(s -> s.id().equals(id())).findFirst().flatMap(SnapshotInfo::parent);
        return all.stream()
                .filter(s -> parent.filter(s.id()::equals).isPresent())
                .findFirst()
                .map(s -> new SnapshotHandle(vm, s));
    }

    @Override
    public List<Snapshot> children() {
        return SnapshotListing.read(vm).stream()
                .filter(s -> s.parent().filter(id()::equals).isPresent())
                .<Snapshot>map(s -> new SnapshotHandle(vm, s))
                .toList();
    }

    @Override
    public Operation<VM> prepareRevert() {
        return new Planned<VM>(
                        vm.engine(),
                        new What("revert", target()),
                        () -> SnapshotListing.role(vm, "revert").revert(vm.ref(), id()),
                        results -> vm.refresh())
                .needing(Feature.SNAPSHOTS);
    }

    @Override
    public Operation<VM> prepareDelete(boolean tree) {
        String operation = tree ? "deleteTree" : "delete";
        return new Planned<VM>(
                        vm.engine(),
                        new What(operation, target()),
                        () -> SnapshotListing.role(vm, operation).delete(vm.ref(), id(), tree),
                        results -> vm.refresh())
                .needing(Feature.SNAPSHOTS);
    }

    private String target() {
        return vm.name() + "/" + name();
    }

    @Override
    public <N> Optional<N> unwrapIf(Class<N> type) {
        return Unwrapping.find(engine(), ref(), target(), type);
    }

    @Override
    public <N> N unwrap(Class<N> type) {
        return Unwrapping.get(engine(), ref(), target(), type);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SnapshotHandle o && o.vm.equals(vm) && o.id().equals(id());
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
