package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Catalog;
import io.edgevirt.Hypervisor;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.VM;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How things are listed and found. */
abstract class CatalogContract {

    @Test
    @DisplayName("a machine by its name, its id, in the listing and in the stream")
    void found(Bench bench) {
        VM vm = bench.off();
        Hypervisor hv = bench.hv();

        assertEquals(vm, hv.vms().get(vm.name()));
        assertEquals(Optional.of(vm), hv.vms().find(vm.name()));
        assertEquals(vm, hv.vms().byId(vm.id()));
        assertTrue(hv.vms().list().contains(vm), "it is not listed");
        assertTrue(hv.vms().stream().anyMatch(vm::equals), "it is not streamed");
    }

    @Test
    @DisplayName("every machine once")
    void once(Bench bench) {
        bench.off();
        bench.off();
        List<String> ids = bench.hv().vms().list().stream().map(VM::id).toList();

        assertEquals(ids.stream().distinct().toList(), ids);
        assertEquals(
                ids.stream().sorted().toList(),
                bench.hv().vms().stream().map(VM::id).sorted().toList());
    }

    @Test
    @DisplayName("a machine by its path, where it has one")
    void path(Bench bench) {
        VM vm = bench.off().refresh();
        String path = bench.hv().vms().byId(vm.id()).info().path().orElse(vm.name());

        assertEquals(vm, bench.hv().vms().get(path));
    }

    @Test
    @DisplayName("what is not there is empty or a NotFoundException that names it")
    void missing(Bench bench) {
        Hypervisor hv = bench.hv();
        String name = bench.name();

        assertEquals(Optional.empty(), hv.vms().find(name));
        NotFoundException e =
                assertThrows(NotFoundException.class, () -> hv.vms().get(name));
        assertTrue(e.failure().toString().contains(name), e::toString);
        assertThrows(NotFoundException.class, () -> hv.vms().byId(name));
        assertThrows(NotFoundException.class, () -> hv.hosts().get(name));
    }

    @Test
    @DisplayName("a part of a name is no name")
    void partOfName(Bench bench) {
        VM vm = bench.off();

        assertEquals(
                Optional.empty(),
                bench.hv().vms().find(vm.name().substring(0, vm.name().length() - 1)));
        assertEquals(Optional.empty(), bench.hv().vms().find(vm.name() + "x"));
        assertEquals(Optional.empty(), bench.hv().vms().find("*"));
    }

    @Test
    @DisplayName("handles are equal when they name the same machine of the same system")
    void equality(Bench bench) {
        VM vm = bench.off();
        VM other = bench.off();
        VM again = bench.hv().vms().get(vm.name());

        assertEquals(vm, again);
        assertEquals(vm.hashCode(), again.hashCode());
        assertNotEquals(vm, other);
        assertEquals(bench.hv().hosts().list(), bench.hv().hosts().list());
    }

    @Test
    @DisplayName("the only one there is")
    void only(Bench bench) {
        bench.off();
        bench.off();
        assertThrows(AmbiguousNameException.class, () -> bench.hv().vms().only());
        only(bench.hv().hosts());
    }

    private static <T> void only(Catalog<T> catalog) {
        List<T> all = catalog.list();
        if (all.size() == 1) {
            assertEquals(all.get(0), catalog.only());
        } else if (all.isEmpty()) {
            assertThrows(NotFoundException.class, catalog::only);
        } else {
            AmbiguousNameException e = assertThrows(AmbiguousNameException.class, catalog::only);
            assertEquals(all.size(), e.candidates().size());
        }
    }

    @Test
    @DisplayName("a listing tells id, name and state, and of the rest only what the configuration says too")
    void truth(Bench bench) {
        VM made = bench.off();
        VM vm = bench.hv().vms().list().stream()
                .filter(made::equals)
                .findFirst()
                .orElseThrow();
        VMInfo info = vm.info();
        VMConfig config = vm.config();

        assertFalse(info.id().isBlank());
        assertEquals(made.name(), info.name());
        assertEquals(VMState.OFF, info.state());
        info.cpus().ifPresent(cpus -> assertEquals(config.cpus(), cpus));
        info.memory().ifPresent(memory -> assertEquals(config.memory(), memory));
        assertEquals(Optional.empty(), info.startedAt(), "a machine that is off was started");
    }

    @Test
    @DisplayName("what is unknown is not made up: cpus() and memory() say so")
    void unknown(Bench bench) {
        VM made = bench.off();
        VM vm = bench.hv().vms().list().stream()
                .filter(made::equals)
                .findFirst()
                .orElseThrow();

        if (vm.info().cpus().isPresent()) {
            assertEquals(vm.config().cpus(), vm.cpus());
        } else {
            assertThrows(InvalidStateException.class, vm::cpus);
        }
        if (vm.info().memory().isPresent()) {
            assertEquals(vm.config().memory(), vm.memory());
        } else {
            assertThrows(InvalidStateException.class, vm::memory);
        }
    }

    @Test
    @DisplayName("a handle prints as one readable line")
    void prints(Bench bench) {
        VM vm = bench.off();

        assertTrue(vm.toString().contains(vm.name()), vm::toString);
        assertFalse(vm.toString().contains("\n"), vm::toString);
    }
}
