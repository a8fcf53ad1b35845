package io.edgevirt.proxmox.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Hypervisor;
import io.edgevirt.Outcome;
import io.edgevirt.Secret;
import io.edgevirt.Size;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Vm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Many threads at one connection to Proxmox VE")
@Timeout(120)
class CrowdTest {

    private final FakeProxmox fake = FakeProxmox.start(s -> s.nodes("pve1", "pve2")
            .lag(Duration.ofMillis(5))
            .loginDelay(Duration.ZERO)
            .taskLength(Duration.ofMillis(30)));
    private final Hypervisor hv = EdgeVirt.connect(
            fake.uri().toString(),
            c -> c.username(fake.user())
                    .password(Secret.of(fake.password().toCharArray()))
                    .trust(Trust.pinnedSha256(fake.fingerprint())));

    @AfterEach
    void close() {
        hv.close();
        fake.close();
    }

    private void machine(int vmid) {
        fake.world()
                .machines()
                .put(vmid % 2 == 0 ? "pve1" : "pve2", vmid, Map.of("name", "m" + vmid, "memory", "512", "cores", "1"));
    }

    private Object turn(int i) {
        String id = String.valueOf(100 + i);
        return switch (i % 4) {
            case 0 -> hv.vms().byId(id).start();
            case 1 -> hv.vms().byId(id).reconfigure().cpus(2).apply();
            case 2 -> hv.vms().byId(id).snapshots().take("snap").create();
            default -> hv.hosts().list();
        };
    }

    /** What each of so many ended with, begun at once. */
    private static List<Optional<Throwable>> together(int count, IntFunction<Object> each) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        CountDownLatch go = new CountDownLatch(1);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int number = i;
                Callable<Object> work = () -> {
                    go.await();
                    return each.apply(number);
                };
                all.add(threads.submit(work));
            }
            go.countDown();
            List<Optional<Throwable>> ends = new ArrayList<>();
            for (Future<?> one : all) {
                ends.add(end(one));
            }
            return ends;
        } finally {
            threads.shutdownNow();
            assertTrue(threads.awaitTermination(1, TimeUnit.MINUTES));
        }
    }

    private static Optional<Throwable> end(Future<?> one) throws InterruptedException {
        try {
            one.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause());
        }
    }

    private void expireOnce(String route) {
        AtomicBoolean due = new AtomicBoolean(true);
        fake.gate().restart();
        fake.gate().when(r -> r.equals(route) && due.getAndSet(false), new Gate.Fault.Expire());
    }

    @ParameterizedTest(name = "at {0}")
    @ValueSource(
            strings = {
                "GET /cluster/resources",
                "GET /nodes/{node}/qemu/{vmid}/status/current",
                "POST /nodes/{node}/qemu/{vmid}/status/start",
                "POST /nodes/{node}/qemu/{vmid}/snapshot",
                "PUT /nodes/{node}/qemu/{vmid}/config",
                "GET /cluster/tasks"
            })
    @DisplayName("all go on when the ticket expires under them, and none does its work twice")
    void expired(String route) throws InterruptedException {
        for (int i = 0; i < 16; i++) {
            machine(100 + i);
        }
        expireOnce(route);

        assertEquals(
                List.of(),
                together(16, this::turn).stream().flatMap(Optional::stream).toList());
        assertEquals(1, fake.requests("POST /access/ticket"));
        for (int i = 0; i < 16; i += 4) {
            assertEquals(1, there(100 + i).starts());
            assertEquals("2", there(101 + i).config().get("cores"));
            assertEquals(Set.of("snap"), there(102 + i).snapshots().keySet());
        }
    }

    private Vm there(int vmid) {
        return fake.world().machines().find(vmid).orElseThrow();
    }

    @Test
    @DisplayName("log in once for an expired ticket, however many ask for it")
    void logins() throws InterruptedException {
        machine(100);
        hv.vms().list();
        fake.gate().restart();
        fake.logins().expire();

        assertEquals(
                List.of(),
                together(16, i -> hv.vms().byId("100").refresh()).stream()
                        .flatMap(Optional::stream)
                        .toList());
        assertEquals(1, fake.requests("POST /access/ticket"));
    }

    @Test
    @DisplayName("end with EdgeVirt's own errors when it is closed under them, and name the machines that stay")
    void closed() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        fake.gate().restart();
        fake.gate().when(r -> r.equals("POST /nodes/{node}/qemu"), new Gate.Fault.Before(begun::countDown));
        Thread closer = new Thread(() -> {
            try {
                begun.await();
                hv.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        closer.start();
        List<Optional<Throwable>> ends = together(
                8, i -> hv.vms().define("c" + i).cpus(1).memory(Size.mib(64)).create());
        closer.join();

        for (int i = 0; i < ends.size(); i++) {
            Optional<Throwable> end = ends.get(i);
            String name = "c" + i;
            assertTrue(end.isEmpty() || end.get() instanceof EdgeVirtException, end::toString);
            boolean there = fake.world()
                    .locked(() -> fake.world().machines().named(name).isPresent());
            if (there && end.isPresent()) {
                EdgeVirtException error = (EdgeVirtException) end.get();
                assertTrue(error.outcome() != Outcome.NOT_DONE, () -> name + " stays, but: " + error);
                assertTrue(error.getMessage().contains(name), error::toString);
            }
        }
    }
}
