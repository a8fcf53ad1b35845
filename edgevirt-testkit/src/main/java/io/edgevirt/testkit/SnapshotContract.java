package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Feature;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Snapshot;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Snapshots of machines. */
abstract class SnapshotContract {

    private static VM machine(Bench bench) {
        bench.needs(Feature.SNAPSHOTS);
        return bench.off();
    }

    @Test
    @DisplayName("one is taken with a description, found by its name, and is the current one")
    void take(Bench bench) {
        VM vm = machine(bench);
        Snapshot taken = vm.snapshots()
                .take("pre-upgrade")
                .description("Before the upgrade")
                .create();
        SnapshotInfo info = vm.snapshots().get("pre-upgrade").info();

        assertEquals(Optional.of("Before the upgrade"), info.description());
        assertEquals("pre-upgrade", taken.name());
        assertEquals(taken, vm.snapshots().byId(taken.id()));
        assertEquals(Optional.of(taken), vm.snapshots().current());
        assertEquals(List.of(taken), vm.snapshots().list());
        assertFalse(info.memory().orElse(false), "it holds the memory of a machine that is off");
        assertEquals(vm, taken.vm());
    }

    @Test
    @DisplayName("a machine without any has no current one")
    void none(Bench bench) {
        VM vm = machine(bench);

        assertEquals(List.of(), vm.snapshots().list());
        assertEquals(Optional.empty(), vm.snapshots().current());
        assertThrows(NotFoundException.class, () -> vm.snapshots().get("none"));
    }

    @Test
    @DisplayName("the next one lies below the current one; after a revert it begins a branch")
    void tree(Bench bench) {
        VM vm = machine(bench);
        Snapshot base = vm.snapshots().take("base").create();
        Snapshot left = vm.snapshots().take("left").create();
        base.revert();
        Snapshot right = vm.snapshots().take("right").create();

        assertEquals(Optional.empty(), vm.snapshots().get("base").parent());
        assertEquals(Optional.of(base), vm.snapshots().get("left").parent());
        assertEquals(Optional.of(base), vm.snapshots().get("right").parent());
        assertEquals(Set.of(left, right), Set.copyOf(base.children()));
        assertEquals(Optional.of(right), vm.snapshots().current());
    }

    @Test
    @DisplayName("a path through the tree is a name")
    void path(Bench bench) {
        VM vm = machine(bench);
        vm.snapshots().take("base").create();
        Snapshot below = vm.snapshots().take("below").create();

        assertEquals(below, vm.snapshots().get("base/below"));
        assertEquals(Optional.empty(), vm.snapshots().find("below/base"));
    }

    @Test
    @DisplayName("a second one of the same name is refused, or the name is ambiguous from then on")
    void sameName(Bench bench) {
        VM vm = machine(bench);
        vm.snapshots().take("twice").create();
        boolean second;
        try {
            vm.snapshots().take("twice").create();
            second = true;
        } catch (AlreadyExistsException refused) {
            second = false;
        }
        if (second) {
            var e = assertThrows(
                    AmbiguousNameException.class, () -> vm.snapshots().get("twice"));
            assertEquals(2, e.candidates().size());
        } else {
            assertEquals(1, vm.snapshots().list().size());
        }
    }

    @Test
    @DisplayName("a revert brings the configuration back")
    void configuration(Bench bench) {
        bench.needs(Feature.RECONFIGURE);
        VM vm = machine(bench);
        int cpus = vm.config().cpus();
        Snapshot before = vm.snapshots().take("before").create();
        vm.reconfigure().cpus(cpus + 1).apply();
        VM reverted = before.revert();

        assertEquals(cpus, reverted.config().cpus());
        assertEquals(Optional.of(before), vm.snapshots().current());
    }

    @Test
    @DisplayName("a revert to one without memory ends off, also from a running machine")
    void endsOff(Bench bench) {
        bench.needs(Feature.POWER);
        VM vm = machine(bench);
        Snapshot off = vm.snapshots().take("off").create();
        vm.start();

        PowerProofs.ends(VMState.OFF, off.revert());
        assertEquals(VMState.OFF, vm.refresh().state());
    }

    @Test
    @DisplayName("a revert to one with memory ends running, also from a machine that is off")
    void endsRunning(Bench bench) {
        bench.needs(Feature.SNAPSHOTS, Feature.SNAPSHOT_MEMORY);
        VM vm = bench.running();
        Snapshot alive = vm.snapshots().take("alive").memory(true).create();
        assertEquals(Optional.of(true), vm.snapshots().get("alive").info().memory());
        assertEquals(VMState.RUNNING, vm.refresh().state());
        PowerProofs.ends(VMState.RUNNING, alive.revert());
        vm.powerOff();

        PowerProofs.ends(VMState.RUNNING, alive.revert());
    }

    @Test
    @DisplayName("a machine that is off has no memory to keep")
    void noMemory(Bench bench) {
        bench.needs(Feature.SNAPSHOT_MEMORY);
        VM vm = machine(bench);

        assertThrows(
                InvalidStateException.class,
                () -> vm.snapshots().take("memory").memory(true).create());
        assertEquals(List.of(), vm.snapshots().list());
    }

    @Test
    @DisplayName("one that is deleted leaves its children to its parent")
    void delete(Bench bench) {
        VM vm = machine(bench);
        Snapshot base = vm.snapshots().take("base").create();
        Snapshot middle = vm.snapshots().take("middle").create();
        Snapshot leaf = vm.snapshots().take("leaf").create();
        middle.delete();

        assertEquals(Optional.empty(), vm.snapshots().find("middle"));
        assertEquals(Optional.of(base), vm.snapshots().get("leaf").parent());
        assertEquals(List.of(leaf), base.children());
        base.delete();
        assertEquals(Optional.empty(), vm.snapshots().get("leaf").parent());
        PowerProofs.ends(VMState.OFF, vm.snapshots().get("leaf").revert());
    }

    @Test
    @DisplayName("one that is deleted with its tree takes all below it and nothing else")
    void deleteTree(Bench bench) {
        VM vm = machine(bench);
        vm.snapshots().take("base").create();
        Snapshot middle = vm.snapshots().take("middle").create();
        vm.snapshots().take("leaf").create();
        middle.deleteTree();

        assertEquals(
                Set.of("base"),
                vm.snapshots().list().stream().map(Snapshot::name).collect(Collectors.toSet()));
    }

    @Test
    @DisplayName("one that is gone cannot be reverted to or deleted")
    void gone(Bench bench) {
        VM vm = machine(bench);
        Snapshot snapshot = vm.snapshots().take("gone").create();
        snapshot.delete();

        assertThrows(NotFoundException.class, snapshot::delete);
        assertThrows(NotFoundException.class, snapshot::revert);
    }

    @Test
    @DisplayName("a plan takes none")
    void plan(Bench bench) {
        VM vm = machine(bench);

        assertFalse(vm.snapshots().take("planned").explain().steps().isEmpty());
        assertTrue(vm.snapshots().take("planned").check().ok());
        assertEquals(List.of(), vm.snapshots().list());
    }

    @Test
    @DisplayName("they go with their machine")
    void goWithMachine(Bench bench) {
        World before = bench.world();
        VM vm = machine(bench);
        vm.snapshots().take("base").create();
        vm.snapshots().take("leaf").create();
        vm.delete();

        assertEquals(before, bench.world());
    }
}
