package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.edgevirt.Feature;
import io.edgevirt.Host;
import io.edgevirt.Migrated;
import io.edgevirt.Snapshot;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Proofs of names, copies, snapshots and moves. */
final class CopyProofs {

    private CopyProofs() {}

    static void into(Map<Feature, Consumer<Trial>> proofs) {
        proofs.put(Feature.RENAME, CopyProofs::rename);
        proofs.put(Feature.CLONE, trial -> copy(trial, false));
        proofs.put(Feature.LINKED_CLONE, trial -> copy(trial, true));
        proofs.put(Feature.SNAPSHOTS, CopyProofs::snapshots);
        proofs.put(Feature.SNAPSHOT_MEMORY, CopyProofs::memory);
        proofs.put(Feature.SNAPSHOT_QUIESCE, CopyProofs::quiesce);
        proofs.put(Feature.LIVE_MIGRATION, trial -> move(trial, true));
        proofs.put(Feature.OFFLINE_MIGRATION, trial -> move(trial, false));
    }

    private static void rename(Trial trial) {
        VM vm = trial.bench().off();
        String name = trial.bench().name();
        trial.run(vm.prepare().rename(name));
        assertEquals(name, vm.refresh().name());
    }

    private static void copy(Trial trial, boolean linked) {
        VM vm = trial.bench().off();
        VM copy = trial.run(vm.cloneAs(trial.bench().name()).linked(linked));
        assertNotEquals(vm.id(), copy.id());
        PowerProofs.ends(VMState.OFF, copy);
    }

    private static void snapshots(Trial trial) {
        VM vm = trial.bench().off();
        Snapshot snapshot = trial.run(vm.snapshots().take("proof"));
        trial.run(snapshot.prepareRevert());
        trial.run(snapshot.prepareDelete(false));
        assertEquals(Optional.empty(), vm.snapshots().find("proof"));
    }

    private static void memory(Trial trial) {
        trial.bench().needs(Feature.SNAPSHOTS);
        VM vm = trial.bench().running();
        Snapshot snapshot = trial.run(vm.snapshots().take("proof").memory(true));
        vm.powerOff();
        PowerProofs.ends(VMState.RUNNING, trial.run(snapshot.prepareRevert()));
    }

    private static void quiesce(Trial trial) {
        trial.bench().needs(Feature.SNAPSHOTS);
        VM vm = trial.bench().booted();
        trial.bench()
                .knows(
                        trial.missing() || trial.bench().props().inside().isPresent(),
                        "the server under test tells nothing of an agent in its guests");
        trial.run(vm.snapshots().take("proof").quiesce(true));
    }

    private static void move(Trial trial, boolean live) {
        VM vm = live ? trial.bench().booted() : trial.bench().off();
        Optional<Host> other = trial.bench().otherHost(vm);
        Host to = trial.given(other, trial.bench().hv().hosts().list().get(0), "second host");
        Migrated moved = trial.run(vm.migrate().to(to).live(live));
        PowerProofs.ends(live ? VMState.RUNNING : VMState.OFF, moved.vm());
    }
}
