package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ClosedException;
import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A session")
class SessionTest {

    private static final What WHAT = new What("start", "edge-01");
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final VirtualPace pace = new VirtualPace();
    private final Driver driver = mock(Driver.class);
    private final AtomicInteger renewals = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final Session session = new Session(driver, "toy", PATIENCE, told::incrementAndGet);
    private final AtomicInteger calls = new AtomicInteger();

    @BeforeEach
    void script() {
        when(driver.pace()).thenReturn(pace);
        doAnswer(i -> renewals.incrementAndGet()).when(driver).renew();
    }

    /** Fails so many times, then answers. */
    private Supplier<String> failing(int times, Supplier<? extends RuntimeException> with) {
        return () -> {
            if (calls.getAndIncrement() < times) {
                throw with.get();
            }
            return "answer";
        };
    }

    private <X extends RuntimeException> X sendFails(Class<X> kind, Supplier<String> call) {
        return assertThrows(kind, () -> session.send(WHAT, call));
    }

    @Nested
    @DisplayName("that has expired")
    class Expired {

        @Test
        @DisplayName("is renewed once, and the request repeated")
        void renewed() {
            assertEquals("answer", session.send(WHAT, failing(1, Rig::expired)));
            assertEquals(1, renewals.get());
            assertEquals(2, calls.get());
        }

        @Test
        @DisplayName("tells of its renewal, so that events are asked for again")
        void tells() {
            session.read(WHAT, failing(1, Rig::expired));
            assertEquals(1, told.get());
        }

        @Test
        @DisplayName("is reported when it expires again at once")
        void twice() {
            sendFails(SessionExpiredException.class, failing(2, Rig::expired));
            assertEquals(1, renewals.get());
        }

        @Test
        @DisplayName("reports the refused login when the renewal is refused")
        void refusedLogin() {
            doThrow(new AuthenticationException(Failure.of("wrong password")))
                    .when(driver)
                    .renew();
            AuthenticationException e = sendFails(AuthenticationException.class, failing(1, Rig::expired));
            assertEquals("start", e.operation());
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("reports a defect of the renewal as a defect")
        void defectiveRenewal() {
            doThrow(new IllegalStateException("boom")).when(driver).renew();
            sendFails(OperationFailedException.class, failing(1, Rig::expired));
        }

        @Test
        @DisplayName("is renewed once for all threads that notice")
        void singleFlight() throws Exception {
            int threads = 8;
            CyclicBarrier all = new CyclicBarrier(threads);
            List<Thread> started = new ArrayList<>();
            AtomicInteger answers = new AtomicInteger();
            for (int i = 0; i < threads; i++) {
                AtomicInteger own = new AtomicInteger();
                Thread thread = new Thread(() -> answers.addAndGet(session.send(WHAT, () -> {
                    if (own.getAndIncrement() == 0) {
                        meet(all); // all have sent in the session that is over
                        throw Rig.expired();
                    }
                    return 1;
                })));
                thread.start();
                started.add(thread);
            }
            for (Thread thread : started) {
                thread.join(20_000);
            }
            assertEquals(threads, answers.get());
            assertEquals(1, renewals.get());
        }

        private void meet(CyclicBarrier all) {
            try {
                all.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    @DisplayName("whose connection is lost")
    class Lost {

        @Test
        @DisplayName("is set up anew before the next request, once it was reported")
        void next() {
            sendFails(ConnectionException.class, failing(1, Rig::lost));
            assertEquals(0, renewals.get());
            assertEquals("answer", session.send(WHAT, failing(1, Rig::lost)));
            assertEquals(1, renewals.get());
            session.send(WHAT, failing(1, Rig::lost));
            assertEquals(1, renewals.get());
        }

        @Test
        @DisplayName("says that the next request was not sent, as long as there is no connection to send it on")
        void stillLost() {
            sendFails(ConnectionException.class, failing(1, Rig::lost));
            doThrow(Rig.lost()).when(driver).renew();
            ConnectionException e = sendFails(ConnectionException.class, failing(1, Rig::lost));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals(1, calls.get());
        }

        @Test
        @DisplayName("connects again and repeats a read")
        void read() {
            assertEquals("answer", session.read(WHAT, failing(2, Rig::lost)));
            assertEquals(2, renewals.get());
        }

        @Test
        @DisplayName("sends a read at most three times")
        void thrice() {
            assertThrows(ConnectionException.class, () -> session.read(WHAT, failing(9, Rig::lost)));
            assertEquals(3, calls.get());
        }

        @Test
        @DisplayName("knows that a read changed nothing and may be tried again")
        void harmless() {
            ConnectionException e =
                    assertThrows(ConnectionException.class, () -> session.read(WHAT, failing(9, Rig::lost)));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertTrue(e.retryable());
        }

        @Test
        @DisplayName("does not know whether a request was carried out")
        void unknown() {
            ConnectionException e = sendFails(ConnectionException.class, failing(1, Rig::lost));
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("never repeats a request")
        void send() {
            sendFails(ConnectionException.class, failing(1, Rig::lost));
            assertEquals(1, calls.get());
            assertEquals(0, renewals.get());
        }

        @Test
        @DisplayName("pauses before it connects again, longer each time")
        void pauses() {
            session.read(WHAT, failing(2, Rig::lost));
            assertEquals(2, pace.pauses().size());
            assertTrue(pace.pauses().get(1).compareTo(Duration.ofMillis(75)) >= 0, pace.pauses()::toString);
        }

        @Test
        @DisplayName("tries to connect three times")
        void setUp() {
            AtomicInteger tries = new AtomicInteger();
            doAnswer(i -> {
                        if (tries.incrementAndGet() < 3) {
                            throw Rig.neverSent();
                        }
                        return null;
                    })
                    .when(driver)
                    .renew();
            assertEquals("answer", session.send(WHAT, failing(1, Rig::expired)));
            assertEquals(3, tries.get());
        }

        @Test
        @DisplayName("says of a request that it was not sent if no connection came about")
        void neverSent() {
            doThrow(Rig.lost()).when(driver).renew();
            ConnectionException e = sendFails(ConnectionException.class, failing(1, Rig::expired));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertTrue(e.retryable());
            assertEquals(1, calls.get());
        }

        @Test
        @DisplayName("connects again before it asks for the fate of a request, unless somebody did since")
        void anew() {
            long lostIn = session.generation();
            session.readAnew(WHAT, lostIn, () -> "fate");
            assertEquals(1, renewals.get());
            session.readAnew(WHAT, lostIn, () -> "fate of another request of that connection");
            assertEquals(1, renewals.get());
        }
    }

    @Nested
    @DisplayName("whose request is refused for the moment")
    class Busy {

        @Test
        @DisplayName("sends it again until it is taken")
        void again() {
            assertEquals("answer", session.send(WHAT, failing(4, Rig::busy)));
            assertEquals(0, renewals.get());
        }

        @Test
        @DisplayName("waits longer each time, at most two seconds")
        void backsOff() {
            session.send(WHAT, failing(12, Rig::busy));
            List<Duration> pauses = pace.pauses();
            assertEquals(12, pauses.size());
            assertTrue(pauses.get(11).compareTo(pauses.get(0).multipliedBy(5)) > 0, pauses::toString);
            assertTrue(pauses.stream().allMatch(d -> d.compareTo(Duration.ofSeconds(2)) <= 0), pauses::toString);
        }

        @Test
        @DisplayName("reports it once its patience is over")
        void impatient() {
            sendFails(ConflictException.class, failing(Integer.MAX_VALUE, Rig::busy));
            Duration waited = pace.pauses().stream().reduce(Duration.ZERO, Duration::plus);
            assertTrue(waited.compareTo(PATIENCE) >= 0, waited::toString);
            assertTrue(waited.compareTo(PATIENCE.plusSeconds(2)) <= 0, waited::toString);
        }

        @Test
        @DisplayName("does not repeat what may have acted, retryable or not")
        void mayHaveActed() {
            sendFails(
                    ConflictException.class,
                    failing(
                            1,
                            () -> new ConflictException(
                                    Failure.of("half done").retryable(true).outcome(Outcome.UNKNOWN))));
            assertEquals(1, calls.get());
        }

        @Test
        @DisplayName("does not repeat what will be refused again")
        void final_() {
            sendFails(ConflictException.class, failing(1, () -> new ConflictException(Failure.of("stale"))));
            assertEquals(1, calls.get());
        }

        @Test
        @DisplayName("gives up when interrupted, the flag kept")
        void interrupted() {
            Thread.currentThread().interrupt();
            sendFails(ConflictException.class, failing(1, Rig::busy));
            assertTrue(Thread.interrupted());
        }
    }

    @Nested
    @DisplayName("tells in its errors")
    class Errors {

        @Test
        @DisplayName("backend, operation and target where the backend did not")
        void within() {
            EdgeVirtException e = sendFails(ConflictException.class, failing(1, SessionTest::stale));
            assertEquals(List.of("toy", "start", "edge-01"), List.of(e.backend(), e.operation(), e.target()));
        }

        @Test
        @DisplayName("the line that threw them")
        void stack() {
            EdgeVirtException thrown = stale();
            EdgeVirtException e = sendFails(ConflictException.class, failing(1, () -> thrown));
            assertEquals(thrown.getStackTrace()[0], e.getStackTrace()[0]);
            assertSame(thrown, e.getCause());
        }

        @Test
        @DisplayName("a RuntimeException as a defect, of unknown outcome, with its cause")
        void defect() {
            IllegalStateException boom = new IllegalStateException("boom");
            OperationFailedException e = sendFails(OperationFailedException.class, failing(1, () -> boom));
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertSame(boom, e.getCause());
            assertTrue(e.hint().orElseThrow().contains("defect"));
        }
    }

    private static ConflictException stale() {
        return new ConflictException(Failure.of("stale"));
    }

    @Nested
    @DisplayName("that is closed")
    class Closed {

        @Test
        @DisplayName("refuses without asking")
        void refuses() {
            session.close();
            ClosedException e = sendFails(ClosedException.class, failing(0, Rig::lost));
            assertEquals(0, calls.get());
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("while a request was under way, says that its fate is not known")
        void meanwhile() {
            ClosedException e = sendFails(ClosedException.class, () -> {
                session.close();
                throw Rig.lost();
            });
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("is no defect of the backend's when it then stumbles")
        void stumbles() {
            sendFails(ClosedException.class, () -> {
                session.close();
                throw new IllegalStateException("the socket is closed");
            });
        }

        @Test
        @DisplayName("is not connected again")
        void noRenewal() {
            assertThrows(
                    ClosedException.class,
                    () -> session.read(WHAT, () -> {
                        session.close();
                        throw Rig.expired();
                    }));
            assertEquals(0, renewals.get());
            assertInstanceOf(ClosedException.class, sendFails(ClosedException.class, () -> ""));
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }
}
