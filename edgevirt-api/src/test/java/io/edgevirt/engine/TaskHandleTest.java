package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConflictException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Progress;
import io.edgevirt.Task;
import io.edgevirt.spi.Started;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A task")
class TaskHandleTest {

    private final Rig rig = new Rig();
    private final CountDownLatch work = new CountDownLatch(1);

    @AfterEach
    void close() {
        work.countDown();
        rig.close();
    }

    /** A task at work until the latch opens. */
    private Task<Map<String, String>> atWork() {
        Task<Map<String, String>> task = rig.change(ToyStep.of("disk").starts(results -> {
                    await(work);
                    return Started.done("vm", "7");
                }))
                .submit();
        CountDownLatch begun = new CountDownLatch(1);
        task.onProgress(p -> {
            if (p.what().equals("make disk")) {
                begun.countDown();
            }
        });
        await(begun);
        return task;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Nested
    @DisplayName("that is joined")
    class Join {

        @Test
        @DisplayName("gives its result, as often as asked")
        void result() {
            Task<Map<String, String>> task = atWork();
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
            assertEquals(Map.of("vm", "7"), task.join(Duration.ZERO));
            assertTrue(task.done());
        }

        @Test
        @DisplayName("throws what the change failed with")
        void failure() {
            assertThrows(
                    ConflictException.class,
                    () -> rig.change(ToyStep.of("a").fails(new ConflictException(Failure.of("stale"))))
                            .submit()
                            .join());
        }

        @Test
        @DisplayName("says after its deadline what it saw last, that the outcome is open, and leaves the work running")
        void deadline() {
            Task<Map<String, String>> task = atWork();
            OperationTimeoutException e = assertThrows(OperationTimeoutException.class, () -> task.join(Duration.ZERO));
            assertEquals(Optional.of("step 1 of 1: make disk"), e.lastSeen());
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertFalse(task.done());
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
        }

        @Test
        @DisplayName("waits as long as time, as the system sees it, has not passed the deadline")
        void systemsTime() {
            Task<Map<String, String>> task = atWork();
            CompletableFuture<Void> joined = CompletableFuture.runAsync(() -> task.join(Duration.ofHours(1)));
            while (!joined.isDone()) {
                rig.pace.advance(Duration.ofMinutes(10));
                Thread.onSpinWait();
            }
            ExecutionException e = assertThrows(ExecutionException.class, joined::get);
            assertEquals(OperationTimeoutException.class, e.getCause().getClass());
        }

        @Test
        @DisplayName("for ever, in effect, accepts any duration")
        void forEver() {
            Task<Map<String, String>> task = atWork();
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join(Duration.ofSeconds(Long.MAX_VALUE)));
        }

        @Test
        @DisplayName("is no longer waited for when interrupted: the flag is kept, the work goes on")
        void interrupted() {
            Task<Map<String, String>> task = atWork();
            Thread.currentThread().interrupt();
            OperationTimeoutException e = assertThrows(OperationTimeoutException.class, task::join);
            assertTrue(Thread.interrupted());
            assertEquals(Outcome.UNKNOWN, e.outcome());
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
        }

        @Test
        @DisplayName("gives a result that is there even to an interrupted thread, the flag kept")
        void interruptedAfterwards() {
            Task<Map<String, String>> task = atWork();
            work.countDown();
            task.join();
            Thread.currentThread().interrupt();
            Map<String, String> result = task.join();
            assertTrue(Thread.interrupted());
            assertEquals(Map.of("vm", "7"), result);
        }
    }

    @Nested
    @DisplayName("tells its listeners")
    class Listeners {

        @Test
        @DisplayName("of its end, once and last")
        void end() {
            Task<?> task = atWork();
            List<Progress> seen = new ArrayList<>();
            task.onProgress(seen::add);
            work.countDown();
            task.join();
            assertTrue(seen.get(seen.size() - 1).finished());
            assertEquals(1, seen.stream().filter(Progress::finished).count());
        }

        @Test
        @DisplayName("which cannot wait for it: it waits for them")
        void joinedByListener() {
            Task<Map<String, String>> task = atWork();
            List<Class<?>> thrown = new ArrayList<>();
            task.onProgress(p -> thrown.add(
                    assertThrows(IllegalStateException.class, task::join).getClass()));
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
            assertEquals(List.of(IllegalStateException.class, IllegalStateException.class), thrown);
        }

        @Test
        @DisplayName("which can have its result, once it has ended")
        void joinedAfterwards() {
            Task<Map<String, String>> task = atWork();
            work.countDown();
            task.join();
            List<Map<String, String>> results = new ArrayList<>();
            task.onProgress(p -> results.add(task.join()));
            assertEquals(List.of(Map.of("vm", "7")), results);
        }

        @Test
        @DisplayName("how it ended: well, badly, cancelled, out of time, or that nobody knows")
        void how() {
            assertEquals(Progress.State.DONE, endOf(ToyStep.of("a")).state());
            assertEquals(Progress.State.FAILED, ending(new ConflictException(Failure.of("stale"))));
            assertEquals(Progress.State.CANCELLED, ending(new OperationCancelledException(Failure.of("stopped"))));
            assertEquals(Progress.State.TIMED_OUT, ending(new OperationTimeoutException(Failure.of("not seen"))));
            assertEquals(Progress.State.UNKNOWN, ending(Rig.lost()));
        }

        private Progress.State ending(EdgeVirtException error) {
            return endOf(ToyStep.of("a").unnamed().fails(error)).state();
        }

        private Progress endOf(ToyStep step) {
            Task<Map<String, String>> task = rig.change(step).submit();
            try {
                task.join();
            } catch (EdgeVirtException e) {
                assertTrue(task.done());
            }
            return task.progress();
        }

        @Test
        @DisplayName("of its end even when they come late")
        void late() {
            Task<?> task = atWork();
            work.countDown();
            task.join();
            List<Progress> seen = new ArrayList<>();
            task.onProgress(seen::add);
            assertEquals(1, seen.size());
            assertTrue(seen.get(0).finished());
        }

        @Test
        @DisplayName("before whoever joins goes on")
        void beforeJoin() {
            Task<?> task = atWork();
            List<Boolean> done = new ArrayList<>();
            task.onProgress(p -> done.add(p.finished()));
            work.countDown();
            task.join();
            assertTrue(done.contains(true));
        }

        @Test
        @DisplayName("no more once one has failed, and goes on")
        void failing() {
            Task<Map<String, String>> task = atWork();
            List<Progress> seen = new ArrayList<>();
            task.onProgress(p -> {
                seen.add(p);
                throw new IllegalStateException("listener");
            });
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
            assertEquals(1, seen.size());
        }

        @Test
        @DisplayName("and ends although one throws an Error")
        void error() {
            Task<Map<String, String>> task = atWork();
            task.onProgress(p -> {
                if (p.finished()) {
                    throw new AssertionError("listener");
                }
            });
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
        }
    }

    @Nested
    @DisplayName("gives a future")
    class Future {

        @Test
        @DisplayName("that completes with it")
        void completes() throws Exception {
            Task<Map<String, String>> task = atWork();
            CompletableFuture<Map<String, String>> future = task.future();
            work.countDown();
            assertEquals(Map.of("vm", "7"), future.get());
        }

        @Test
        @DisplayName("whose cancellation does not cancel it")
        void copy() {
            Task<Map<String, String>> task = atWork();
            task.future().cancel(true);
            task.future().complete(Map.of());
            assertFalse(task.done());
            work.countDown();
            assertEquals(Map.of("vm", "7"), task.join());
        }

        @Test
        @DisplayName("that fails with the very error")
        void fails() {
            ConflictException thrown = new ConflictException(Failure.of("stale"));
            Task<?> task = rig.change(ToyStep.of("a").fails(thrown)).submit();
            ExecutionException e =
                    assertThrows(ExecutionException.class, () -> task.future().get());
            assertSame(Rig.failureOf(task), e.getCause());
        }
    }

    @Nested
    @DisplayName("that has ended")
    class Ended {

        @Test
        @DisplayName("cannot be cancelled")
        void cancel() {
            Task<?> task = atWork();
            work.countDown();
            task.join();
            assertFalse(task.cancel());
        }

        @Test
        @DisplayName("prints on one line, as does one at work")
        void prints() {
            Task<?> task = atWork();
            assertEquals("Task " + task.id() + ": step 1 of 1: make disk", task.toString());
            work.countDown();
            task.join();
            assertEquals("Task " + task.id() + ": change thing: finished", task.toString());
        }
    }
}
