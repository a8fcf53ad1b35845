package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("libvirt's events")
@ExtendWith(HandlesFreed.class)
class EventsTest {

    private static final Set<DomainEvent.Kind> LIFECYCLE = Set.of(DomainEvent.Kind.LIFECYCLE);

    private static LibvirtConnection open() {
        return LibvirtConnection.open("test:///default", OpenOptions.DEFAULT);
    }

    @Test
    @DisplayName("arrive in order, on the event loop's daemon thread")
    void arrive() throws InterruptedException {
        BlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (LibvirtConnection c = open()) {
            UUID test = c.domains().find("test").orElseThrow().uuid();
            c.events()
                    .domains(
                            LIFECYCLE,
                            e -> told.add(e.domain() + " " + e.name() + " " + e.event() + " on "
                                    + Thread.currentThread().getName() + " "
                                    + Thread.currentThread().isDaemon()));
            c.power().suspend(test);
            c.power().resume(test);

            String end = " on " + EventLoop.THREAD + " true";
            assertEquals(test + " test " + DomainEvent.SUSPENDED + end, told.poll(10, TimeUnit.SECONDS));
            assertEquals(test + " test " + DomainEvent.RESUMED + end, told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("go on after a listener failed")
    void failingListener() throws InterruptedException {
        BlockingQueue<Integer> told = new LinkedBlockingQueue<>();
        try (LibvirtConnection c = open()) {
            UUID test = c.domains().find("test").orElseThrow().uuid();
            c.events().domains(LIFECYCLE, e -> {
                told.add(e.event());
                throw new IllegalStateException("on purpose");
            });
            c.power().suspend(test);
            c.power().resume(test);

            assertEquals(DomainEvent.SUSPENDED, told.poll(10, TimeUnit.SECONDS));
            assertEquals(DomainEvent.RESUMED, told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("end for a listener that is taken away, and go on for the others")
    void taken() throws InterruptedException {
        BlockingQueue<DomainEvent> gone = new LinkedBlockingQueue<>();
        BlockingQueue<DomainEvent> stays = new LinkedBlockingQueue<>();
        try (LibvirtConnection c = open()) {
            UUID test = c.domains().find("test").orElseThrow().uuid();
            Events.Registration taken = c.events().domains(LIFECYCLE, gone::add);
            c.events().domains(LIFECYCLE, stays::add);
            taken.close();
            taken.close();
            c.power().suspend(test);

            assertEquals(DomainEvent.SUSPENDED, stays.poll(10, TimeUnit.SECONDS).event());
            assertNull(gone.poll());
        }
    }

    @Test
    @DisplayName("tell of networks, pools and devices too")
    void others() throws InterruptedException {
        BlockingQueue<ObjectEvent> told = new LinkedBlockingQueue<>();
        try (LibvirtConnection c = open()) {
            c.events().networks(told::add);
            c.events().pools(told::add);
            c.events().nodeDevices(told::add).close();
            c.networks().stop(c.networks().find("default").orElseThrow().uuid());
            c.pools().stop(c.pools().find("default-pool").orElseThrow().uuid());

            assertEquals(new ObjectEvent(ObjectEvent.Kind.NETWORK, "default", 3), told.poll(10, TimeUnit.SECONDS));
            assertEquals(new ObjectEvent(ObjectEvent.Kind.POOL, "default-pool", 3), told.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    @DisplayName("have one thread per JVM, however many connections there are")
    void oneThread() {
        try (LibvirtConnection a = open();
                LibvirtConnection b = open()) {
            assertTrue(a.alive() && b.alive());
            assertEquals(1, loops());
        }
    }

    @Test
    @DisplayName("come by the application's own loop where it registered one, and no thread is added")
    void applicationsLoop() throws Exception {
        List<String> command = List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("java.class.path"),
                ApplicationWithLoop.class.getName());
        Process child = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals(0, child.waitFor(), output);
        assertTrue(output.contains("told 3 by application-loop, loops of ours: 0"), output);
    }

    static long loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().equals(EventLoop.THREAD))
                .count();
    }

    /** A program that registered libvirt's event loop through libvirt-java and runs it, then uses ours. */
    static final class ApplicationWithLoop {

        private ApplicationWithLoop() {}

        public static void main(String[] args) throws Exception {
            org.libvirt.Library.initEventLoop();
            Thread loop = new Thread(ApplicationWithLoop::run, "application-loop");
            loop.setDaemon(true);
            loop.start();
            BlockingQueue<String> told = new LinkedBlockingQueue<>();
            try (LibvirtConnection c = open()) {
                UUID test = c.domains().find("test").orElseThrow().uuid();
                c.events()
                        .domains(
                                LIFECYCLE,
                                e -> told.add(e.event() + " by "
                                        + Thread.currentThread().getName()));
                c.power().suspend(test);
                System.out.println("told " + told.poll(10, TimeUnit.SECONDS) + ", loops of ours: " + loops());
            }
        }

        private static void run() {
            try {
                org.libvirt.Library.runEventLoop();
            } catch (org.libvirt.LibvirtException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
