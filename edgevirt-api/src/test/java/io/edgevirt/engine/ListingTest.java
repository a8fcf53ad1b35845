package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.edgevirt.AmbiguousNameException;
import io.edgevirt.Candidate;
import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.Page;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A catalog")
class ListingTest {

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private VMInfo info(String id, String name, Optional<String> path) {
        VMInfo i = VMInfo.of(id, name, VMState.OFF, rig.pace.now());
        return new VMInfo(
                id, name, i.state(), i.cpus(), i.memory(), i.host(), path, i.startedAt(), i.template(), i.readAt());
    }

    private VMInfo info(String id, String name) {
        return info(id, name, Optional.empty());
    }

    private void lists(VMInfo... all) {
        when(rig.vms.list("")).thenReturn(Page.all(List.of(all)));
    }

    @Nested
    @DisplayName("is read")
    class Pages {

        private void twoPages() {
            when(rig.vms.list("")).thenReturn(new Page<>(List.of(info("1", "a"), info("2", "b")), Optional.of("2")));
            when(rig.vms.list("2")).thenReturn(new Page<>(List.of(info("3", "c")), Optional.empty()));
        }

        @Test
        @DisplayName("whole, with one request per page")
        void whole() {
            twoPages();
            assertEquals(3, rig.hv.vms().list().size());
            verify(rig.vms, times(2)).list(any());
            verify(rig.vms, never()).read(any());
        }

        @Test
        @DisplayName("as a stream, no further than it is looked at")
        void lazily() {
            twoPages();
            assertEquals("a", rig.hv.vms().stream().findFirst().orElseThrow().name());
            verify(rig.vms, times(1)).list(any());
        }

        @Test
        @DisplayName("over an empty page to the next")
        void emptyPage() {
            when(rig.vms.list("")).thenReturn(new Page<>(List.of(), Optional.of("2")));
            when(rig.vms.list("2")).thenReturn(Page.all(List.of(info("3", "c"))));
            assertEquals(1, rig.hv.vms().list().size());
        }

        @Test
        @DisplayName("again from the page whose reply was lost")
        void lost() {
            when(rig.vms.list("")).thenReturn(new Page<>(List.of(info("1", "a")), Optional.of("2")));
            when(rig.vms.list("2")).thenThrow(Rig.lost()).thenReturn(Page.all(List.of(info("2", "b"))));
            assertEquals(2, rig.hv.vms().list().size());
            verify(rig.vms, times(1)).list("");
        }

        @Test
        @DisplayName("three times in vain, and then the loss is told")
        void away() {
            when(rig.vms.list("")).thenThrow(Rig.lost());
            assertThrows(ConnectionException.class, () -> rig.hv.vms().list());
            verify(rig.vms, times(3)).list("");
        }
    }

    @Nested
    @DisplayName("is searched")
    class Names {

        @Test
        @DisplayName("by the system, where it can")
        void bySystem() {
            when(rig.vms.named("a")).thenReturn(Optional.of(List.of(info("1", "a"))));
            assertEquals("1", rig.hv.vms().get("a").id());
            verify(rig.vms, never()).list(any());
        }

        @Test
        @DisplayName("by name")
        void byName() {
            lists(info("1", "a"), info("2", "b"));
            assertEquals("2", rig.hv.vms().get("b").id());
        }

        @Test
        @DisplayName("by path")
        void byPath() {
            lists(info("1", "a", Optional.of("dc/x/a")), info("2", "a", Optional.of("dc/y/a")));
            assertEquals("2", rig.hv.vms().get("dc/y/a").id());
        }

        @Test
        @DisplayName("by id, with one request")
        void byId() {
            doReturn(info("2", "b")).when(rig.vms).read("2");
            assertEquals("b", rig.hv.vms().byId("2").name());
            verify(rig.vms, never()).list(any());
        }

        @Test
        @DisplayName("for a name that fits none: find is empty, get says so and what to do")
        void none() {
            lists(info("1", "a"));
            assertEquals(Optional.empty(), rig.hv.vms().find("A"));
            NotFoundException e =
                    assertThrows(NotFoundException.class, () -> rig.hv.vms().get("A"));
            assertEquals("A", e.target());
            assertTrue(e.hint().isPresent());
        }

        @Test
        @DisplayName("for an id that is gone, as the system says")
        void noId() {
            doThrow(new NotFoundException(Failure.of("no such machine")))
                    .when(rig.vms)
                    .read("9");
            assertThrows(NotFoundException.class, () -> rig.hv.vms().byId("9"));
        }

        @Test
        @DisplayName("for a name that fits several: refused, with id and path of each")
        void ambiguous() {
            lists(info("1", "a", Optional.of("dc/x/a")), info("2", "a", Optional.of("dc/y/a")));
            AmbiguousNameException e = assertThrows(
                    AmbiguousNameException.class, () -> rig.hv.vms().find("a"));
            assertEquals(
                    List.of(new Candidate("1", "dc/x/a"), new Candidate("2", "dc/y/a")),
                    e.failure().candidates());
            assertTrue(e.getMessage().contains("dc/y/a (id 2)"), e::getMessage);
        }
    }

    @Nested
    @DisplayName("of one thing only")
    class Only {

        @Test
        @DisplayName("gives it")
        void one() {
            lists(info("1", "a"));
            assertEquals("1", rig.hv.vms().only().id());
        }

        @Test
        @DisplayName("says so when it is empty")
        void none() {
            lists();
            assertThrows(NotFoundException.class, () -> rig.hv.vms().only());
        }

        @Test
        @DisplayName("names all when there are several")
        void several() {
            lists(info("1", "a"), info("2", "b"));
            AmbiguousNameException e = assertThrows(
                    AmbiguousNameException.class, () -> rig.hv.vms().only());
            assertEquals(2, e.failure().candidates().size());
            assertEquals("only", e.operation());
        }
    }

    @Nested
    @DisplayName("gives handles")
    class Handles {

        @Test
        @DisplayName("that are equal when endpoint and id are, whatever their state")
        void equal() {
            VMHandle off = rig.handle(VMState.OFF);
            assertEquals(off, rig.handle(VMState.RUNNING));
            assertEquals(off.hashCode(), rig.handle(VMState.RUNNING).hashCode());
            try (Rig same = new Rig()) {
                assertEquals(off, same.handle(VMState.OFF));
            }
        }

        @Test
        @DisplayName("that differ where the id or the endpoint does")
        void different() {
            VMHandle vm = rig.handle(VMState.OFF);
            assertTrue(!vm.equals(new VMHandle(rig.engine, info("other", vm.name()))));
            Engine elsewhere =
                    new Engine(rig.driver, "toy", Endpoints.parse("toy://there"), Rig.settings(Rig.OPERATION));
            assertTrue(!vm.equals(new VMHandle(elsewhere, vm.info())));
        }

        @Test
        @DisplayName("that print on one line")
        void print() {
            assertEquals("edge-01 OFF (id vm-1)", rig.handle(VMState.OFF).toString());
        }

        @Test
        @DisplayName("that know what was learned later than the listing tells")
        void learned() {
            VMInfo listed = rig.info(VMState.OFF); // a listing that lags
            rig.pace.advance(Duration.ofSeconds(1));
            rig.vm(VMState.RUNNING).refresh();
            lists(listed);
            assertEquals(VMState.RUNNING, rig.hv.vms().only().state());
        }

        @Test
        @DisplayName("that know what a newer listing tells")
        void newer() {
            rig.vm(VMState.RUNNING).refresh();
            rig.pace.advance(Duration.ofSeconds(1));
            lists(rig.info(VMState.OFF));
            assertEquals(VMState.OFF, rig.hv.vms().only().state());
        }

        @Test
        @DisplayName("that keep their id when they are read again")
        void refresh() {
            VM vm = rig.vm(VMState.OFF, VMState.RUNNING);
            vm.refresh();
            assertEquals(VMState.RUNNING, vm.refresh().state());
            assertEquals("vm-1", vm.id());
        }
    }
}
