package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A connection to libvirt")
@ExtendWith(HandlesFreed.class)
class ConnectionTest {

    private static final String URI = "test:///default";

    private static LibvirtConnection open() {
        return LibvirtConnection.open(URI, OpenOptions.DEFAULT);
    }

    @Nested
    @DisplayName("that opens")
    class Opening {

        @Test
        @DisplayName("says whom it reached")
        void about() {
            try (LibvirtConnection c = open()) {
                assertEquals("TEST", c.host().type());
                assertEquals(URI, c.host().uri());
                assertTrue(c.host().libvirtVersion().isPresent());
                assertFalse(c.host().hostname().isEmpty());
                assertTrue(c.alive());
            }
        }

        @Test
        @DisplayName("needs one request for the opening, and asks once for a sign of its end")
        void requests() {
            Counting counting = new Counting();
            LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(counting)).close();

            assertEquals(
                    List.of("virConnectOpenAuth", "virConnectRegisterCloseCallback", "virConnectSetKeepAlive"),
                    counting.requests());
        }

        @Test
        @DisplayName("tells libvirt's code and the system's errno when nobody listens")
        void nobody() {
            LibvirtError e = assertThrows(
                    LibvirtError.class,
                    () -> LibvirtConnection.open(
                            "qemu+unix:///system?socket=/nonexistent/socket", OpenOptions.DEFAULT));

            assertEquals("virConnectOpenAuth", e.request());
            assertEquals(LibvirtError.SYSTEM_ERROR, e.code());
            assertEquals(2, e.errno(), "ENOENT");
            assertTrue(String.valueOf(e.getMessage()).contains("/nonexistent/socket"));
        }

        @Test
        @DisplayName("is closed again when the reply to the opening was lost")
        void droppedReply() {
            Counting counting = new Counting();
            counting.dropReply(0);
            long files = ThisProcess.fileDescriptors();

            assertThrows(
                    Counting.Dropped.class, () -> LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(counting)));

            assertTrue(ThisProcess.falls(ThisProcess::fileDescriptors, files), "its socket is open");
        }
    }

    @Nested
    @DisplayName("that is closed")
    class Closed {

        @Test
        @DisplayName("refuses every call, and closing it again does nothing")
        void refuses() {
            LibvirtConnection c = open();
            c.close();
            c.close();

            assertFalse(c.alive());
            assertThrows(LibvirtClosed.class, () -> c.domains().list(0));
            assertThrows(LibvirtClosed.class, () -> c.host().uri());
            assertThrows(LibvirtClosed.class, () -> c.consoles().open(UUID.randomUUID(), null, 0));
        }

        @Test
        @DisplayName("ends its listeners, so that no thread and no file stays behind over many rounds")
        void rounds() {
            rounds(50);
            long files = ThisProcess.fileDescriptors();
            long threads = ThisProcess.threads();

            rounds(500);

            assertTrue(ThisProcess.falls(ThisProcess::fileDescriptors, files + 2), "file descriptors grew");
            assertTrue(ThisProcess.falls(ThisProcess::threads, threads + 2), "threads grew");
        }

        private void rounds(int count) {
            for (int i = 0; i < count; i++) {
                try (LibvirtConnection c = open()) {
                    c.events().domains(Set.of(DomainEvent.Kind.LIFECYCLE), e -> {});
                    c.domains().stats(Domains.STATS_STATE, 0);
                }
            }
        }

        @Test
        @DisplayName("waits for a call that runs")
        void drains() throws Exception {
            Slow slow = new Slow();
            LibvirtConnection c = LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(slow));
            ExecutorService threads = Executors.newFixedThreadPool(2);
            try {
                slow.hold("virConnectListAllDomains");
                Future<List<DomainName>> call = threads.submit(() -> c.domains().list(0));
                slow.reached.await();
                Future<?> closing = threads.submit(c::close);
                awaitRefusals(c);
                assertFalse(closing.isDone());

                slow.goOn.countDown();

                assertEquals(1, call.get().size());
                closing.get();
            } finally {
                threads.shutdown();
            }
        }

        @Test
        @DisplayName("leaves the end to a call that lasts longer than closing waits")
        void leaves() throws Exception {
            Slow slow = new Slow();
            LibvirtConnection c =
                    LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(slow).drain(Duration.ZERO));
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try {
                slow.hold("virConnectListAllDomains");
                Future<List<DomainName>> call = thread.submit(() -> c.domains().list(0));
                slow.reached.await();
                c.close();
                assertEquals(1, LibvirtConnection.liveHandles(), "the connection that the call still uses");

                slow.goOn.countDown();

                assertEquals(1, call.get().size());
            } finally {
                thread.shutdown();
            }
        }

        private void awaitRefusals(LibvirtConnection c) {
            while (c.alive()) {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    @DisplayName("whose requests are cut")
    class Cut {

        @Test
        @DisplayName("frees every handle, whichever reply is lost")
        void everyReply() {
            Counting counting = new Counting();
            try (LibvirtConnection c = LibvirtConnection.open(URI, OpenOptions.DEFAULT.calls(counting))) {
                counting.reset();
                work(c);
                int requests = counting.requests().size();
                for (int i = 0; i < requests; i++) {
                    counting.dropReply(i);
                    assertThrows(Counting.Dropped.class, () -> work(c));
                    assertEquals(1, LibvirtConnection.liveHandles(), "after losing the reply to request " + i);
                }
            }
        }

        private void work(LibvirtConnection c) {
            UUID domain = c.domains().find("test").orElseThrow().uuid();
            c.domains().stats(Domains.STATS_STATE, 0);
            c.domains().xml(domain, 0);
            c.snapshots().list(domain, 0);
            UUID pool = c.pools().find("default-pool").orElseThrow().uuid();
            c.volumes().list(pool);
            c.networks().listXml(0);
            c.nodeDevices().listXml(NodeDevices.CAP_SYSTEM);
            c.guests().fileSystems(domain);
        }

        @Test
        @DisplayName("keeps the handles of a request that was given up until it has returned")
        void abandoned() throws Exception {
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            ExecutorService thread = Executors.newSingleThreadExecutor();
            try (LibvirtConnection c = open()) {
                UUID domain = c.domains().find("test").orElseThrow().uuid();
                Scope scope = c.session().enter();
                scope.domain(domain);
                Future<?> request = thread.submit(() -> scope.run("slow", () -> {
                    reached.countDown();
                    return awaited(goOn);
                }));
                reached.await();

                scope.close();
                assertEquals(2, LibvirtConnection.liveHandles(), "the connection and the domain");

                goOn.countDown();
                request.get();
                assertEquals(1, LibvirtConnection.liveHandles());
            } finally {
                thread.shutdown();
            }
        }

        private int awaited(CountDownLatch latch) {
            try {
                latch.await();
                return 0;
            } catch (InterruptedException e) {
                return -1;
            }
        }

        @Test
        @DisplayName("sends nothing for a request that comes after it was given up")
        void late() {
            try (LibvirtConnection c = open()) {
                Scope scope = c.session().enter();
                scope.close();

                assertThrows(LibvirtClosed.class, () -> scope.run("late", () -> 0));
            }
        }
    }

    @Nested
    @DisplayName("used by several threads")
    class Threads {

        @Test
        @DisplayName("gives each its own error")
        void errors() throws Exception {
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try (LibvirtConnection c = open()) {
                Callable<Integer> noPool = () ->
                        codes(LibvirtError.NO_STORAGE_POOL, () -> c.pools().info(UUID.randomUUID()));
                Callable<Integer> noDomain =
                        () -> codes(LibvirtError.NO_DOMAIN, () -> c.domains().state(UUID.randomUUID()));
                List<Callable<Integer>> all =
                        List.of(noPool, noDomain, noPool, noDomain, noPool, noDomain, noPool, noDomain);
                for (Future<Integer> wrong : threads.invokeAll(all)) {
                    assertEquals(0, wrong.get());
                }
            } finally {
                threads.shutdown();
            }
        }

        private int codes(int expected, Runnable failing) {
            int wrong = 0;
            for (int i = 0; i < 200; i++) {
                wrong += assertThrows(LibvirtError.class, failing::run).code() == expected ? 0 : 1;
            }
            return wrong;
        }
    }

    @Test
    @DisplayName("knows every kind of domain event that it offers")
    void kinds() {
        try (LibvirtConnection c = open()) {
            c.events().domains(EnumSet.allOf(DomainEvent.Kind.class), e -> {}).close();
        }
    }
}
