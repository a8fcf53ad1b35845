package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ClosedException;
import io.edgevirt.Event;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.TaskState;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The long poll at a vCenter")
@NeedsSimulator
class UpdatesTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private Simulator simulator;
    private Bed bed;

    @BeforeEach
    void begin() {
        simulator = simulator(200);
        bed = bed(simulator);
    }

    Simulator simulator(int machines) {
        return Simulator.vcenter(o -> o.vms(machines));
    }

    Bed bed(Simulator server) {
        return new Bed(server);
    }

    @AfterEach
    void end() {
        bed.close();
        simulator.close();
    }

    /** Waits as the engine does: asks about what has not ended until all has. */
    private static Map<String, TaskState> ends(Bed bed, Set<String> tasks) {
        Map<String, TaskState> ends = new HashMap<>();
        Set<String> left = new HashSet<>(tasks);
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            bed.updates().poll(left, Duration.ofSeconds(5)).forEach((task, state) -> {
                if (!(state instanceof TaskState.Running)) {
                    ends.put(task, state);
                    left.remove(task);
                }
            });
        }
        return ends;
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().startsWith("edgevirt-vsphere-updates"))
                .count();
    }

    private static long polling(Bed bed) {
        return bed.sent().stream().filter(r -> !r.endsWith("_Task")).count();
    }

    @Nested
    @DisplayName("for tasks")
    class ForTasks {

        @Test
        @DisplayName("tells how 200 tasks end, with one thread and fewer than 30 requests")
        void many() {
            List<VMInfo> machines = bed.machines();
            bed.forget();
            Set<String> tasks = new HashSet<>();
            machines.forEach(m -> tasks.add(bed.task(m.id(), "PowerOffVM_Task")));

            Map<String, TaskState> ends = ends(bed, tasks);

            assertEquals(200, ends.size());
            assertTrue(ends.values().stream().allMatch(TaskState.Succeeded.class::isInstance));
            assertTrue(threads() <= 1);
            assertTrue(polling(bed) < 30, () -> polling(bed) + " requests");
        }

        @Test
        @DisplayName("takes in tasks that are begun while it waits")
        void later() {
            List<VMInfo> machines = bed.machines();
            Set<String> first = Set.of(bed.task(machines.get(0).id(), "PowerOffVM_Task"));
            assertEquals(first, ends(bed, first).keySet());

            Set<String> second = Set.of(bed.task(machines.get(1).id(), "PowerOffVM_Task"));

            assertEquals(second, ends(bed, second).keySet());
        }

        @Test
        @DisplayName("tells why a task failed")
        void failed() {
            String machine = bed.machines().get(0).id();
            String task = bed.task(machine, "PowerOnVM_Task");

            TaskState.Failed failed = assertInstanceOf(
                    TaskState.Failed.class, ends(bed, Set.of(task)).get(task));

            assertEquals("InvalidPowerState", failed.error().nativeCode().orElseThrow());
        }

        @Test
        @DisplayName("tells that the server does not know a task any more")
        void unknown() {
            String known = bed.task(bed.machines().get(0).id(), "PowerOffVM_Task");

            Map<String, TaskState> ends = ends(bed, Set.of("task-99999", known));

            assertInstanceOf(TaskState.Succeeded.class, ends.get(known));
            assertInstanceOf(TaskState.Failed.class, ends.get("task-99999"));
        }

        @ParameterizedTest(name = "which lived on: {0}")
        @ValueSource(booleans = {false, true})
        @DisplayName("goes on after the session was renewed, and removes what the server kept if it was not lost")
        void renewed(boolean kept) {
            List<VMInfo> machines = bed.machines();
            Set<String> first = Set.of(bed.task(machines.get(0).id(), "PowerOffVM_Task"));
            ends(bed, first);
            bed.vim().renew();
            bed.updates().renewed(kept);
            assertEquals(kept, bed.sent().contains("DestroyPropertyCollector"));

            Set<String> second = Set.of(bed.task(machines.get(1).id(), "PowerOffVM_Task"));

            assertEquals(second, ends(bed, second).keySet());
        }

        @Test
        @DisplayName("goes on where what the server kept was lost unnoticed")
        void lost() {
            List<VMInfo> machines = bed.machines();
            ends(bed, Set.of(bed.task(machines.get(0).id(), "PowerOffVM_Task")));
            bed.vim().renew();

            Set<String> second = Set.of(bed.task(machines.get(1).id(), "PowerOffVM_Task"));

            assertEquals(second, ends(bed, second).keySet());
        }

        @Test
        @DisplayName("leaves no thread behind when it is closed")
        void closed() {
            String task = bed.task(bed.machines().get(0).id(), "PowerOffVM_Task");
            bed.updates().poll(Set.of(task), Duration.ofMillis(1));

            bed.updates().close();

            assertEquals(0, threads());
            Assertions.assertThrows(
                    ClosedException.class, () -> bed.updates().poll(Set.of("task-1"), Duration.ofSeconds(1)));
        }
    }

    @Nested
    @DisplayName("for machines")
    class ForMachines {

        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

        private Event next(Event.Kind kind) throws InterruptedException {
            while (true) {
                Event event = events.poll(LONG.toSeconds(), TimeUnit.SECONDS);
                if (event == null || event.kind() == kind) {
                    return event;
                }
            }
        }

        @Test
        @DisplayName("tells of a change of state, and of none before")
        void state() throws InterruptedException {
            VMInfo machine = bed.machines().get(0);
            bed.updates().watch(events::add);
            assertTrue(events.isEmpty());

            bed.task(machine.id(), "PowerOffVM_Task");

            Event event = next(Event.Kind.STATE);
            assertEquals(machine.id(), event.vmId());
            assertEquals(VMState.OFF, event.state().orElseThrow());
            assertEquals(machine.name(), event.name().orElseThrow());
        }

        @Test
        @DisplayName("tells of a machine that is gone")
        void removed() throws InterruptedException {
            VMInfo machine = bed.machines().get(0);
            ends(bed, Set.of(bed.task(machine.id(), "PowerOffVM_Task")));
            bed.updates().watch(events::add);

            bed.task(machine.id(), "Destroy_Task");

            assertEquals(machine.id(), next(Event.Kind.REMOVED).vmId());
        }

        @Test
        @DisplayName("waits for tasks as well, with the same thread")
        void both() throws InterruptedException {
            VMInfo machine = bed.machines().get(0);
            bed.updates().watch(events::add);
            Set<String> tasks = Set.of(bed.task(machine.id(), "PowerOffVM_Task"));

            assertEquals(tasks, ends(bed, tasks).keySet());
            assertEquals(machine.id(), next(Event.Kind.STATE).vmId());
            assertEquals(1, threads());
        }

        @Test
        @DisplayName("ends with its thread")
        void ended() throws InterruptedException {
            Runnable end = bed.updates().watch(events::add);

            end.run();

            for (int i = 0; i < 100 && threads() > 0; i++) {
                Thread.sleep(50);
            }
            assertEquals(0, threads());
            assertFalse(bed.sent().isEmpty());
        }
    }
}
