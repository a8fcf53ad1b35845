package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Task;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A change of several steps")
class RunnerTest {

    private final Rig rig = new Rig();
    private final List<String> journal = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        rig.close();
    }

    private ToyStep step(String name) {
        return new ToyStep(name, journal);
    }

    private EdgeVirtException failureOf(ToyStep... steps) {
        return Rig.failureOf(rig.change(steps));
    }

    private static EdgeVirtException refusal() {
        return new InvalidStateException(Failure.of("refused"));
    }

    private static EdgeVirtException failure() {
        return new OperationFailedException(Failure.of("failed").outcome(Outcome.UNKNOWN));
    }

    @Nested
    @DisplayName("is carried out")
    class Order {

        @Test
        @DisplayName("one step after the other")
        void inOrder() {
            rig.change(step("a"), step("b"), step("c")).run();
            assertEquals(List.of("start a", "start b", "start c"), journal);
        }

        @Test
        @DisplayName("a step once more whose work found a lock before it did anything")
        void locked() {
            AtomicInteger tries = new AtomicInteger();
            rig.change(step("a")
                            .starts(results -> working(() -> {
                                if (tries.incrementAndGet() < 3) {
                                    throw new ConflictException(
                                            Failure.of("locked").retryable(true));
                                }
                                return Map.of();
                            })))
                    .run();

            assertEquals(List.of("start a", "start a", "start a"), journal);
        }

        @Test
        @DisplayName("no step once more whose work failed for good, or may have done something")
        void failedForGood() {
            for (Failure failure : List.of(
                    Failure.of("no"), Failure.of("perhaps").retryable(true).outcome(Outcome.UNKNOWN))) {
                journal.clear();
                failureOf(step("a")
                        .starts(results -> working(() -> {
                            throw new ConflictException(failure);
                        })));
                assertEquals(List.of("start a", "undo a"), journal);
            }
        }

        private Started working(Callable<Map<String, String>> work) {
            return new Started.Blocking(work, Optional::empty, () -> {});
        }

        @Test
        @DisplayName("handing on what earlier steps learned")
        void results() {
            AtomicReference<Map<String, String>> seen = new AtomicReference<>(Map.of());
            Map<String, String> all = rig.change(
                            step("a").starts(Started.done("vm", "7")), step("b").starts(results -> {
                                seen.set(Map.copyOf(results));
                                return Started.done("disk", "3");
                            }))
                    .run();
            assertEquals(Map.of("vm", "7"), seen.get());
            assertEquals(Map.of("vm", "7", "disk", "3"), all);
        }

        @Test
        @DisplayName("with nothing to do, in no step")
        void none() {
            assertEquals(Map.of(), rig.change().run());
        }

        @Test
        @DisplayName("telling the step at work, and which of how many it is")
        void progress() {
            CountDownLatch listening = new CountDownLatch(1);
            List<String> seen = new CopyOnWriteArrayList<>();
            Task<?> task = rig.change(step("a").starts(results -> held(listening)), step("b"))
                    .submit();
            task.onProgress(p -> seen.add(p.toString()));
            listening.countDown();
            task.join();
            assertEquals("step 2 of 2: make b", seen.get(seen.size() - 2));
            assertEquals("change thing: finished", seen.get(seen.size() - 1));
        }
    }

    private static Started held(CountDownLatch until) {
        try {
            until.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Started.done();
    }

    @Nested
    @DisplayName("of which one fails")
    class Fails {

        @ParameterizedTest(name = "at step {0}")
        @ValueSource(ints = {0, 1, 2, 3})
        @DisplayName("is taken back in reverse order, from the step that had begun")
        void begun(int at) {
            EdgeVirtException e = failAt(at, failure());

            List<String> expected = new ArrayList<>();
            IntStream.rangeClosed(0, at).forEach(i -> expected.add("start " + i));
            IntStream.iterate(at, i -> i >= 0, i -> i - 1).forEach(i -> expected.add("undo " + i));
            assertEquals(expected, journal);
            assertEquals(List.of(), e.leftovers());
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @ParameterizedTest(name = "at step {0}")
        @ValueSource(ints = {0, 1, 2, 3})
        @DisplayName("is taken back without the step that was refused before acting")
        void refused(int at) {
            EdgeVirtException e = failAt(at, refusal());

            List<String> expected = new ArrayList<>();
            IntStream.rangeClosed(0, at).forEach(i -> expected.add("start " + i));
            IntStream.iterate(at - 1, i -> i >= 0, i -> i - 1).forEach(i -> expected.add("undo " + i));
            assertEquals(expected, journal);
            assertInstanceOf(InvalidStateException.class, e);
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        private EdgeVirtException failAt(int at, EdgeVirtException with) {
            return failureOf(IntStream.range(0, 4)
                    .mapToObj(i -> i == at ? step("" + i).fails(with) : step("" + i))
                    .toArray(ToyStep[]::new));
        }

        @Test
        @DisplayName("by a defect, is taken back all the same")
        void defect() {
            EdgeVirtException e = failureOf(step("a"), step("b").fails(new IllegalStateException("boom")));
            assertEquals(List.of("start a", "start b", "undo b", "undo a"), journal);
            assertInstanceOf(OperationFailedException.class, e);
        }

        @Test
        @DisplayName("by an Error, is taken back all the same")
        void error() {
            AssertionError grave = new AssertionError("grave");
            EdgeVirtException e = failureOf(step("a"), step("b").starts(results -> {
                throw grave;
            }));
            assertEquals(List.of("start a", "start b", "undo b", "undo a"), journal);
            assertSame(grave, e.getCause());
        }

        @Test
        @DisplayName("keeps kind, message and origin of the error")
        void kind() {
            EdgeVirtException thrown = refusal();
            EdgeVirtException e = failureOf(step("a"), step("b").fails(thrown));
            assertInstanceOf(InvalidStateException.class, e);
            assertEquals("refused", e.failure().message());
            assertEquals(thrown.getStackTrace()[0], e.getStackTrace()[0]);
            assertEquals("change", e.operation());
        }
    }

    @Nested
    @DisplayName("that cannot be taken back wholly")
    class Leftovers {

        @Test
        @DisplayName("names what is left, and still takes back the rest")
        void named() {
            EdgeVirtException e = failureOf(
                    step("a"),
                    step("b").undoFails(new OperationFailedException(Failure.of("in use"))),
                    step("c").fails(refusal()));
            assertEquals(List.of("start a", "start b", "start c", "undo b", "undo a"), journal);
            assertEquals(List.of("thing b"), e.leftovers());
            assertTrue(e.getMessage().contains("left behind: thing b"), e::getMessage);
        }

        @Test
        @DisplayName("by a defect of the undoing, names what is left")
        void defect() {
            EdgeVirtException e = failureOf(
                    step("a").undoFails(new IllegalStateException("boom")),
                    step("b").fails(refusal()));
            assertEquals(List.of("thing a"), e.leftovers());
        }

        @Test
        @DisplayName("because the connection is lost, names all the rest without trying")
        void unreachable() {
            EdgeVirtException e = failureOf(
                    step("a"),
                    step("b"),
                    step("c").undoFails(Rig.lost()),
                    step("d").fails(refusal()));
            assertEquals(List.of("thing c", "thing b", "thing a"), e.leftovers());
            assertTrue(journal.stream().noneMatch(j -> j.equals("undo b") || j.equals("undo a")), journal::toString);
        }

        @Test
        @DisplayName("tries to take back three times when the connection is lost")
        void retried() {
            AtomicInteger tries = new AtomicInteger();
            EdgeVirtException e = failureOf(
                    step("a").undo(() -> {
                        if (tries.incrementAndGet() < 3) {
                            throw Rig.lost();
                        }
                    }),
                    step("b").fails(refusal()));
            assertEquals(List.of(), e.leftovers());
            assertEquals(3, tries.get());
        }

        @Test
        @DisplayName("does not say NOT_DONE where what stays changed has no name")
        void unnamed() {
            EdgeVirtException e = failureOf(
                    step("a").unnamed().undoFails(new OperationFailedException(Failure.of("no"))),
                    step("b").fails(refusal()));
            assertEquals(List.of(), e.leftovers());
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("keeps the outcome UNKNOWN where the failed step's own fate is not known")
        void unknown() {
            EdgeVirtException e =
                    failureOf(step("a").fails(failure()).undoFails(new OperationFailedException(Failure.of("no"))));
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(List.of("thing a"), e.leftovers());
        }
    }

    @Nested
    @DisplayName("of which a reply is lost")
    class LostReply {

        @Test
        @DisplayName("goes on with what it would have told, if it had landed")
        void landed() {
            Map<String, String> results = rig.change(
                            step("a").fails(Rig.lost()).landed(Landed.yes(Map.of("vm", "7"))), step("b"))
                    .run();
            assertEquals(Map.of("vm", "7"), results);
            assertEquals(List.of("start a", "landed a", "start b"), journal);
        }

        @Nested
        @DisplayName("while the system is at it as a task of its own,")
        class Running {

            private static final String TASK = "UPID:1";

            private void polled(TaskState... states) {
                AtomicInteger polls = new AtomicInteger();
                when(rig.driver.poll(any(), any()))
                        .thenAnswer(i -> Map.of(TASK, states[Math.min(polls.getAndIncrement(), states.length - 1)]));
            }

            private ToyStep lost() {
                return step("a").fails(Rig.lost()).landed(Landed.running(TASK));
            }

            @Test
            @DisplayName("waits for that task instead of sending again, and goes on with what it tells")
            void waits() {
                polled(new TaskState.Running(Optional.of(0.5)), new TaskState.Succeeded(Map.of("vm", "7")));

                assertEquals(Map.of("vm", "7"), rig.change(lost(), step("b")).run());

                assertEquals(List.of("start a", "landed a", "start b"), journal);
            }

            @Test
            @DisplayName("has that task's id and progress, where it is the whole change")
            void told() {
                AtomicReference<TaskState> state = new AtomicReference<>(new TaskState.Running(Optional.of(0.5)));
                when(rig.driver.poll(any(), any())).thenAnswer(i -> Map.of(TASK, state.get()));

                Task<?> task = rig.change(lost()).submit().onProgress(p -> {
                    if (p.percent().equals(Optional.of(50))) {
                        state.set(new TaskState.Succeeded(Map.of()));
                    }
                });
                task.join();

                assertEquals(TASK, task.id());
            }

            @Test
            @DisplayName("fails as that task does, and takes back what it made")
            void fails() {
                polled(new TaskState.Failed(failure()));

                EdgeVirtException e = failureOf(lost());

                assertEquals("failed", e.failure().message());
                assertEquals(List.of("start a", "landed a", "undo a"), journal);
            }

            @Test
            @DisplayName("is cancelled there")
            void cancelled() {
                AtomicReference<TaskState> state = new AtomicReference<>(new TaskState.Running(Optional.empty()));
                AtomicReference<Task<?>> task = new AtomicReference<>();
                CountDownLatch known = new CountDownLatch(1);
                when(rig.driver.poll(any(), any())).thenAnswer(i -> Map.of(TASK, state.get()));
                doAnswer(i -> {
                            state.set(new TaskState.Failed(failure()));
                            return null;
                        })
                        .when(rig.driver)
                        .cancel(TASK);
                task.set(rig.change(step("a").fails(Rig.lost()).landed(() -> {
                            held(known);
                            task.get().cancel();
                            return Landed.running(TASK);
                        }))
                        .submit());
                known.countDown();

                assertInstanceOf(OperationCancelledException.class, Rig.failureOf(task.get()));
            }

            @Test
            @DisplayName("does not wait for ever for a system that comes and goes, and never sends again")
            void comesAndGoes() {
                when(rig.driver.poll(any(), any())).thenThrow(Rig.lost());

                EdgeVirtException e =
                        failureOf(step("a").unnamed().fails(Rig.lost()).landed(Landed.running(TASK)));

                assertEquals(Outcome.UNKNOWN, e.outcome());
                assertEquals(1, journal.stream().filter("start a"::equals).count());
            }
        }

        @Test
        @DisplayName("connects again before it asks")
        void connects() {
            AtomicInteger before = new AtomicInteger(-1);
            rig.change(step("a").fails(Rig.lost()).landed(() -> {
                        before.set(rig.renewals.get());
                        return Landed.yes(Map.of());
                    }))
                    .run();
            assertEquals(1, before.get());
        }

        @Test
        @DisplayName("is sent again if it had not landed")
        void resent() {
            AtomicInteger sends = new AtomicInteger();
            rig.change(step("a")
                            .starts(results -> {
                                if (sends.incrementAndGet() < 3) {
                                    throw Rig.lost();
                                }
                                return Started.done();
                            })
                            .landed(Landed.no()))
                    .run();
            assertEquals(3, sends.get());
        }

        @Test
        @DisplayName("is sent again twice at most, and then was not done")
        void twice() {
            EdgeVirtException e =
                    failureOf(step("a"), step("b").fails(Rig.lost()).landed(Landed.no()));
            assertEquals(3, journal.stream().filter("start b"::equals).count());
            assertInstanceOf(ConnectionException.class, e);
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertTrue(journal.contains("undo a") && !journal.contains("undo b"), journal::toString);
        }

        @Test
        @DisplayName("has an unknown outcome if nobody knows and nothing names what it makes")
        void unknown() {
            EdgeVirtException e = failureOf(step("a").unnamed().fails(Rig.lost()));
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(List.of("start a", "landed a", "undo a"), journal);
        }

        @Test
        @DisplayName("was not done if nobody knows, but whatever it made could be taken back")
        void takenBack() {
            EdgeVirtException e = failureOf(step("a"), step("b").fails(Rig.lost()));
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals(List.of("start a", "start b", "landed b", "undo b", "undo a"), journal);
        }

        @Test
        @DisplayName("has an unknown outcome if the question fails too")
        void cannotAsk() {
            EdgeVirtException e =
                    failureOf(step("a").unnamed().fails(Rig.lost()).landed(() -> {
                        throw Rig.lost();
                    }));
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertEquals(3, journal.stream().filter("landed a"::equals).count());
        }

        @Test
        @DisplayName("is not asked about, but sent again, if it provably never left")
        void neverSent() {
            EdgeVirtException e = failureOf(step("a").fails(Rig.neverSent()));
            assertEquals(List.of("start a", "start a", "start a"), journal);
            assertEquals(Outcome.NOT_DONE, e.outcome());
        }

        @Test
        @DisplayName("is not sent again once cancelled")
        void cancelled() {
            AtomicReference<Task<?>> task = new AtomicReference<>();
            CountDownLatch known = new CountDownLatch(1);
            task.set(rig.change(step("a").fails(Rig.lost()).landed(() -> {
                        held(known);
                        task.get().cancel();
                        return Landed.no();
                    }))
                    .submit());
            known.countDown();
            assertInstanceOf(OperationCancelledException.class, Rig.failureOf(task.get()));
            assertEquals(List.of("start a", "landed a"), journal);
        }
    }

    @Nested
    @DisplayName("that is cancelled")
    class Cancelled {

        @Test
        @DisplayName("between two steps, begins no further one and takes back the first")
        void between() {
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            Task<?> task = rig.change(
                            step("a").starts(results -> {
                                reached.countDown();
                                return held(cancelled);
                            }),
                            step("b"))
                    .submit();
            held(reached);
            assertTrue(task.cancel());
            cancelled.countDown();

            EdgeVirtException e = Rig.failureOf(task);
            assertInstanceOf(OperationCancelledException.class, e);
            assertEquals(Outcome.NOT_DONE, e.outcome());
            assertEquals(List.of("start a", "undo a"), journal);
        }

        @Test
        @DisplayName("during its last step, succeeds: the work was faster")
        void faster() {
            CountDownLatch reached = new CountDownLatch(1);
            CountDownLatch cancelled = new CountDownLatch(1);
            Task<?> task = rig.change(step("a").starts(results -> {
                        reached.countDown();
                        return held(cancelled);
                    }))
                    .submit();
            held(reached);
            task.cancel();
            cancelled.countDown();
            task.join();
            assertEquals(List.of("start a"), journal);
        }
    }
}
