package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Snapshot;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Snapshots in memory")
class SnapshotTreeTest extends MemTest {

    private VM vm;

    @BeforeEach
    void machine() {
        vm = running("a");
    }

    private Snapshot take(String name) {
        return vm.snapshots().take(name).memory(true).create();
    }

    private static List<String> names(List<Snapshot> snapshots) {
        return snapshots.stream().map(Snapshot::name).sorted().toList();
    }

    @Test
    @DisplayName("are a chain as they are taken, the last of which is current")
    void chain() {
        take("one");
        Snapshot two = take("two");

        assertEquals(Optional.of("one"), two.parent().map(Snapshot::name));
        assertEquals(Optional.of("two"), vm.snapshots().current().map(Snapshot::name));
    }

    @Test
    @DisplayName("branch where the machine was reverted")
    void branches() {
        Snapshot one = take("one");
        take("two");
        one.revert();
        take("three");

        assertEquals(List.of("three", "two"), names(vm.snapshots().get("one").children()));
    }

    @Test
    @DisplayName("keep their children when they go")
    void keepChildren() {
        take("one");
        Snapshot two = take("two");
        take("three");

        two.delete();

        assertEquals(Optional.of("one"), vm.snapshots().get("three").parent().map(Snapshot::name));
    }

    @Test
    @DisplayName("go with all below them as a tree, and what is above is current")
    void deleteTree() {
        take("one");
        Snapshot two = take("two");
        take("three");

        two.deleteTree();

        assertEquals(List.of("one"), names(vm.snapshots().list()));
        assertEquals(Optional.of("one"), vm.snapshots().current().map(Snapshot::name));
    }

    @Test
    @DisplayName("with memory end running, without it off")
    void ends() {
        Snapshot with = take("with");
        Snapshot without = vm.snapshots().take("without").create();
        vm.powerOff();

        with.revert();
        assertEquals(VMState.RUNNING, vm.refresh().state());
        without.revert();
        assertEquals(VMState.OFF, vm.refresh().state());
    }

    @Test
    @DisplayName("bring back the figures that the machine had")
    void figures() {
        vm.powerOff();
        vm.snapshots().take("s").create();
        vm.reconfigure().cpus(7).memory(gib(7)).apply();

        vm.snapshots().get("s").revert();

        assertEquals(2, vm.refresh().cpus());
        assertEquals(gib(2), vm.memory());
    }

    @Test
    @DisplayName("of a machine that is off hold no memory, and are refused where memory was asked for")
    void off() {
        vm.powerOff();

        assertThrows(InvalidStateException.class, () -> take("s"));
        assertFalse(vm.snapshots().take("s").create().info().memory().orElseThrow());
    }

    @Test
    @DisplayName("have a name each")
    void names() {
        take("s");

        assertThrows(AlreadyExistsException.class, () -> take("s"));
    }

    @Test
    @DisplayName("that are gone cannot be reverted to or deleted again")
    void gone() {
        Snapshot s = take("s");
        s.delete();

        assertThrows(NotFoundException.class, s::revert);
        assertThrows(NotFoundException.class, s::delete);
    }

    @Test
    @DisplayName("with the file systems at rest need an agent")
    void quiesce() {
        system.guest("a").agent(false);

        assertThrows(
                InvalidStateException.class,
                () -> vm.snapshots().take("s").quiesce(true).create());
        assertTrue(vm.snapshots().list().isEmpty());
    }
}
