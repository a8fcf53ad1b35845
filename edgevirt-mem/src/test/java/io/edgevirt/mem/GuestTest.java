package io.edgevirt.mem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.Event;
import io.edgevirt.ExecResult;
import io.edgevirt.GuestAddress;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.SerialConsole;
import io.edgevirt.Subscription;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A simulated guest")
class GuestTest extends MemTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    @DisplayName("can be told how to behave before its machine is made")
    void prepared() {
        system.guest("a").bootsIn(Duration.ofSeconds(30)).prints("ready\n");
        VM vm = machine("a");
        Instant before = system.time().now();

        vm.start().serial().await("ready", MINUTE);

        assertEquals(before.plusSeconds(30), system.time().now());
    }

    @Test
    @DisplayName("passes its behaviour on to copies")
    void copies() {
        system.guest("a").prints("copied\n");
        VM copy = machine("a").cloneAs("b").create();

        assertTrue(copy.start().serial().await("copied", MINUTE).contains("copied"));
    }

    @Test
    @DisplayName("is reached by unwrap as well, and by its new name after a rename")
    void unwrap() {
        VM vm = machine("a");
        SimulatedGuest guest = vm.unwrap(SimulatedGuest.class);

        vm.rename("b");

        assertEquals(guest, system.guest("b"));
    }

    @Nested
    @DisplayName("on its serial port")
    class Serial {

        @Test
        @DisplayName("echoes what is typed, and remembers it")
        void echo() {
            VM vm = running("a");
            SerialConsole serial = vm.serial();
            serial.await("login:", MINUTE);

            serial.type("root\n");

            assertTrue(serial.text().endsWith("root\n"));
            assertEquals("root\n", system.guest("a").typed());
        }

        @Test
        @DisplayName("answers as a test wants it")
        void answers() {
            VM vm = running("a");
            system.guest("a").echoes(keys -> "Password: ");

            vm.serial().type("root\n");

            assertTrue(vm.serial().await("Password:", MINUTE).contains("Password:"));
        }

        @Test
        @DisplayName("prints when told to, and nothing while it is off")
        void print() {
            VM vm = running("a");
            vm.serial();
            system.guest("a").print("panic!");
            vm.powerOff();
            system.guest("a").print("ghost");

            assertTrue(vm.serial().text().contains("panic!"));
            assertEquals(-1, vm.serial().text().indexOf("ghost"));
        }

        @Test
        @DisplayName("that never prints the marker lets the wait time out with what was seen")
        void timeout() {
            VM vm = running("a");

            OperationTimeoutException e = assertThrows(
                    OperationTimeoutException.class, () -> vm.serial().await("never", MINUTE));

            assertTrue(e.failure().lastSeen().orElse("").contains("login:"), e.getMessage());
        }
    }

    @Nested
    @DisplayName("by its agent")
    class Agent {

        @Test
        @DisplayName("answers commands by a function, after the time they run")
        void exec() {
            VM vm = running("a");
            system.guest("a")
                    .runsFor(Duration.ofSeconds(20))
                    .answers(command -> new ExecResult(command.size(), String.join("|", command), "", false));

            ExecResult result = vm.guest().exec(MINUTE, "a b", "c'd");

            assertEquals(new ExecResult(2, "a b|c'd", "", false), result);
        }

        @Test
        @DisplayName("does not answer in time if the command runs too long")
        void slow() {
            VM vm = running("a");
            system.guest("a").runsFor(Duration.ofHours(1));

            assertThrows(OperationTimeoutException.class, () -> vm.guest().exec(MINUTE, "true"));
        }

        @Test
        @DisplayName("knows a few commands, and says 127 to others")
        void builtIn() {
            VM vm = running("a");

            assertEquals(
                    "hello world\n",
                    vm.guest().exec(MINUTE, "echo", "hello", "world").output());
            assertEquals("a\n", vm.guest().exec(MINUTE, "hostname").output());
            assertEquals(1, vm.guest().exec(MINUTE, "false").exitCode());
            assertEquals(127, vm.guest().exec(MINUTE, "rm", "-rf", "/").exitCode());
        }

        @Test
        @DisplayName("keeps files, which a snapshot brings back")
        void files() {
            VM vm = running("a");
            vm.serial().await("login:", MINUTE);
            vm.guest().write("/etc/motd", "before".getBytes(StandardCharsets.UTF_8));
            vm.snapshots().take("s").memory(true).create();
            vm.guest().write("/etc/motd", "after".getBytes(StandardCharsets.UTF_8));

            vm.snapshots().get("s").revert();

            assertArrayEquals(
                    "before".getBytes(StandardCharsets.UTF_8), vm.guest().read("/etc/motd"));
            assertThrows(NotFoundException.class, () -> vm.guest().read("/nothing"));
        }

        @Test
        @DisplayName("is not written to again after a lost reply: whether the file is there is not known")
        void lostWrite() {
            VM vm = running("a");
            vm.serial().await("login:", MINUTE);
            system.faults().dropReply("guest.write");

            ConnectionException e =
                    assertThrows(ConnectionException.class, () -> vm.guest().write("/etc/motd", "hello"));

            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(1, system.requests().count("guest.write"));
        }

        @Test
        @DisplayName("is not asked to run nothing")
        void noCommand() {
            VM vm = running("a");
            InvalidSpecException e =
                    assertThrows(InvalidSpecException.class, () -> vm.guest().exec(MINUTE));

            assertEquals("exec", e.operation());
            assertEquals("a", e.target());
            assertEquals(0, system.requests().count("guest.exec"));
        }

        @Test
        @DisplayName("that does not run refuses commands")
        void none() {
            system.guest("a").agent(false);
            VM vm = running("a");
            vm.serial().await("login:", MINUTE);

            assertThrows(InvalidStateException.class, () -> vm.guest().exec(MINUTE, "true"));
        }
    }

    @Nested
    @DisplayName("has addresses:")
    class Addresses {

        @Test
        @DisplayName("one per adapter out of the documentation's net")
        void own() {
            VM vm = hv.vms().define("a").nic("br0").nic("default").create().start();
            vm.serial().await("login:", MINUTE);

            List<GuestAddress> addresses = vm.guest().addresses();

            assertEquals(2, addresses.size());
            assertTrue(addresses.get(0).address().getHostAddress().startsWith("192.0.2."));
            assertEquals(GuestAddress.Source.AGENT, addresses.get(0).source());
        }

        @Test
        @DisplayName("those that a test gives")
        void given() {
            system.guest("a").addresses("198.51.100.7", "2001:db8::1");
            VM vm = running("a");

            assertEquals(
                    "198.51.100.7", vm.guest().awaitAddress(MINUTE).address().getHostAddress());
        }

        @Test
        @DisplayName("known by lease where no agent runs")
        void lease() {
            system.guest("a").agent(false).addresses("198.51.100.7");
            VM vm = running("a");

            assertEquals(
                    GuestAddress.Source.LEASE, vm.guest().awaitAddress(MINUTE).source());
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "example.com", "1.2.3", "1.2.3.4.5", "256.1.1.1", "-1.2.3.4", "1.2.3.x", "::x"})
        @DisplayName("but no names, which would be looked up")
        void names(String text) {
            assertThrows(IllegalArgumentException.class, () -> system.guest("a").addresses(text));
        }
    }

    @Nested
    @DisplayName("does things by itself:")
    class ByItself {

        private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

        @Test
        @DisplayName("it crashes")
        void crash() throws InterruptedException {
            VM vm = running("a");
            try (Subscription watching = hv.watch(events::add)) {
                system.guest("a").crash();

                assertEquals(VMState.CRASHED, events.take().state().orElseThrow());
            }
            assertEquals(VMState.CRASHED, vm.refresh().state());
            assertEquals(VMState.RUNNING, vm.start().state());
        }

        @Test
        @DisplayName("it shuts down")
        void shutDown() {
            VM vm = running("a");

            system.guest("a").shutDown();

            assertEquals(VMState.OFF, vm.await(VMState.OFF, MINUTE).state());
        }

        @Test
        @DisplayName("it restarts")
        void restart() throws InterruptedException {
            running("a");
            try (Subscription watching = hv.watch(events::add)) {
                system.guest("a").restart();

                assertEquals(Event.Kind.REBOOTED, events.take().kind());
            }
        }

        @Test
        @DisplayName("but nothing while it is off")
        void off() {
            VM vm = machine("a");

            system.guest("a").crash().shutDown().restart();

            assertEquals(VMState.OFF, vm.refresh().state());
        }
    }

    @Test
    @DisplayName("that was asked to shut down and was cut off meanwhile does not stop its next life")
    void nextLife() {
        VM vm = running("a");
        system.guest("a").shutsDownIn(Duration.ofSeconds(30));
        assertThrows(OperationTimeoutException.class, () -> vm.shutdown(Duration.ofSeconds(5)));
        vm.powerOff().start();

        system.time().advance(Duration.ofMinutes(5));

        assertEquals(VMState.RUNNING, vm.refresh().state());
    }
}
