package io.edgevirt.mem;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Task;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.spi.Bell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Virtual time")
class TimeTest extends MemTest {

    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    @DisplayName("begins at the same instant in every system")
    void origin() {
        assertEquals(ORIGIN, system.time().now());
    }

    @Test
    @DisplayName("does not run backwards")
    void backwards() {
        assertThrows(IllegalArgumentException.class, () -> system.time().advance(Duration.ofSeconds(-1)));
    }

    @Nested
    @DisplayName("in automatic mode")
    class Automatic {

        @Test
        @DisplayName("jumps over a guest's shutdown")
        void shutdown() {
            VM vm = running("a");
            system.guest("a").shutsDownIn(Duration.ofSeconds(90));
            Instant before = system.time().now();

            vm.shutdown(Duration.ofMinutes(2));

            assertEquals(before.plusSeconds(90), system.time().now());
        }

        @Test
        @DisplayName("jumps to the deadline of a wait that nothing ends")
        void deadline() {
            VM vm = running("a");
            system.guest("a").ignoresShutdown(true);
            Instant before = system.time().now();

            OperationTimeoutException e =
                    assertThrows(OperationTimeoutException.class, () -> vm.shutdown(Duration.ofMinutes(2)));

            assertEquals("RUNNING", e.failure().lastSeen().orElseThrow());
            assertFalse(system.time().now().isBefore(before.plus(Duration.ofMinutes(2))));
        }

        @Test
        @DisplayName("passes as long as a test says that an operation takes")
        void takes() {
            VM vm = running("a");
            system.time().takes("vm.save", Duration.ofMinutes(7));
            Instant before = system.time().now();

            vm.save();

            assertEquals(before.plus(Duration.ofMinutes(7)), system.time().now());
        }

        @Test
        @DisplayName("cannot be set for what is done at once")
        void atOnce() {
            assertThrows(IllegalArgumentException.class, () -> system.time().takes("vm.create", Duration.ofSeconds(1)));
        }
    }

    @Nested
    @DisplayName("in manual mode")
    class Manual {

        @Test
        @DisplayName("moves a task only as far as the test moves the time")
        void task() {
            VM template = hv.vms().get("Windows-IoT-Template");
            system.time().manual().takes("vm.clone", Duration.ofSeconds(10));
            Task<VM> task = template.cloneAs("two").submit();
            await(() -> system.requests().count("vm.clone") == 1);

            system.time().advance(Duration.ofSeconds(9));
            assertFalse(task.done());
            assertTrue(hv.vms().find("two").isEmpty());

            system.time().advance(Duration.ofSeconds(1));
            system.time().automatic();
            assertEquals("two", task.join(Duration.ofMinutes(1)).name());
        }

        @Test
        @DisplayName("lets a guest boot when its time has come")
        void boot() {
            system.time().manual();
            VM vm = hv.vms().define("a").memory(gib(1)).create();
            vm.start();

            assertEquals("", vm.serial().text());
            system.time().advance(Duration.ofSeconds(2));
            assertTrue(vm.serial().text().endsWith("login: "));
        }

        private void await(java.util.function.BooleanSupplier condition) {
            while (!condition.getAsBoolean()) {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    @DisplayName("as a clock")
    class Clocks {

        private final Clock clock = new Clock(new ReentrantLock(), () -> {});
        private final List<String> seen = new ArrayList<>();

        @Test
        @DisplayName("lets things happen in the order of their times, then of their setting")
        void order() {
            clock.after(Duration.ofSeconds(2), () -> seen.add("c"));
            clock.after(Duration.ofSeconds(1), () -> seen.add("a"));
            clock.after(Duration.ofSeconds(1), () -> seen.add("b"));

            clock.advance(Duration.ofSeconds(5));

            assertEquals(List.of("a", "b", "c"), seen);
        }

        @Test
        @DisplayName("shows each thing the time at which it happens")
        void times() {
            clock.after(Duration.ofSeconds(1), () -> seen.add(clock.now().toString()));

            clock.advance(Duration.ofSeconds(5));

            assertEquals(List.of("2026-01-01T00:00:01Z"), seen);
            assertEquals(ORIGIN.plusSeconds(5), clock.now());
        }

        @Test
        @DisplayName("carries out what happening things set for the same stretch")
        void nested() {
            clock.after(Duration.ofSeconds(1), () -> clock.after(Duration.ofSeconds(1), () -> seen.add("later")));

            clock.advance(Duration.ofSeconds(2));

            assertEquals(List.of("later"), seen);
        }

        @Test
        @DisplayName("forgets what is dropped")
        void drop() {
            clock.drop(clock.after(Duration.ofSeconds(1), () -> seen.add("never")));

            clock.advance(Duration.ofSeconds(2));

            assertEquals(List.of(), seen);
        }

        @Test
        @DisplayName("jumps to what is due and no further")
        void jump() throws InterruptedException {
            clock.after(Duration.ofSeconds(3), () -> {});

            clock.pause(new Bell(), Duration.ofSeconds(10));

            assertEquals(ORIGIN.plusSeconds(3), clock.now());
        }

        @Test
        @DisplayName("does not jump for a bell that has rung")
        void rung() throws InterruptedException {
            Bell bell = new Bell();
            bell.ring();

            clock.pause(bell, Duration.ofSeconds(10));

            assertEquals(ORIGIN, clock.now());
        }

        @Test
        @DisplayName("tells an interrupted thread so instead of jumping")
        void interrupted() {
            Thread.currentThread().interrupt();

            assertThrows(InterruptedException.class, () -> clock.pause(new Bell(), Duration.ofSeconds(10)));
            assertEquals(ORIGIN, clock.now());
        }

        @Test
        @DisplayName("wakes who follows when it moves")
        void follow() throws InterruptedException {
            Bell bell = new Bell();
            Thread follower = new Thread(() -> {
                try {
                    clock.follow(bell, Duration.ofSeconds(5));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            follower.start();

            while (follower.isAlive()) {
                clock.advance(Duration.ofSeconds(1));
                Thread.onSpinWait();
            }
            follower.join();

            assertTrue(clock.now().isAfter(ORIGIN));
        }
    }

    @Test
    @DisplayName("is the time that listings and stats carry")
    void readAt() {
        VM vm = running("a");
        system.time().advance(Duration.ofHours(1));

        assertEquals(system.time().now(), vm.refresh().readAt());
        assertEquals(Duration.ofHours(1), vm.stats().uptime().orElseThrow());
        assertEquals(VMState.RUNNING, vm.state());
    }
}
