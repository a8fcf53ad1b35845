package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Task;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("Closing a connection")
class CloseTest {

    private final CopyOnWriteArrayList<String> journal = new CopyOnWriteArrayList<>();
    private final CountDownLatch reached = new CountDownLatch(1);

    private ToyStep step(String name) {
        return new ToyStep(name, journal);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A step whose call blocks until it is aborted or interrupted. */
    private ToyStep blocking(String name) {
        CountDownLatch aborted = new CountDownLatch(1);
        return step(name)
                .starts(new Started.Blocking(
                        () -> {
                            reached.countDown();
                            aborted.await();
                            throw new OperationFailedException(Failure.of("aborted"));
                        },
                        Optional::empty,
                        aborted::countDown));
    }

    @Test
    @DisplayName("closes the driver once, however often it is called")
    void idempotent() {
        Rig rig = new Rig();
        rig.hv.close();
        rig.hv.close();
        verify(rig.driver, times(1)).close();
    }

    @Test
    @DisplayName("releases everything else when the driver cannot log out, and tells")
    void logoutFails() {
        Rig rig = new Rig();
        rig.change(step("a")).run(); // makes a thread
        doThrow(Rig.lost()).when(rig.driver).close();
        ConnectionException e = assertThrows(ConnectionException.class, rig.hv::close);
        assertEquals("close", e.operation());
        assertEquals(List.of(), threadsOf(rig));
        rig.hv.close();
    }

    @Nested
    @DisplayName("with work under way")
    class Unfinished {

        @Test
        @DisplayName("takes back a change of several steps")
        void undone() {
            Rig rig = new Rig();
            Task<?> task = rig.change(step("a"), blocking("b"), step("c")).submit();
            await(reached);
            rig.hv.close();
            assertEquals(List.of("start a", "start b", "undo b", "undo a"), journal);
            EdgeVirtException e = assertInstanceOf(ClosedException.class, Rig.failureOf(task));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals("change", e.operation());
        }

        @Test
        @DisplayName("takes back a single call that blocks: it would not run on without the connection")
        void blockingCall() {
            Rig rig = new Rig();
            Task<?> task = rig.change(blocking("a")).submit();
            await(reached);
            rig.hv.close();
            assertEquals(List.of("start a", "undo a"), journal);
            assertInstanceOf(ClosedException.class, Rig.failureOf(task));
        }

        @Test
        @DisplayName("leaves a change cancelled that somebody had cancelled before")
        void cancelledBefore() {
            Rig rig = new Rig();
            CountDownLatch closing = new CountDownLatch(1);
            Task<?> task = rig.planned(() -> {
                        reached.countDown();
                        await(closing);
                        return Work.of(step("a"));
                    })
                    .submit();
            await(reached);
            task.cancel();
            closing.countDown();
            rig.hv.close();
            assertInstanceOf(OperationCancelledException.class, Rig.failureOf(task));
        }

        @Test
        @DisplayName("names what could not be taken back")
        void leftovers() {
            Rig rig = new Rig();
            rig.change(step("a").undoFails(new OperationFailedException(Failure.of("in use"))), blocking("b"))
                    .submit();
            await(reached);
            EdgeVirtException e = assertThrows(OperationFailedException.class, rig.hv::close);
            assertEquals(List.of("thing a"), e.leftovers());
            assertEquals("close", e.operation());
            verify(rig.driver, times(1)).close();
        }

        @Test
        @DisplayName("names the task that does not end within the operation timeout, and closes all the same")
        void stubborn() {
            Rig rig = new Rig(Duration.ofMillis(30));
            CountDownLatch never = new CountDownLatch(1);
            Task<?> task = rig.change(
                            step("a"),
                            step("b")
                                    .starts(new Started.Blocking(
                                            () -> {
                                                reached.countDown();
                                                never.await();
                                                return Map.of();
                                            },
                                            Optional::empty,
                                            () -> {})))
                    .submit();
            await(reached);
            EdgeVirtException e = assertThrows(OperationFailedException.class, rig.hv::close);
            assertTrue(e.leftovers().get(0).contains("make b"), e::getMessage);
            assertEquals(List.of(), threadsOf(rig));
            EdgeVirtException told = Rig.failureOf(task);
            assertEquals(List.of("thing b", "thing a"), told.leftovers());
        }

        @Test
        @DisplayName("does not begin the steps of a change that is still being planned")
        void planning() {
            Rig rig = new Rig();
            CountDownLatch closing = new CountDownLatch(1);
            Task<?> task = rig.planned(() -> {
                        reached.countDown();
                        await(closing);
                        return Work.of(step("a"), step("b"));
                    })
                    .submit();
            await(reached);
            Thread closer = new Thread(rig.hv::close);
            closer.start();
            while (closer.isAlive() && closer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            closing.countDown();
            Rig.failureOf(task);
            join(closer);
            assertEquals(List.of(), journal);
        }

        private void join(Thread thread) {
            try {
                thread.join(20_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Test
        @DisplayName("lets go of a single native task, which runs on at the system")
        void nativeTask() {
            Rig rig = new Rig();
            when(rig.driver.poll(any(), any())).thenAnswer(i -> {
                reached.countDown();
                return Map.of("UPID:1", new TaskState.Running(Optional.empty()));
            });
            Task<?> task = rig.change(step("a").starts(Started.task("UPID:1"))).submit();
            await(reached);
            rig.hv.close();
            EdgeVirtException e = Rig.failureOf(task);
            assertInstanceOf(ClosedException.class, e);
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertTrue(e.getMessage().contains("UPID:1 runs on"), e::getMessage);
            verify(rig.driver, never()).cancel(anyString());
            assertEquals(List.of("start a"), journal);
        }

        @Test
        @DisplayName("does not speak of changes that had failed before")
        void failedBefore() {
            Rig rig = new Rig();
            EdgeVirtException e = Rig.failureOf(rig.change(
                    step("a").undoFails(new OperationFailedException(Failure.of("in use"))),
                    step("b").fails(Rig.busy().with(Failure.of("no")))));
            assertEquals(List.of("thing a"), e.leftovers());
            rig.hv.close();
        }
    }

    @Test
    @DisplayName("ends every thread")
    void threads() {
        Rig rig = new Rig();
        when(rig.vms.list("")).thenReturn(io.edgevirt.spi.Page.all(List.of()));
        rig.pace.hold();
        rig.hv.watch(e -> {});
        rig.change(step("a")).run();
        assertTrue(!threadsOf(rig).isEmpty());
        rig.hv.close();
        assertEquals(List.of(), threadsOf(rig));
    }

    private static List<String> threadsOf(Rig rig) {
        String prefix = rig.engine.threads().name() + "-";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(Thread::isAlive)
                .map(Thread::getName)
                .filter(n -> n.startsWith(prefix))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    @DisplayName("closes every handle:")
    void afterwards(Executable use) {
        assertThrows(ClosedException.class, use);
    }

    static Stream<Named<Executable>> afterwards() {
        Rig rig = new Rig();
        VM vm = rig.vm(VMState.OFF);
        rig.hv.close();
        return Stream.of(
                Named.of("list", () -> rig.hv.vms().list()),
                Named.of("get", () -> rig.hv.vms().get("x")),
                Named.of("byId", () -> rig.hv.vms().byId("x")),
                Named.of("create", () -> rig.hv.vms().define("x").create()),
                Named.of("check", () -> rig.hv.vms().define("x").check()),
                Named.of("explain", () -> rig.hv.vms().define("x").explain()),
                Named.of("hosts", () -> rig.hv.hosts().list()),
                Named.of("switches", () -> rig.hv.switches().list()),
                Named.of("storage", () -> rig.hv.storage().list()),
                Named.of("clusters", () -> rig.hv.clusters().list()),
                Named.of("hciPools", () -> rig.hv.hciPools().list()),
                Named.of("watch", () -> rig.hv.watch(e -> {})),
                Named.of("unwrap", () -> rig.hv.unwrap(String.class)),
                Named.of("refresh", vm::refresh),
                Named.of("config", vm::config),
                Named.of("start", vm::start),
                Named.of("await", () -> vm.await(VMState.RUNNING, Duration.ofMinutes(1))),
                Named.of("delete", vm::delete),
                Named.of("snapshots", () -> vm.snapshots().list()),
                Named.of("disks", vm::disks),
                Named.of("serial", vm::serial),
                Named.of("stats", vm::stats),
                Named.of("exec", () -> vm.guest().exec(Duration.ofSeconds(1), "true")),
                Named.of("supports", () -> vm.supports(io.edgevirt.Feature.CLONE)));
    }
}
