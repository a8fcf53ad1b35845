package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.DeleteOptions;
import io.edgevirt.DiskInfo;
import io.edgevirt.Feature;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.StoragePool;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.Volume;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** New names, and the end of machines. */
abstract class DeleteContract {

    @Test
    @DisplayName("a new name takes the place of the old one; the id stays")
    void rename(Bench bench) {
        bench.needs(Feature.RENAME);
        VM vm = bench.off();
        String id = vm.id();
        String old = vm.name();
        String name = bench.name();

        assertEquals(name, vm.rename(name).name());
        assertEquals(id, vm.id());
        assertEquals(vm, bench.hv().vms().get(name));
        assertEquals(Optional.empty(), bench.hv().vms().find(old));
    }

    @Test
    @DisplayName("a new name that is taken is refused, and nothing changes")
    void renameTaken(Bench bench) {
        bench.needs(Feature.RENAME);
        VM vm = bench.off();
        VM owner = bench.off();
        World before = bench.world();

        assertThrows(AlreadyExistsException.class, () -> vm.rename(owner.name()));
        assertEquals(before, bench.world());
    }

    @Test
    @DisplayName("a machine that runs is not deleted")
    void running(Bench bench) {
        bench.needs(Feature.POWER);
        VM vm = bench.running();
        InvalidStateException e = assertThrows(InvalidStateException.class, vm::delete);

        assertEquals(Outcome.NOT_DONE, e.outcome());
        PowerProofs.ends(VMState.RUNNING, vm);
    }

    @Test
    @DisplayName("a machine that is gone is not found, whatever is asked of its handle")
    void gone(Bench bench) {
        VM vm = bench.off();
        vm.delete();

        assertThrows(NotFoundException.class, vm::delete);
        assertThrows(NotFoundException.class, vm::refresh);
        assertThrows(NotFoundException.class, vm::config);
        assertThrows(NotFoundException.class, vm::start);
        assertThrows(NotFoundException.class, () -> bench.hv().vms().byId(vm.id()));
    }

    @Test
    @DisplayName("a machine of the same name that was made since is another one")
    void sameNameAgain(Bench bench) {
        VM old = bench.off();
        old.delete();
        VM made = bench.machine(bench.hv(), old.name()).create();

        assertThrows(NotFoundException.class, old::delete);
        assertEquals(made, bench.hv().vms().get(made.name()));
    }

    @Test
    @DisplayName("its disks go with it")
    void disks(Bench bench) {
        StoragePool pool = pool(bench);
        Set<String> before = volumes(pool);
        VM vm = bench.machine()
                .disk(bench.server().diskSize(), d -> d.pool(pool))
                .create();
        assertTrue(volumes(pool).size() > before.size(), "its disks are no volumes of the pool");
        vm.delete();

        assertEquals(before, volumes(pool));
    }

    @Test
    @DisplayName("its disks stay where that is asked for, unless the system always takes them along and says so")
    void keepDisks(Bench bench) {
        StoragePool pool = pool(bench);
        Set<String> before = volumes(pool);
        VM vm = bench.machine()
                .disk(bench.server().diskSize(), d -> d.pool(pool))
                .create();
        Set<String> with = volumes(pool);
        try {
            vm.delete(DeleteOptions.keepDisks());
        } catch (UnsupportedFeatureException e) {
            assertFalse(e.hint().orElse("").isBlank(), e::toString);
            assertEquals(VMState.OFF, vm.refresh().state());
            assertEquals(with, volumes(pool));
            return;
        }

        assertThrows(NotFoundException.class, vm::refresh);
        assertEquals(with, volumes(pool));
        with.removeAll(before);
        with.forEach(id -> pool.volumes().byId(id).delete());
        assertEquals(before, volumes(pool));
    }

    @Test
    @DisplayName("the disks of others stay")
    void othersDisks(Bench bench) {
        VM other = bench.off();
        List<DiskInfo> disks = other.config().disks();
        bench.off().delete();

        assertEquals(disks, other.config().disks());
    }

    @Test
    @DisplayName("a plan deletes nothing")
    void plan(Bench bench) {
        VM vm = bench.off();
        World before = bench.world();

        assertFalse(vm.prepare().delete().explain().steps().isEmpty());
        assertTrue(vm.prepare().delete().check().ok());
        assertEquals(before, bench.world());
    }

    private static StoragePool pool(Bench bench) {
        return bench.hv().storage().get(bench.given(bench.props().pool(), "storage pool"));
    }

    private static Set<String> volumes(StoragePool pool) {
        return pool.volumes().list().stream().map(Volume::id).collect(Collectors.toSet());
    }
}
