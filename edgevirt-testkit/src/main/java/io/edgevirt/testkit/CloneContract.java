package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.DiskInfo;
import io.edgevirt.Feature;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Copies of machines. */
abstract class CloneContract {

    @Test
    @DisplayName("it has the original's figures, and a name, an id and disks of its own")
    void full(Bench bench) {
        bench.needs(Feature.CLONE);
        VM original = bench.off();
        String name = bench.name();
        VM copy = original.cloneAs(name).create();

        assertEquals(name, copy.name());
        assertEquals(VMState.OFF, copy.state());
        assertNotEquals(original.id(), copy.id());
        assertEquals(original.config().cpus(), copy.config().cpus());
        assertEquals(original.config().memory(), copy.config().memory());
        assertEquals(original.config().disks().size(), copy.config().disks().size());
        Set<String> shared = new HashSet<>(paths(original));
        shared.retainAll(paths(copy));
        assertEquals(Set.of(), shared);
    }

    private static Set<String> paths(VM vm) {
        return vm.config().disks().stream()
                .map(DiskInfo::path)
                .flatMap(Optional::stream)
                .collect(Collectors.toSet());
    }

    @Test
    @DisplayName("its adapters have MAC addresses of their own")
    void macs(Bench bench) {
        bench.needs(Feature.CLONE);
        String network = bench.given(bench.props().network(), "network");
        VM original = bench.machine().nic(network).create();
        VM copy = original.cloneAs(bench.name()).create();
        List<Optional<String>> macs =
                copy.config().nics().stream().map(n -> n.mac()).toList();

        assertEquals(original.config().nics().size(), macs.size());
        original.config().nics().forEach(nic -> assertFalse(macs.contains(nic.mac()), "the MAC address is shared"));
    }

    @Test
    @DisplayName("a full one outlives the original")
    void outlives(Bench bench) {
        bench.needs(Feature.CLONE, Feature.POWER);
        VM original = bench.off();
        VM copy = original.cloneAs(bench.name()).create();
        original.delete();

        PowerProofs.ends(VMState.RUNNING, copy.start());
    }

    @Test
    @DisplayName("the original of a linked one cannot be deleted as long as it exists")
    void linked(Bench bench) {
        bench.needs(Feature.LINKED_CLONE);
        VM original = bench.off();
        VM copy = original.cloneAs(bench.name()).linked(true).create();
        World before = bench.world();

        assertThrows(InvalidStateException.class, original::delete);
        assertEquals(before, bench.world());
        copy.delete();
        original.delete();
        assertThrows(NotFoundException.class, original::refresh);
    }

    @Test
    @DisplayName("a linked one that is deleted leaves the original as it was")
    void linkedGone(Bench bench) {
        bench.needs(Feature.LINKED_CLONE, Feature.POWER);
        VM original = bench.off();
        VM copy = original.cloneAs(bench.name()).linked(true).create();
        PowerProofs.ends(VMState.RUNNING, copy.start());
        copy.powerOff();
        List<DiskInfo> disks = original.config().disks();
        copy.delete();

        assertEquals(disks, original.config().disks());
        PowerProofs.ends(VMState.RUNNING, original.start());
    }

    @Test
    @DisplayName("a name that is taken is refused, and nothing changes")
    void taken(Bench bench) {
        bench.needs(Feature.CLONE);
        VM original = bench.off();
        VM owner = bench.off();
        World before = bench.world();

        assertThrows(
                AlreadyExistsException.class,
                () -> original.cloneAs(owner.name()).create());
        assertThrows(
                AlreadyExistsException.class,
                () -> original.cloneAs(original.name()).create());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a pool that does not exist is refused, and nothing is left behind")
    void noPool(Bench bench) {
        bench.needs(Feature.CLONE);
        VM original = bench.off();
        String name = bench.name();
        World before = bench.world();

        assertThrows(
                NotFoundException.class,
                () -> original.cloneAs(name).pool(bench.prefix() + "none").create());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("it can be placed in a resource pool")
    void resourcePool(Bench bench) {
        bench.needs(Feature.CLONE, Feature.RESOURCE_POOLS);
        String pool = bench.given(bench.props().resourcePool(), "resource pool");
        VM copy = bench.off().cloneAs(bench.name()).resourcePool(pool).create();

        assertEquals(VMState.OFF, copy.state());
    }

    @Test
    @DisplayName("a resource pool that does not exist is refused, and nothing is left behind")
    void noResourcePool(Bench bench) {
        bench.needs(Feature.CLONE, Feature.RESOURCE_POOLS);
        VM original = bench.off();
        String name = bench.name();
        World before = bench.world();

        assertThrows(
                NotFoundException.class,
                () -> original.cloneAs(name)
                        .resourcePool(bench.prefix() + "none")
                        .create());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a plan makes none")
    void plan(Bench bench) {
        bench.needs(Feature.CLONE);
        VM original = bench.off();
        String name = bench.name();
        World before = bench.world();

        assertFalse(original.cloneAs(name).explain().steps().isEmpty());
        assertTrue(original.cloneAs(name).check().ok());
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("what is gone cannot be copied")
    void gone(Bench bench) {
        bench.needs(Feature.CLONE);
        VM original = bench.off();
        original.delete();

        assertThrows(
                NotFoundException.class, () -> original.cloneAs(bench.name()).create());
    }
}
