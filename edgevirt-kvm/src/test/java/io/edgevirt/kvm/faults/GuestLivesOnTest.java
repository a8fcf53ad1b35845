package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.SerialConsole;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.OpenOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("A guest whose daemon is killed")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestLivesOnTest {

    private static final String READY = "EDGEVIRT-GUEST-READY";
    /** A guest that is emulated on a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Bed bed;
    private Hypervisor hv;
    private VM vm;
    private SerialConsole serial;

    @BeforeAll
    void boot() {
        bed = Bed.start();
        hv = EdgeVirt.connect(bed.uri());
        vm = hv.vms()
                .define("evguest")
                .cpus(1)
                .memory(Size.mib(256))
                .bootKernel(bed.kernel(), bed.initrd(), bed.commandLine())
                .create()
                .start();
        serial = vm.serial();
        serial.await(READY, PATIENCE);
        type("kept=$((40+2)); echo kept-$kept", "kept-42");
    }

    @AfterEach
    void back() {
        if (!bed.daemonRuns()) {
            bed.restartDaemon();
        }
    }

    @AfterAll
    void stop() {
        try {
            hv.close();
        } finally {
            bed.close();
        }
    }

    /** What the guest answers is not in what it echoes. */
    private void type(String line, String answer) {
        serial.type(line + "\n");
        serial.await(answer, PATIENCE);
    }

    @Test
    @DisplayName("runs on, and its handle works once the daemon is back")
    void handle() {
        bed.killDaemon();
        bed.restartDaemon();
        assertEquals(VMState.RUNNING, vm.refresh().state());
        vm.pause();
        vm.resume();
        assertEquals(VMState.RUNNING, vm.state());
    }

    @Test
    @DisplayName("takes what is typed next, answers, and what it said before is kept")
    void typed() {
        bed.killDaemon();
        bed.restartDaemon();
        type("echo still-$kept-there", "still-42-there");
        assertTrue(serial.text().contains(READY), "what the guest said before is lost");
    }

    @Test
    @DisplayName("is heard by who only waits for its text, as soon as the daemon is back")
    void heard() {
        type("while :; do echo tick-$kept; sleep 1; done & echo on-$kept", "on-42");
        serial.await("tick-42", PATIENCE);
        bed.killDaemon();
        assertThrows(ConnectionException.class, () -> serial.await("never", Duration.ofSeconds(2)));
        int heard = ticks();
        CompletableFuture<Void> restart = CompletableFuture.runAsync(bed::restartDaemon);
        while (ticks() == heard) {
            serial.await("tick-42", PATIENCE);
        }
        restart.join();
        type("kill $!; echo off-$kept", "off-42");
    }

    private int ticks() {
        return serial.text().split("tick-42", -1).length;
    }

    @Test
    @DisplayName("cannot be typed to once the daemon is known to be away: nothing was sent")
    void away() {
        bed.killDaemon();
        assertThrows(ConnectionException.class, () -> serial.await("never", Duration.ofSeconds(2)));
        ConnectionException e = assertThrows(ConnectionException.class, () -> serial.type("echo lost\n"));
        assertEquals(Outcome.NOT_DONE, e.outcome(), e::toString);
    }

    @Test
    @DisplayName("is typed to once no process has the number in the lock file that the killed daemon left")
    void locked() throws IOException, InterruptedException, ExecutionException {
        Path lock = lockFile();
        bed.killDaemon();
        Process holder = new ProcessBuilder("sleep", "600").start();
        try {
            Files.writeString(lock, "%10d\n".formatted(holder.pid()));
            bed.restartDaemon();
            CompletableFuture<Void> typed = CompletableFuture.runAsync(() -> type("echo free-$kept", "free-42"));
            assertThrows(TimeoutException.class, () -> typed.get(1, TimeUnit.SECONDS), "libvirt did not mind the lock");
            holder.destroy();
            holder.waitFor();
            typed.get();
        } finally {
            holder.destroyForcibly();
        }
    }

    /** libvirt's lock of the guest's terminal: {@code LCK..} and its path below /dev, with _ for each slash. */
    private Path lockFile() {
        try (LibvirtConnection lib = LibvirtConnection.open(bed.uri(), OpenOptions.DEFAULT)) {
            Matcher terminal =
                    Pattern.compile("tty='/dev/([^']+)'").matcher(lib.domains().xml(UUID.fromString(vm.id()), 0));
            assertTrue(terminal.find(), "the guest has no terminal");
            return Path.of("/var/lock", "LCK.._" + terminal.group(1).replace('/', '_'));
        }
    }
}
