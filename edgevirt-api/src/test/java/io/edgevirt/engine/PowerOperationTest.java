package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Event;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Operation;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.PreparedVM;
import io.edgevirt.Task;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.EventRole;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A verb of a machine")
class PowerOperationTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    private static Operation<VM> prepared(VM vm, String verb) {
        PreparedVM p = vm.prepare();
        return switch (verb) {
            case "start" -> p.start();
            case "pause" -> p.pause();
            case "resume" -> p.resume();
            case "save" -> p.save();
            case "shutdown" -> p.shutdown(MINUTE);
            case "reboot" -> p.reboot();
            case "reset" -> p.reset();
            case "powerOff" -> p.powerOff();
            default -> throw new AssertionError(verb);
        };
    }

    @Nested
    @DisplayName("does, depending on the state,")
    class Table {

        @ParameterizedTest(name = "{0} on {1}: {2}")
        @CsvSource({
            "start, OFF, START, RUNNING",
            "start, RUNNING, nothing, RUNNING",
            "start, PAUSED, RESUME, RUNNING",
            "start, SAVED, RESTORE, RUNNING",
            "start, CRASHED, START, RUNNING",
            "start, UNKNOWN, START, RUNNING",
            "pause, OFF, refused,",
            "pause, RUNNING, PAUSE, PAUSED",
            "pause, PAUSED, nothing, PAUSED",
            "pause, SAVED, refused,",
            "pause, CRASHED, refused,",
            "pause, UNKNOWN, PAUSE, PAUSED",
            "resume, OFF, refused,",
            "resume, RUNNING, nothing, RUNNING",
            "resume, PAUSED, RESUME, RUNNING",
            "resume, SAVED, refused,",
            "resume, CRASHED, refused,",
            "resume, UNKNOWN, RESUME, RUNNING",
            "save, OFF, refused,",
            "save, RUNNING, SAVE, SAVED",
            "save, PAUSED, SAVE, SAVED",
            "save, SAVED, nothing, SAVED",
            "save, CRASHED, refused,",
            "save, UNKNOWN, SAVE, SAVED",
            "shutdown, OFF, nothing, OFF",
            "shutdown, RUNNING, SHUTDOWN, OFF",
            "shutdown, PAUSED, refused,",
            "shutdown, SAVED, refused,",
            "shutdown, CRASHED, refused,",
            "shutdown, UNKNOWN, SHUTDOWN, OFF",
            "reboot, OFF, refused,",
            "reboot, RUNNING, REBOOT, RUNNING",
            "reboot, PAUSED, refused,",
            "reboot, SAVED, refused,",
            "reboot, CRASHED, refused,",
            "reboot, UNKNOWN, REBOOT, RUNNING",
            "reset, OFF, refused,",
            "reset, RUNNING, RESET, RUNNING",
            "reset, PAUSED, refused,",
            "reset, SAVED, refused,",
            "reset, CRASHED, refused,",
            "reset, UNKNOWN, RESET, RUNNING",
            "powerOff, OFF, nothing, OFF",
            "powerOff, RUNNING, POWER_OFF, OFF",
            "powerOff, PAUSED, POWER_OFF, OFF",
            "powerOff, SAVED, POWER_OFF, OFF",
            "powerOff, CRASHED, POWER_OFF, OFF",
            "powerOff, UNKNOWN, POWER_OFF, OFF"
        })
        @DisplayName("what the table says")
        void table(String verb, VMState state, String sent, VMState end) {
            if (sent.equals("refused")) {
                InvalidStateException e =
                        assertInstanceOf(InvalidStateException.class, Rig.failureOf(prepared(rig.vm(state), verb)));
                assertEquals(Outcome.NOT_DONE, e.outcome());
                assertEquals(verb, e.operation());
                assertTrue(e.hint().isPresent());
                verify(rig.vms, never()).power(any(), any(), any());
                return;
            }
            rig.powersBy(ToyStep.of("power"));
            VM vm = rig.vm(state, end);
            assertSame(vm, prepared(vm, verb).run());
            assertEquals(end, vm.state());
            if (sent.equals("nothing")) {
                verify(rig.vms, never()).power(any(), any(), any());
            } else {
                verify(rig.vms).power(any(), eq(PowerVerb.valueOf(sent)), any());
            }
        }
    }

    @Nested
    @DisplayName("returns when the state that it names is seen,")
    class Seen {

        @Test
        @DisplayName("asking less and less often where the system does not push")
        void polls() {
            rig.powersBy(ToyStep.of("power"));
            VM vm = rig.vm(VMState.OFF, VMState.OFF, VMState.OFF, VMState.OFF, VMState.OFF, VMState.RUNNING);
            vm.start();
            assertEquals(VMState.RUNNING, vm.state());
            assertEquals(4, rig.pace.pauses().size());
            assertTrue(rig.pace.pauses().get(3).compareTo(Duration.ofMillis(160)) > 0, rig.pace.pauses()::toString);
        }

        @Test
        @DisplayName("or with an outcome that is not known when nobody could look")
        void cannotLook() {
            rig.powersBy(ToyStep.of("power").starts(results -> {
                doAnswer(i -> {
                            throw Rig.neverSent();
                        })
                        .when(rig.vms)
                        .read("vm-1");
                return Started.done();
            }));
            EdgeVirtException e = Rig.failureOf(rig.vm(VMState.OFF).prepare().start());
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("or when it is cancelled, saying what it saw")
        void cancelled() {
            rig.pace.hold();
            CountDownLatch sent = new CountDownLatch(1);
            rig.powersBy(ToyStep.of("power").starts(results -> {
                sent.countDown();
                return Started.done();
            }));
            Task<VM> task = rig.vm(VMState.RUNNING).prepare().shutdown(MINUTE).submit();
            await(sent);
            task.cancel();
            EdgeVirtException e = Rig.failureOf(task);
            assertInstanceOf(OperationCancelledException.class, e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Nested
    @DisplayName("that the system refuses")
    class HoldsAnyway {

        @Test
        @DisplayName("is fulfilled all the same if somebody else was faster")
        void faster() {
            rig.powersBy(ToyStep.of("power").fails(new InvalidStateException(Failure.of("already running"))));
            VM vm = rig.vm(VMState.OFF, VMState.RUNNING);
            vm.start();
            assertEquals(VMState.RUNNING, vm.state());
        }

        @Test
        @DisplayName("fails with the refusal if the state it names does not hold")
        void fails() {
            rig.powersBy(ToyStep.of("power").fails(new OperationFailedException(Failure.of("no bootable disk"))));
            VM vm = rig.vm(VMState.OFF);
            OperationFailedException e = assertThrows(OperationFailedException.class, vm::start);
            assertEquals("no bootable disk", e.failure().message());
        }

        @Test
        @DisplayName("and is no idempotent one, fails: it may be running and was not restarted")
        void reset() {
            rig.powersBy(ToyStep.of("power").fails(new OperationFailedException(Failure.of("no"))));
            VM vm = rig.vm(VMState.RUNNING);
            assertThrows(OperationFailedException.class, vm::reset);
        }
    }

    @Nested
    @DisplayName("whose reply is lost")
    class LostReply {

        @Test
        @DisplayName("was carried out if the state tells so")
        void landed() {
            ToyStep step = ToyStep.of("power").fails(Rig.lost());
            rig.powersBy(step);
            rig.vm(VMState.OFF, VMState.RUNNING).start();
            assertEquals(java.util.List.of("start power", "landed power"), step.journal());
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"powerOff, OFF", "reset, RUNNING"})
        @DisplayName("is waited for, not sent again, if the system is at it as a task of its own")
        void running(String verb, VMState end) {
            ToyStep step = ToyStep.of("power").unnamed().fails(Rig.lost()).landed(Landed.running("UPID:1"));
            rig.powersBy(step);
            VMHandle vm = rig.vm(VMState.RUNNING, end);
            when(rig.driver.poll(any(), any()))
                    .thenReturn(Map.of("UPID:1", new TaskState.Running(Optional.empty())))
                    .thenReturn(Map.of("UPID:1", new TaskState.Succeeded(Map.of())));
            prepared(vm, verb).run();
            assertEquals(java.util.List.of("start power", "landed power"), step.journal());
        }

        @Test
        @DisplayName("is sent again if the state tells that it was not")
        void again() {
            ToyStep step = ToyStep.of("power").fails(Rig.lost());
            rig.powersBy(step);
            rig.vm(VMState.OFF, VMState.OFF, VMState.RUNNING).start();
            assertEquals(
                    java.util.List.of("start power", "landed power", "start power", "landed power"), step.journal());
        }

        @ParameterizedTest(name = "{0}")
        @CsvSource({"reboot", "reset"})
        @DisplayName("is never repeated where it is not idempotent")
        void once(String verb) {
            ToyStep step = ToyStep.of("power").unnamed().fails(Rig.lost());
            rig.powersBy(step);
            EdgeVirtException e = Rig.failureOf(prepared(rig.vm(VMState.RUNNING), verb));
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(
                    1, step.journal().stream().filter("start power"::equals).count());
        }
    }

    @Nested
    @DisplayName("shutdown")
    class Shutdown {

        @Test
        @DisplayName("that the guest does not heed times out with the last state, and never pulls the plug")
        void timeout() {
            rig.powersBy(ToyStep.of("power"));
            VM vm = rig.vm(VMState.RUNNING);
            OperationTimeoutException e =
                    assertThrows(OperationTimeoutException.class, () -> vm.shutdown(Duration.ofMinutes(2)));
            assertEquals(Optional.of("RUNNING"), e.lastSeen());
            assertEquals(Outcome.UNKNOWN, e.outcome());
            verify(rig.vms, never()).power(any(), eq(PowerVerb.POWER_OFF), any());
            Duration waited = rig.pace.pauses().stream().reduce(Duration.ZERO, Duration::plus);
            assertEquals(Duration.ofMinutes(2), waited);
        }

        @Test
        @DisplayName("accepts any duration")
        void forEver() {
            rig.powersBy(ToyStep.of("power"));
            rig.vm(VMState.RUNNING, VMState.OFF).shutdown(Duration.ofSeconds(Long.MAX_VALUE));
        }

        @Test
        @DisplayName("without time is refused before anything is asked")
        void noTime() {
            VM vm = rig.vm(VMState.RUNNING);
            assertThrows(InvalidSpecException.class, () -> vm.shutdown(Duration.ZERO));
            verify(rig.vms, never()).read(any());
        }

        @Test
        @DisplayName("under way does not keep powerOff waiting")
        void overtaken() {
            rig.pace.hold();
            AtomicReference<VMState> state = new AtomicReference<>(VMState.RUNNING);
            doAnswer(i -> rig.info(state.get())).when(rig.vms).read("vm-1");
            CountDownLatch asked = new CountDownLatch(1);
            when(rig.vms.power(any(), eq(PowerVerb.SHUTDOWN), any()))
                    .thenReturn(Work.of(ToyStep.of("shutdown").starts(results -> {
                        asked.countDown();
                        return Started.done();
                    })));
            when(rig.vms.power(any(), eq(PowerVerb.POWER_OFF), any()))
                    .thenReturn(Work.of(ToyStep.of("power off").starts(results -> {
                        state.set(VMState.OFF);
                        return Started.done();
                    })));
            Task<VM> shutdown =
                    rig.handle(VMState.RUNNING).prepare().shutdown(MINUTE).submit();
            await(asked);
            VM vm = rig.handle(VMState.RUNNING);
            vm.powerOff(); // returns while the shutdown still waits
            assertEquals(VMState.OFF, vm.state());
            shutdown.cancel(); // wakes it
            shutdown.join();
        }
    }

    @Nested
    @DisplayName("reboot, to be seen,")
    class Reboot {

        private final AtomicReference<Consumer<Event>> sink = new AtomicReference<>();

        private void pushes() {
            EventRole events = watcher -> {
                sink.set(watcher);
                return () -> {};
            };
            when(rig.driver.events()).thenReturn(Optional.of(events));
        }

        private Event rebooted(String id) {
            return new Event(Event.Kind.REBOOTED, id, Optional.empty(), Optional.empty(), Instant.EPOCH, "");
        }

        @Test
        @DisplayName("returns when the system tells of the restart, even before its reply")
        void event() {
            pushes();
            rig.powersBy(ToyStep.of("reboot").starts(results -> {
                sink.get().accept(rebooted("vm-1"));
                return Started.done();
            }));
            rig.vm(VMState.RUNNING).reboot(MINUTE);
        }

        @Test
        @DisplayName("does not take another machine's restart for its own")
        void another() {
            pushes();
            rig.powersBy(ToyStep.of("reboot").starts(results -> {
                sink.get().accept(rebooted("vm-2"));
                return Started.done();
            }));
            VM vm = rig.vm(VMState.RUNNING);
            assertThrows(OperationTimeoutException.class, () -> vm.reboot(MINUTE));
        }

        @Test
        @DisplayName("returns when the machine has run for less long than before")
        void startedAt() {
            rig.powersBy(ToyStep.of("reboot"));
            startedAt(0, 0, 0, 90);
            VM vm = rig.handle(VMState.RUNNING);
            vm.reboot(MINUTE);
            assertEquals(2, rig.pace.pauses().size());
        }

        private void startedAt(int... seconds) {
            java.util.concurrent.atomic.AtomicInteger reads = new java.util.concurrent.atomic.AtomicInteger();
            doAnswer(i -> {
                        VMInfo info = rig.info(VMState.RUNNING);
                        int at = seconds[Math.min(reads.getAndIncrement(), seconds.length - 1)];
                        return new VMInfo(
                                info.id(),
                                info.name(),
                                info.state(),
                                info.cpus(),
                                info.memory(),
                                info.host(),
                                info.path(),
                                Optional.of(Instant.ofEpochSecond(at)),
                                info.template(),
                                info.readAt());
                    })
                    .when(rig.vms)
                    .read("vm-1");
        }

        @Test
        @DisplayName("times out when nothing tells of a restart")
        void timeout() {
            rig.powersBy(ToyStep.of("reboot"));
            VM vm = rig.vm(VMState.RUNNING);
            OperationTimeoutException e = assertThrows(OperationTimeoutException.class, () -> vm.reboot(MINUTE));
            assertTrue(e.failure().message().startsWith("the restart"), e::getMessage);
        }
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(VMState.class)
    @DisplayName("as an operation is explained without being sent")
    void explained(VMState state) {
        ToyStep step = ToyStep.of("power");
        rig.powersBy(step);
        rig.vm(state).prepare().powerOff().explain();
        assertEquals(java.util.List.of(), step.journal());
    }
}
