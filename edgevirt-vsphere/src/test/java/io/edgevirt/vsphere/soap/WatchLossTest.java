package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Event;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.vsphere.read.Reference;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The long poll after a loss:")
class WatchLossTest {

    private static final Roots ROOTS = new Roots(
            new Reference("PropertyCollector", "pc"),
            new Reference("ViewManager", "views"),
            new Reference("Folder", "group-d1"));

    private final Server server = new Server();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Updates updates = new Updates(server, ROOTS, Duration.ofSeconds(20), Faults::of, "loss");

    /** Answers long polls by what the test gives it, and all else as a server does. */
    private static final class Server implements Channel {
        private final BlockingQueue<Supplier<String>> polls = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> renewals = new LinkedBlockingQueue<>();
        private final Deque<EdgeVirtException> refusals = new ArrayDeque<>();

        @Override
        public <T> T post(String method, String body, Duration readTimeout, ReplyReader<T> reader) {
            String answer = switch (method) {
                case "WaitForUpdatesEx" -> poll();
                case "DestroyPropertyCollector" -> {
                    polls.add(() -> fail(new NotFoundException(Failure.of("the collector is gone"))));
                    yield "";
                }
                case "DestroyView" -> "";
                default -> "<returnval type=\"" + method.replace("Create", "") + "\">" + method + "</returnval>";
            };
            String reply = "<Envelope><Body><R>" + answer + "</R></Body></Envelope>";
            try {
                return reader.read(new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private String poll() {
            try {
                return polls.take().get();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void renew() {
            renewals.add("renewed");
            EdgeVirtException refusal = refusals.poll();
            if (refusal != null) {
                throw refusal;
            }
        }

        private static String fail(EdgeVirtException e) {
            throw e;
        }

        void breaks(EdgeVirtException e) {
            polls.add(() -> fail(e));
        }

        void tells(String version, String kind, String power) {
            polls.add(
                    () -> "<returnval><version>" + version + "</version><filterSet><filter>f</filter><objectSet><kind>"
                            + kind + "</kind><obj type=\"VirtualMachine\">vm-1</obj>" + change("name", "web")
                            + change("runtime.connectionState", "connected") + change("runtime.powerState", power)
                            + "</objectSet></filterSet></returnval>");
        }

        private static String change(String name, String value) {
            return "<changeSet><name>" + name + "</name><op>assign</op><val>" + value + "</val></changeSet>";
        }
    }

    private static SessionExpiredException expired() {
        return new SessionExpiredException(Failure.of("the session is over").nativeCode("NotAuthenticated"));
    }

    private void watch() {
        server.tells("1", "enter", "poweredOn");
        updates.watch(events::add);
    }

    private List<Event.Kind> next(int count) throws InterruptedException {
        List<Event.Kind> kinds = new java.util.ArrayList<>();
        for (int i = 0; i < count; i++) {
            Event event = events.poll(20, TimeUnit.SECONDS);
            assertNotNull(event, "no event came after " + kinds);
            kinds.add(event.kind());
        }
        return kinds;
    }

    @AfterEach
    void end() {
        updates.close();
    }

    @Nested
    @DisplayName("a watch whose session ends")
    class Expired {

        @Test
        @DisplayName("makes it anew by itself, tells of the gap, and goes on")
        void renewed() throws InterruptedException {
            watch();
            server.breaks(expired());
            server.tells("1", "enter", "poweredOn");
            server.tells("2", "modify", "poweredOff");

            assertEquals(List.of(Event.Kind.RECONNECTED, Event.Kind.STATE), next(2));
            assertEquals(1, server.renewals.size());
        }

        @Test
        @DisplayName("does so as often as that happens, and tells of each gap once")
        void again() throws InterruptedException {
            watch();
            for (int i = 0; i < 5; i++) {
                server.breaks(expired());
                server.tells("1", "enter", "poweredOn");
            }
            server.tells("2", "modify", "poweredOff");

            assertEquals(
                    5, next(6).stream().filter(Event.Kind.RECONNECTED::equals).count());
            assertEquals(5, server.renewals.size());
        }

        @Test
        @DisplayName("logs in no second time where the login was refused, and says why to who asks next")
        void refused() throws InterruptedException {
            watch();
            server.refusals.add(new AuthenticationException(Failure.of("no such user")));
            server.breaks(expired());
            assertNotNull(server.renewals.poll(20, TimeUnit.SECONDS));

            assertThrows(AuthenticationException.class, () -> updates.poll(Set.of("task-1"), Duration.ofSeconds(20)));
            server.breaks(expired());
            assertThrows(SessionExpiredException.class, () -> updates.poll(Set.of("task-1"), Duration.ofSeconds(20)));
            assertEquals(0, server.renewals.size());
        }

        @Test
        @DisplayName("is left to the engine's renewal, which watches again without an event of ours")
        void byTheEngine() throws InterruptedException {
            watch();
            updates.renewed(false);
            server.tells("1", "enter", "poweredOn");
            server.tells("1", "enter", "poweredOn");
            server.tells("2", "modify", "poweredOff");

            assertEquals(List.of(Event.Kind.STATE), next(1));
            assertEquals(0, server.renewals.size());
        }
    }

    @Nested
    @DisplayName("a watch whose collector the server lost")
    class Lost {

        @Test
        @DisplayName("makes another within the same session and tells of the gap")
        void collector() throws InterruptedException {
            watch();
            server.breaks(new NotFoundException(Failure.of("no such collector")));
            server.tells("1", "enter", "poweredOn");

            assertEquals(List.of(Event.Kind.RECONNECTED), next(1));
            assertEquals(0, server.renewals.size());
        }
    }

    @Nested
    @DisplayName("without a watch")
    class WithoutWatch {

        @Test
        @DisplayName("a session that ends is told to who waits, for the engine to renew it")
        void told() {
            server.breaks(expired());

            assertThrows(SessionExpiredException.class, () -> updates.poll(Set.of("task-1"), Duration.ofSeconds(20)));
            assertEquals(0, server.renewals.size());
        }
    }
}
