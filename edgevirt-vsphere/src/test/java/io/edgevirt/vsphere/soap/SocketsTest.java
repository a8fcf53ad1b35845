package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Stall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session that many threads share")
@NeedsSimulator
class SocketsTest {

    private static final int THREADS = 16;

    private static final Duration MOMENT = Duration.ofMillis(50);
    private static final int MOMENTS = 600;

    private static Bench bench;

    @BeforeAll
    static void start() {
        bench = new Bench();
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @BeforeEach
    void forget() {
        bench.relay.forget();
    }

    /** This process's sockets to the relay, by the kernel's own lists. */
    private static long sockets() throws IOException {
        Set<String> own = new HashSet<>();
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            for (Path file : files.toList()) {
                if (Files.isSymbolicLink(file)) {
                    own.add(Files.readSymbolicLink(file).toString().replaceAll("socket:\\[(\\d+)]", "$1"));
                }
            }
        } catch (java.nio.file.NoSuchFileException closedMeanwhile) {
            return sockets();
        }
        String port = String.format(":%04X", bench.relay.url().getPort());
        List<String> rows = new ArrayList<>(Files.readAllLines(Path.of("/proc/self/net/tcp")));
        rows.addAll(Files.readAllLines(Path.of("/proc/self/net/tcp6")));
        return rows.stream()
                .map(row -> row.strip().split("\\s+"))
                .filter(row -> row.length > 9 && row[2].endsWith(port) && own.contains(row[9]))
                .count();
    }

    /** OkHttp's own thread may be about to close one of more idle sockets than are kept: what leaked stays. */
    private static void assertNoneStays() throws IOException, InterruptedException {
        for (int moments = 0; sockets() > 0 && moments < MOMENTS; moments++) {
            Thread.sleep(MOMENT.toMillis());
        }
        assertEquals(0, sockets());
    }

    private static void inThreads(Runnable each) throws InterruptedException {
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        CountDownLatch together = new CountDownLatch(THREADS);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(() -> {
                try {
                    together.countDown();
                    together.await();
                    each.run();
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(List.of(), List.copyOf(failures));
    }

    @Test
    @DisplayName("is renewed by one login when all of them find it expired at once")
    void renewed() throws InterruptedException {
        try (Vim vim = bench.connect()) {
            vim.send(Bench.now());
            bench.relay.forget();
            bench.relay.expireSessions();
            inThreads(() -> {
                try {
                    vim.send(Bench.now());
                } catch (SessionExpiredException e) {
                    vim.renew();
                    assertTrue(vim.send(Bench.now()).isPresent());
                }
            });
            assertEquals(1, bench.relay.count("Login"));
        }
        assertEquals(1, bench.relay.count("Logout"));
    }

    @Test
    @DisplayName("leaves no socket behind when it is closed")
    void closed() throws IOException, InterruptedException {
        Vim vim = bench.connect();
        inThreads(() -> vim.send(Bench.now()));
        assertTrue(sockets() > 0);
        vim.close();
        assertNoneStays();
    }

    @Test
    @DisplayName("leaves no socket behind when it is closed while a request waits for its reply")
    void closedWhileWaiting() throws IOException, InterruptedException {
        Vim vim = bench.connect();
        Stall stall = Stall.ofReply();
        bench.relay.next("CurrentTime", stall);
        ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
        Thread waiting = new Thread(() -> {
            try {
                vim.send(Bench.now());
            } catch (EdgeVirtException e) {
                failures.add(e);
            }
        });
        waiting.start();
        assertTrue(stall.awaitArrival(Bed.TIMEOUT));
        vim.close();
        waiting.join();
        assertEquals(1, failures.size());
        assertNoneStays();
    }
}
