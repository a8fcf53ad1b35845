package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Task;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Faults")
class FaultsTest extends MemTest {

    @Nested
    @DisplayName("that refuse a request")
    class Refusals {

        @Test
        @DisplayName("strike once unless told otherwise")
        void once() {
            system.faults().fail("vm.create");

            assertThrows(OperationFailedException.class, () -> machine("a"));
            assertEquals("a", machine("a").name());
        }

        @Test
        @DisplayName("let calls pass and strike several times, as told")
        void counted() {
            Fault fault = system.faults().fail("vm.create").afterCalls(1).times(2);

            machine("a");
            assertThrows(OperationFailedException.class, () -> machine("b"));
            assertThrows(OperationFailedException.class, () -> machine("b"));
            machine("b");
            assertEquals(2, fault.struck());
        }

        @Test
        @DisplayName("strike always, until they are cleared")
        void always() {
            system.faults().fail("vm.start").always();
            VM vm = machine("a");

            assertThrows(OperationFailedException.class, vm::start);
            assertThrows(OperationFailedException.class, vm::start);
            system.faults().clear();
            assertEquals(VMState.RUNNING, vm.start().state());
        }

        @Test
        @DisplayName("fail with the error that is given, which names backend and operation")
        void error() {
            system.faults().fail("vm.*").with(new PermissionDeniedException(Failure.of("not yours")));

            EdgeVirtException e = assertThrows(PermissionDeniedException.class, () -> machine("a"));

            assertEquals("mem", e.backend());
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("of a machine leave no disk behind")
        void rollback() {
            system.faults().fail("vm.create");

            assertThrows(
                    OperationFailedException.class,
                    () -> hv.vms().define("a").disk(gib(1)).create());

            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("of the undoing too are told by the name of what is left")
        void leftovers() {
            system.faults().fail("vm.create");
            system.faults().fail("volume.delete").always();

            EdgeVirtException e = assertThrows(
                    EdgeVirtException.class,
                    () -> hv.vms().define("a").disk(gib(1)).create());

            assertEquals(List.of("volume default:a.img"), e.leftovers());
            assertEquals(List.of("volume default:a.img"), system.leftovers());
        }

        @ParameterizedTest
        @ValueSource(strings = {"vm.craete", "", "vm", "VM.CREATE", "vm.create "})
        @DisplayName("of a request that there is not are refused, with the names that there are")
        void misspelt(String request) {
            IllegalArgumentException e = assertThrows(
                    IllegalArgumentException.class, () -> system.faults().fail(request));

            assertTrue(e.getMessage().contains("vm.create, "), e.getMessage());
        }
    }

    @Nested
    @DisplayName("that lock")
    class Locks {

        @Test
        @DisplayName("are outlasted by the engine")
        void outlasted() {
            Fault lock = system.faults().lock("vm.start").times(3);

            assertEquals(VMState.RUNNING, machine("a").start().state());
            assertEquals(3, lock.struck());
        }

        @Test
        @DisplayName("for ever end in a conflict")
        void forever() {
            system.faults().lock("vm.start").always();

            ConflictException e =
                    assertThrows(ConflictException.class, () -> machine("a").start());

            assertTrue(e.retryable());
        }
    }

    @Nested
    @DisplayName("that drop the reply")
    class LostReplies {

        @Test
        @DisplayName("to a create: there is one machine, and the caller has it")
        void create() {
            system.faults().dropReply("vm.create");

            VM vm = machine("a");

            assertEquals(vm, hv.vms().get("a"));
            assertEquals(1, system.requests().count("vm.create"));
        }

        @Test
        @DisplayName("to every request of a create: still one machine with its disk")
        void all() {
            system.faults().dropReply("volume.create");
            system.faults().dropReply("vm.create");

            hv.vms().define("a").disk(gib(1)).create().delete();

            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("to a clone: there is one copy")
        void copy() {
            system.faults().dropReply("vm.clone");

            VM two = hv.vms().get("Windows-IoT-Template").cloneAs("two").create();

            assertEquals(two, hv.vms().get("two"));
            assertEquals(List.of("machine two"), system.leftovers());
        }

        @Test
        @DisplayName("to a save: it is saved")
        void save() {
            VM vm = running("a");
            system.faults().dropReply("vm.save");

            assertEquals(VMState.SAVED, vm.save().state());
        }

        @Test
        @DisplayName("to a reboot: it is not asked twice")
        void reboot() {
            VM vm = running("a");
            system.faults().dropReply("vm.reboot");

            EdgeVirtException e = assertThrows(ConnectionException.class, vm::reboot);

            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(1, system.requests().count("vm.reboot"));
        }

        @Test
        @DisplayName("and the answer to whether it was done as well: the outcome is unknown, or nothing is left")
        void twice() {
            system.faults().dropReply("vm.create");
            system.faults().stall("task.find").always();

            EdgeVirtException e = assertThrows(ConnectionException.class, () -> machine("a"));

            assertEquals(e.outcome() == Outcome.NOT_DONE, hv.vms().find("a").isEmpty());
        }
    }

    @Nested
    @DisplayName("that stall")
    class Stalls {

        @Test
        @DisplayName("a native task: the wait for it ends at its deadline, and the work goes on")
        void task() {
            system.faults().stall("vm.clone");
            Task<VM> task = hv.vms().get("Windows-IoT-Template").cloneAs("two").submit();

            assertThrows(OperationTimeoutException.class, () -> task.join(Duration.ofMinutes(10)));
            assertFalse(task.done());

            task.cancel();
            assertThrows(OperationCancelledException.class, () -> task.join(Duration.ofMinutes(10)));
            assertTrue(hv.vms().find("two").isEmpty());
            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("a call that blocks: the same")
        void blocking() {
            VM vm = running("a");
            system.faults().stall("vm.save");
            Task<VM> task = vm.prepare().save().submit();

            assertThrows(OperationTimeoutException.class, () -> task.join(Duration.ofMinutes(10)));

            task.cancel();
            assertThrows(OperationCancelledException.class, () -> task.join(Duration.ofMinutes(10)));
            assertEquals(VMState.RUNNING, vm.refresh().state());
        }

        @Test
        @DisplayName("a request: no reply comes within the request timeout, and it was not carried out")
        void request() {
            system.faults().stall("vm.create");

            VM vm = machine("a");

            assertEquals(2, system.requests().count("vm.create"));
            assertEquals(List.of("machine a"), system.leftovers());
            assertEquals("a", vm.name());
        }

        @Test
        @DisplayName("a read: the caller learns of it after the request timeout, and may read again")
        void read() {
            system.faults().stall("vm.list");
            Instant before = system.time().now();

            assertThrows(ConnectionException.class, () -> hv.vms().list());

            assertFalse(system.time().now().isBefore(before.plusSeconds(30)));
            assertEquals(1, hv.vms().list().size());
        }
    }

    @Test
    @DisplayName("under the read after a change: it happened, and is not to be tried again")
    void readOfResult() {
        VM vm = machine("a");
        system.faults().stall("vm.config").afterCalls(1);

        ConnectionException e = assertThrows(ConnectionException.class, () -> vm.addDisk(gib(1)));

        assertEquals(Outcome.DONE, e.outcome());
        assertFalse(e.retryable());
        assertEquals(1, vm.disks().size());
    }

    @Nested
    @DisplayName("that break work off half way")
    class BrokenOff {

        @Test
        @DisplayName("leave nothing of a clone")
        void copy() {
            system.faults().breakOff("vm.clone");

            assertThrows(
                    OperationFailedException.class,
                    () -> hv.vms().get("Windows-IoT-Template").cloneAs("two").create());

            assertEquals(List.of(), system.leftovers());
        }

        @Test
        @DisplayName("leave a machine that was to be saved running, and unlocked")
        void save() {
            VM vm = running("a");
            system.faults().breakOff("vm.save");

            assertThrows(OperationFailedException.class, vm::save);

            assertEquals(VMState.SAVED, vm.save().state());
        }

        @Test
        @DisplayName("are refused for what is done at once")
        void atOnce() {
            assertThrows(IllegalArgumentException.class, () -> system.faults().breakOff("vm.create"));
        }
    }

    @Nested
    @DisplayName("of the session")
    class Sessions {

        @Test
        @DisplayName("that end it go unnoticed: the engine renews it once")
        void expired() {
            system.faults().expireSession();

            machine("a");

            assertEquals(1, system.requests().count("session.renew"));
        }

        @Test
        @DisplayName("that end it at a certain request do not repeat what was done")
        void expiredAt() {
            system.faults().expireSession("vm.create");

            hv.vms().define("a").disk(gib(1)).create();

            assertEquals(1, system.requests().count("volume.create"));
        }

        @Test
        @DisplayName("that cut the connection under a read are outlasted")
        void cut() {
            system.faults().cutConnection("vm.read");

            assertEquals(VMState.RUNNING, machine("a").start().state());
            assertEquals(1, system.requests().count("session.renew"));
        }

        @Test
        @DisplayName("that do not let it be renewed are told")
        void hopeless() {
            system.faults().expireSession("vm.list");
            system.faults().fail("session.renew").always();

            assertThrows(EdgeVirtException.class, () -> hv.vms().list());
        }
    }
}
