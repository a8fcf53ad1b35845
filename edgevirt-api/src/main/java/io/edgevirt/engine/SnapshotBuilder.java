package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Finding;
import io.edgevirt.Snapshot;
import io.edgevirt.SnapshotDefinition;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.Violation;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Collects a snapshot to be. */
final class SnapshotBuilder extends Pending<Snapshot> implements SnapshotDefinition {

    private final UUID token = Tokens.fresh();
    private final VMHandle vm;
    private final String name;
    private Optional<String> description = Optional.empty();
    private boolean memory;
    private boolean quiesce;

    SnapshotBuilder(VMHandle vm, String name) {
        super(vm.engine(), "snapshot");
        this.vm = vm;
        this.name = name;
    }

    @Override
    String target() {
        return vm.name() + "/" + name;
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            r.name("name", name);
            description.ifPresent(d -> r.text("description", d, true));
        });
    }

    @Override
    Set<Feature> needs() {
        Set<Feature> needs = EnumSet.of(Feature.SNAPSHOTS);
        if (memory) {
            needs.add(Feature.SNAPSHOT_MEMORY);
        }
        if (quiesce) {
            needs.add(Feature.SNAPSHOT_QUIESCE);
        }
        return needs;
    }

    @Override
    Work plan() {
        VMInfo now = vm.learn(engine().driver().vms().read(vm.id()));
        boolean live = now.state() == VMState.RUNNING || now.state() == VMState.PAUSED;
        if (memory && !live && now.state() != VMState.UNKNOWN) {
            return Work.stopped(Finding.fail(
                    "vm.state",
                    Finding.Problem.STATE,
                    now.name(),
                    "there is no memory to keep: it is " + now.state(),
                    "start it, or leave out memory(true)"));
        }
        SnapshotSpec spec = new SnapshotSpec(token, name, description, memory, quiesce);
        return SnapshotListing.role(vm, "snapshot").take(vm.ref(), spec);
    }

    @Override
    Snapshot finish(Map<String, String> results, TaskHandle<Snapshot> task) {
        return new SnapshotListing(vm).byId(results.getOrDefault(Step.SNAPSHOT, ""));
    }

    @Override
    public SnapshotDefinition description(String text) {
        changing();
        description = Optional.of(text);
        return this;
    }

    @Override
    public SnapshotDefinition memory(boolean on) {
        changing();
        memory = on;
        return this;
    }

    @Override
    public SnapshotDefinition quiesce(boolean on) {
        changing();
        quiesce = on;
        return this;
    }
}
