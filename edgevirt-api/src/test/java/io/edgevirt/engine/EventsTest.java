package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.Event;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Subscription;
import io.edgevirt.VM;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.spi.EventRole;
import io.edgevirt.spi.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Events")
class EventsTest {

    private final Rig rig = new Rig();
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        rig.close();
    }

    private static Event event(Event.Kind kind, String id) {
        return new Event(kind, id, Optional.empty(), Optional.empty(), Instant.EPOCH, "");
    }

    private String next() throws InterruptedException {
        String next = seen.poll(20, TimeUnit.SECONDS);
        return next == null ? "(nothing)" : next;
    }

    private void note(Event event) {
        seen.add(event.kind() + " " + event.vmId());
    }

    @Nested
    @DisplayName("that the system pushes")
    class Pushed {

        private final List<Consumer<Event>> sinks = new ArrayList<>();
        private final AtomicInteger ended = new AtomicInteger();
        private final AtomicReference<RuntimeException> broken = new AtomicReference<>();

        Pushed() {
            EventRole role = sink -> {
                if (broken.get() != null) {
                    throw broken.get();
                }
                sinks.add(sink);
                return ended::incrementAndGet;
            };
            when(rig.driver.events()).thenReturn(Optional.of(role));
        }

        private void push(Event.Kind kind, String id) {
            sinks.get(sinks.size() - 1).accept(event(kind, id));
        }

        private void renewSession() {
            AtomicInteger calls = new AtomicInteger();
            rig.engine.read("read", "x", () -> {
                if (calls.getAndIncrement() == 0) {
                    throw Rig.expired();
                }
                return "";
            });
        }

        @Test
        @DisplayName("reach every listener, in order")
        void inOrder() throws Exception {
            rig.hv.watch(EventsTest.this::note);
            for (int i = 0; i < 50; i++) {
                push(Event.Kind.STATE, "vm-" + i);
            }
            for (int i = 0; i < 50; i++) {
                assertEquals("STATE vm-" + i, next());
            }
        }

        @Test
        @DisplayName("are asked for once, however many listen")
        void once() {
            rig.hv.watch(e -> {});
            rig.hv.watch(e -> {});
            assertEquals(1, sinks.size());
        }

        @Test
        @DisplayName("reach the others though one listener fails, even by an Error")
        void failing() throws Exception {
            rig.hv.watch(e -> {
                throw new AssertionError("listener");
            });
            rig.hv.watch(e -> {
                throw new IllegalStateException("listener");
            });
            rig.hv.watch(EventsTest.this::note);
            push(Event.Kind.STATE, "vm-1");
            push(Event.Kind.STATE, "vm-2");
            assertEquals("STATE vm-1", next());
            assertEquals("STATE vm-2", next());
        }

        @Test
        @DisplayName("no longer reach a listener whose subscription is closed")
        void closed() throws Exception {
            AtomicInteger heard = new AtomicInteger();
            Subscription subscription = rig.hv.watch(e -> heard.incrementAndGet());
            rig.hv.watch(EventsTest.this::note);
            subscription.close();
            push(Event.Kind.STATE, "vm-1");
            next();
            assertEquals(0, heard.get());
        }

        @Test
        @DisplayName("still reach a listener that was registered twice and closed one subscription twice")
        void closedTwice() throws Exception {
            Consumer<Event> listener = EventsTest.this::note;
            Subscription first = rig.hv.watch(listener);
            rig.hv.watch(listener);
            first.close();
            first.close();
            push(Event.Kind.STATE, "vm-1");
            assertEquals("STATE vm-1", next());
        }

        @Test
        @DisplayName("are asked for again after a renewal, and the gap is told")
        void renewed() throws Exception {
            rig.hv.watch(EventsTest.this::note);
            renewSession();
            assertEquals(2, sinks.size());
            assertEquals(1, ended.get());
            assertEquals("RECONNECTED ", next());
            push(Event.Kind.STATE, "vm-1");
            assertEquals("STATE vm-1", next());
        }

        @Test
        @DisplayName("are asked for again at the next renewal if one renewal could not get them")
        void renewedLater() throws Exception {
            rig.hv.watch(EventsTest.this::note);
            broken.set(new IllegalStateException("not yet"));
            renewSession();
            broken.set(null);
            renewSession();
            assertEquals(2, sinks.size());
            assertEquals("RECONNECTED ", next());
        }

        @Test
        @DisplayName("cannot be watched where asking for them fails")
        void refused() {
            broken.set(Rig.lost());
            assertThrows(ConnectionException.class, () -> rig.hv.watch(EventsTest.this::note));
        }

        @Test
        @DisplayName("end with the connection")
        void closes() {
            rig.hv.watch(EventsTest.this::note);
            rig.close();
            assertEquals(1, ended.get());
        }

        @Nested
        @DisplayName("wake a wait")
        class Wakes {

            private final AtomicReference<VMState> state = new AtomicReference<>(VMState.OFF);
            private final AtomicInteger reads = new AtomicInteger();
            private final VM vm = rig.handle(VMState.OFF);

            private CompletableFuture<VM> waiting() throws InterruptedException {
                rig.pace.hold();
                doAnswer(i -> {
                            VMInfo now = rig.info(state.get());
                            reads.incrementAndGet();
                            seen.add("read"); // from now on the test may change the state
                            return now;
                        })
                        .when(rig.vms)
                        .read("vm-1");
                CompletableFuture<VM> waiting =
                        CompletableFuture.supplyAsync(() -> vm.await(VMState.RUNNING, Duration.ofHours(1)));
                assertEquals("read", next());
                return waiting;
            }

            @Test
            @DisplayName("for the machine's state, without polling")
            void state() throws Exception {
                CompletableFuture<VM> waiting = waiting();
                state.set(VMState.RUNNING);
                push(Event.Kind.STATE, "vm-1");
                assertEquals(VMState.RUNNING, waiting.get().state());
                assertEquals(2, reads.get());
            }

            @Test
            @DisplayName("for no other machine's")
            void another() throws Exception {
                CompletableFuture<VM> waiting = waiting();
                push(Event.Kind.STATE, "vm-2");
                push(Event.Kind.STATE, "vm-1");
                assertEquals("read", next());
                assertEquals(2, reads.get());
                state.set(VMState.RUNNING);
                push(Event.Kind.STATE, "vm-1");
                waiting.get();
            }

            @Test
            @DisplayName("after a renewal, for what happened in the gap")
            void gap() throws Exception {
                CompletableFuture<VM> waiting = waiting();
                state.set(VMState.RUNNING);
                renewSession();
                waiting.get();
            }

            @Test
            @DisplayName("when the connection closes")
            void closed() throws Exception {
                CompletableFuture<VM> waiting = waiting();
                rig.close();
                ExecutionException e = assertThrows(ExecutionException.class, waiting::get);
                assertEquals(ClosedException.class, e.getCause().getClass());
            }
        }

        @Test
        @DisplayName("are not needed by a wait: where they cannot be had it polls")
        void polls() {
            broken.set(Rig.lost());
            VM vm = rig.vm(VMState.OFF, VMState.OFF, VMState.OFF, VMState.RUNNING);
            vm.await(VMState.RUNNING, Duration.ofMinutes(1));
            assertTrue(
                    rig.pace.pauses().stream().allMatch(d -> d.compareTo(Duration.ofSeconds(2)) <= 0),
                    rig.pace.pauses()::toString);
        }
    }

    @Nested
    @DisplayName("that nobody pushes")
    class Listed {

        private final AtomicReference<List<VMInfo>> listing = new AtomicReference<>(List.of());
        private final AtomicInteger listings = new AtomicInteger();

        Listed() {
            rig.pace.hold(); // the watch looks again when its bell rings: at its end; so tests let it jump
        }

        private VMInfo vm(String id, VMState state) {
            return VMInfo.of(id, "name-" + id, state, rig.pace.now());
        }

        /** Each listing, one after the other; the last for ever. */
        @SafeVarargs
        private void lists(List<VMInfo>... all) {
            when(rig.vms.list("")).thenAnswer(i -> {
                int n = Math.min(listings.getAndIncrement(), all.length - 1);
                return Page.all(all[n]);
            });
            rig.pace.release();
        }

        @Test
        @DisplayName("are found by comparing listings")
        void compared() throws Exception {
            VMInfo old = vm("1", VMState.OFF);
            lists(
                    List.of(old, vm("2", VMState.RUNNING)),
                    List.of(vm("1", VMState.RUNNING), vm("2", VMState.RUNNING)),
                    List.of(vm("1", VMState.RUNNING), vm("3", VMState.OFF)),
                    List.of(vm("1", VMState.RUNNING).on("host-2"), vm("3", VMState.OFF)));
            rig.hv.watch(EventsTest.this::note);
            assertEquals("STATE 1", next());
            assertEquals("CREATED 3", next());
            assertEquals("REMOVED 2", next());
            assertEquals("CHANGED 1", next());
        }

        @Test
        @DisplayName("need one bulk listing each time, with growing pauses")
        void pauses() throws Exception {
            List<VMInfo> calm = List.of(vm("1", VMState.OFF));
            lists(calm, calm, calm, calm, calm, calm, calm, calm, List.of());
            rig.hv.watch(EventsTest.this::note);
            assertEquals("REMOVED 1", next());
            List<Duration> pauses = rig.pace.pauses();
            assertTrue(pauses.get(7).compareTo(pauses.get(0).multipliedBy(2)) > 0, pauses::toString);
            assertTrue(pauses.stream().allMatch(d -> d.compareTo(Duration.ofSeconds(5)) <= 0), pauses::toString);
        }

        @Test
        @DisplayName("survive a listing that fails")
        void failing() throws Exception {
            when(rig.vms.list("")).thenAnswer(i -> {
                int n = listings.getAndIncrement();
                if (n > 0 && n < 8) {
                    throw Rig.lost();
                }
                return Page.all(n == 0 ? List.of(vm("1", VMState.OFF)) : List.of());
            });
            rig.pace.release();
            rig.hv.watch(EventsTest.this::note);
            assertEquals("REMOVED 1", next());
        }

        @Test
        @DisplayName("are no longer looked for when nobody listens")
        void ended() {
            when(rig.vms.list("")).thenAnswer(i -> {
                listings.incrementAndGet();
                return Page.all(listing.get());
            });
            Subscription one = rig.hv.watch(EventsTest.this::note);
            Subscription two = rig.hv.watch(EventsTest.this::note);
            assertEquals(1, listings.get());
            one.close();
            two.close();
            rig.hv.watch(EventsTest.this::note);
            assertEquals(2, listings.get(), "watching began anew");
        }
    }

    @Test
    @DisplayName("are not waited for beyond a deadline, whose error tells the last state")
    void deadline() {
        VM vm = rig.vm(VMState.PAUSED);
        OperationTimeoutException e =
                assertThrows(OperationTimeoutException.class, () -> vm.await(VMState.RUNNING, Duration.ofSeconds(30)));
        assertEquals(Optional.of("PAUSED"), e.lastSeen());
        assertEquals("await", e.operation());
        assertEquals(Duration.ofSeconds(30), rig.pace.pauses().stream().reduce(Duration.ZERO, Duration::plus));
    }

    @Test
    @DisplayName("are no longer waited for when interrupted, the flag kept")
    void interrupted() {
        VM vm = rig.vm(VMState.PAUSED);
        Thread.currentThread().interrupt();
        assertThrows(OperationTimeoutException.class, () -> vm.await(VMState.RUNNING, Duration.ofHours(1)));
        assertTrue(Thread.interrupted());
    }
}
