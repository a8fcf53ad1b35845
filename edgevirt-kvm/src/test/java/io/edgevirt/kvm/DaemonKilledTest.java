package io.edgevirt.kvm;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.Snapshot;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.Volume;
import io.edgevirt.spi.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * libvirtd is killed by SIGKILL and started again in the middle of things, by scripts/libvirt-bed.sh; the system property
 * {@code edgevirt.kvm.bed} names the bed's folder, and {@code edgevirt.kvm.scripts} that of the script.
 */
@DisplayName("When libvirtd is killed")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.bed", matches = ".+")
class DaemonKilledTest {

    private static final String BED = System.getProperty("edgevirt.kvm.bed", "");
    private static final Path SCRIPT =
            Path.of(System.getProperty("edgevirt.kvm.scripts", "../scripts"), "libvirt-bed.sh");

    private final String prefix = "killed-" + UUID.randomUUID().toString().substring(0, 6) + "-";
    private final Killer killer = new Killer();

    private static void bed(String command) {
        try {
            Process process = new ProcessBuilder(SCRIPT.toString(), command, BED)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), command);
            assertEquals(0, process.exitValue(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Kills the daemon and starts it again, right before or after one request of many. */
    private static final class Killer {
        private final AtomicInteger countdown = new AtomicInteger(-1);
        private volatile boolean after;
        private volatile boolean struck;

        void strike(int request, boolean afterIt) {
            struck = false;
            after = afterIt;
            countdown.set(request);
        }

        Wire over(Wire below) {
            return new Wire() {
                @Override
                public <T> T call(String request, Callable<T> send) throws Exception {
                    boolean now = countdown.getAndUpdate(n -> n < 0 ? n : n - 1) == 0;
                    if (now && !after) {
                        kill();
                    }
                    T reply = below.call(request, send);
                    if (now && after) {
                        kill();
                    }
                    return reply;
                }
            };
        }

        private void kill() {
            struck = true;
            bed("kill-daemon");
            bed("restart-daemon");
        }
    }

    @AfterEach
    void clean() {
        try (Hypervisor kvm = EdgeVirt.connect(DaemonServer.URI)) {
            kvm.vms().list().stream().filter(vm -> vm.name().startsWith(prefix)).forEach(vm -> {
                vm.powerOff();
                vm.delete();
            });
            kvm.storage().get("default").volumes().list().stream()
                    .filter(v -> v.name().startsWith(prefix))
                    .forEach(Volume::delete);
        }
    }

    private Hypervisor connect() {
        return EdgeVirt.connect(DaemonServer.URI, c -> c.intercept(killer::over));
    }

    private static List<VM> machines(Hypervisor kvm, String name) {
        return kvm.vms().list().stream().filter(vm -> vm.name().equals(name)).toList();
    }

    private static List<String> volumes(Hypervisor kvm, String name) {
        return kvm.storage().get("default").volumes().list().stream()
                .map(Volume::name)
                .filter(v -> v.startsWith(name + "-"))
                .toList();
    }

    private static Optional<EdgeVirtException> attempt(Runnable action) {
        try {
            action.run();
            return Optional.empty();
        } catch (EdgeVirtException e) {
            return Optional.of(e);
        }
    }

    @Test
    @DisplayName("in the middle of a create, there is one whole machine, or nothing, or what is named")
    void create() {
        boolean struck = true;
        for (int n = 0; struck && n < 60; n++) {
            String name = prefix + n;
            struck = createStruckAt(name, n, n % 2 == 1);
        }
        assertFalse(struck, "every request was struck once");
    }

    private boolean createStruckAt(String name, int request, boolean afterIt) {
        Optional<EdgeVirtException> error;
        try (Hypervisor kvm = connect()) {
            kvm.hosts().only().supports(io.edgevirt.Feature.POWER); // what is asked once per connection is asked now
            killer.strike(request, afterIt);
            error = attempt(() ->
                    kvm.vms().define(name).cpus(1).memory(mib(64)).disk(mib(16)).create());
            killer.strike(-1, false);
        }
        try (Hypervisor fresh = EdgeVirt.connect(DaemonServer.URI)) {
            List<VM> made = machines(fresh, name);
            List<String> files = volumes(fresh, name);
            String seen =
                    "request " + request + (afterIt ? " after" : " before") + ": " + error + " " + made + " " + files;
            assertTrue(made.size() <= 1, seen);
            if (error.isEmpty()) {
                assertEquals(1, made.size(), seen);
                assertEquals(1, files.size(), seen);
            } else if (error.get().outcome() == Outcome.NOT_DONE
                    && error.get().leftovers().isEmpty()) {
                assertEquals(List.of(), made, seen);
                assertEquals(List.of(), files, seen);
            }
            made.forEach(VM::delete);
            if (error.isEmpty()) {
                assertEquals(List.of(), volumes(fresh, name), seen);
            }
        }
        return killer.struck;
    }

    @Test
    @DisplayName("in the middle of a listing, the listing is asked again on a new connection")
    void list() {
        try (Hypervisor kvm = connect()) {
            VM vm = kvm.vms().define(prefix + "listed").cpus(1).memory(mib(64)).create();
            for (boolean after : new boolean[] {false, true}) {
                for (int n = 0; n < 2; n++) {
                    killer.strike(n, after);
                    assertTrue(kvm.vms().list().contains(vm));
                }
            }
            vm.delete();
        }
    }

    @Test
    @DisplayName("in the middle of a snapshot, the guest runs on and its snapshots are those that are told")
    void snapshot() throws InterruptedException {
        try (Hypervisor kvm = connect()) {
            VM vm = kvm.vms()
                    .define(prefix + "snapshot")
                    .cpus(1)
                    .memory(mib(256))
                    .disk(mib(64))
                    .bootKernel(TestGuest.KERNEL, TestGuest.INITRD, TestGuest.COMMAND_LINE)
                    .create();
            vm.start().serial().await(TestGuest.READY, Duration.ofMinutes(3));
            Thread striker = new Thread(() -> {
                bed("kill-daemon");
                bed("restart-daemon");
            });
            var task = vm.snapshots().take("s").memory(true).submit();
            striker.start();
            Optional<EdgeVirtException> error = attempt(() -> task.join(Duration.ofMinutes(2)));
            striker.join();
            try (Hypervisor fresh = EdgeVirt.connect(DaemonServer.URI)) {
                VM same = fresh.vms().get(vm.name());
                List<String> there =
                        same.snapshots().list().stream().map(Snapshot::name).toList();
                if (error.isEmpty()) {
                    assertEquals(List.of("s"), there);
                } else if (error.get().outcome() == Outcome.NOT_DONE
                        && error.get().leftovers().isEmpty()) {
                    assertEquals(List.of(), there, error.toString());
                }
                assertTrue(
                        same.state() == VMState.RUNNING || same.state() == VMState.PAUSED,
                        same.state().name());
            }
            vm.powerOff().delete();
        }
    }
}
