package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InsufficientResourcesException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Task;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A step")
class StepRunTest {

    private static final TaskState RUNNING = new TaskState.Running(Optional.empty());

    private final Rig rig = new Rig();
    private final CopyOnWriteArrayList<String> journal = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        rig.close();
    }

    private ToyStep step(String name) {
        return new ToyStep(name, journal);
    }

    /** The native task's states, one per poll, the last for ever. */
    private void polls(TaskState... states) {
        AtomicInteger polls = new AtomicInteger();
        when(rig.driver.poll(any(), any()))
                .thenAnswer(i -> Map.of("UPID:1", states[Math.min(polls.getAndIncrement(), states.length - 1)]));
    }

    private static TaskState failed(EdgeVirtException with) {
        return new TaskState.Failed(with);
    }

    private static TaskState succeeded() {
        return new TaskState.Succeeded(Map.of("vm", "7"));
    }

    private Planned<Map<String, String>> nativeChange() {
        return rig.change(step("a").starts(Started.task("UPID:1")));
    }

    @Nested
    @DisplayName("that the system works on as a task of its own")
    class Native {

        @Test
        @DisplayName("ends with what the task tells")
        void succeeds() {
            polls(RUNNING, RUNNING, succeeded());
            assertEquals(Map.of("vm", "7"), nativeChange().run());
        }

        @Test
        @DisplayName("gives the task its id")
        void id() {
            polls(succeeded());
            Task<?> task = nativeChange().submit();
            task.join();
            assertEquals("UPID:1", task.id());
        }

        @Test
        @DisplayName("does not give its id to a change of several steps")
        void ofSeveral() {
            polls(succeeded());
            Task<?> task = rig.change(step("a").starts(Started.task("UPID:1")), step("b"))
                    .submit();
            String id = task.id();
            task.join();
            assertEquals(id, task.id());
        }

        @Test
        @DisplayName("tells its progress")
        void progress() {
            AtomicReference<Optional<Integer>> seen = new AtomicReference<>(Optional.empty());
            CountDownLatch half = new CountDownLatch(1);
            AtomicInteger polls = new AtomicInteger();
            when(rig.driver.poll(any(), any())).thenAnswer(i -> {
                if (polls.getAndIncrement() == 0) {
                    return Map.of("UPID:1", new TaskState.Running(Optional.of(0.5)));
                }
                half.await(); // the task ends once its progress was seen
                return Map.of("UPID:1", succeeded());
            });
            Task<?> task = nativeChange().submit().onProgress(p -> {
                if (p.percent().isPresent()) {
                    seen.set(p.percent());
                    half.countDown();
                }
            });
            task.join();
            assertEquals(Optional.of(50), seen.get());
        }

        @Test
        @DisplayName("fails as the task does, and is taken back though its error says NOT_DONE")
        void fails() {
            polls(RUNNING, failed(new InsufficientResourcesException(Failure.of("no space"))));
            EdgeVirtException e = Rig.failureOf(nativeChange());
            assertInstanceOf(InsufficientResourcesException.class, e);
            assertEquals(List.of("start a", "undo a"), journal);
        }

        @Test
        @DisplayName("that was cancelled asks the system once, and is taken back")
        void cancelled() {
            AtomicReference<TaskState> state = new AtomicReference<>(RUNNING);
            when(rig.driver.poll(any(), any())).thenAnswer(i -> Map.of("UPID:1", state.get()));
            doAnswer(i -> {
                        state.set(failed(new OperationFailedException(Failure.of("stopped by user"))));
                        return null;
                    })
                    .when(rig.driver)
                    .cancel("UPID:1");
            Task<?> task = nativeChange().submit();
            task.cancel();
            // it may be cancelled before its first step began, and then there is nothing to ask
            EdgeVirtException e = Rig.failureOf(task);
            assertInstanceOf(OperationCancelledException.class, e);
            assertEquals(journal.contains("start a") ? List.of("start a", "undo a") : List.of(), List.copyOf(journal));
            verify(rig.driver, times(journal.isEmpty() ? 0 : 1)).cancel("UPID:1");
        }

        @Test
        @DisplayName("ends well where the work was faster than its cancellation")
        void faster() {
            Task<?> task = cancelledOnceAtWork(succeeded());
            assertEquals(Map.of("vm", "7"), task.join());
            verify(rig.driver, times(1)).cancel("UPID:1");
        }

        @Test
        @DisplayName("keeps the outcome of what could not be stopped cleanly")
        void cancelledHalfway() {
            Task<?> task = cancelledOnceAtWork(
                    failed(new OperationFailedException(Failure.of("stopped").outcome(Outcome.UNKNOWN))));
            EdgeVirtException e = Rig.failureOf(task);
            assertInstanceOf(OperationCancelledException.class, e);
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("that the system will not cancel is waited for")
        void notCancellable() {
            doThrow(new OperationFailedException(Failure.of("cannot be cancelled")))
                    .when(rig.driver)
                    .cancel(anyString());
            AtomicInteger after = new AtomicInteger();
            when(rig.driver.poll(any(), any()))
                    .thenAnswer(i -> Map.of("UPID:1", after.incrementAndGet() > 20 ? succeeded() : RUNNING));
            Task<?> task = rig.change(step("a").unnamed().starts(results -> cancelling()))
                    .submit();
            own.complete(task);
            assertEquals(Map.of("vm", "7"), task.join());
        }

        private final java.util.concurrent.CompletableFuture<Task<?>> own =
                new java.util.concurrent.CompletableFuture<>();

        private Started cancelling() {
            own.join().cancel();
            return Started.task("UPID:1");
        }

        /** A task that is cancelled when its native task is at work, which ends so once the system was asked. */
        private Task<?> cancelledOnceAtWork(TaskState end) {
            AtomicReference<TaskState> state = new AtomicReference<>(RUNNING);
            when(rig.driver.poll(any(), any())).thenAnswer(i -> Map.of("UPID:1", state.get()));
            doAnswer(i -> {
                        state.set(end);
                        return null;
                    })
                    .when(rig.driver)
                    .cancel("UPID:1");
            Task<?> task = rig.change(step("a").unnamed().starts(results -> cancelling()))
                    .submit();
            own.complete(task);
            return task;
        }

        @Test
        @DisplayName("is never sent again because asking about it failed, not even where that question never left")
        void pollNeverSent() {
            when(rig.driver.poll(any(), any())).thenThrow(Rig.neverSent());
            EdgeVirtException e = Rig.failureOf(rig.change(
                    step("a").unnamed().starts(Started.task("UPID:1")).landed(Landed.unknown())));
            assertEquals(List.of("start a", "landed a", "undo a"), journal);
            assertEquals(Outcome.UNKNOWN, e.outcome());
        }

        @Test
        @DisplayName("outlives a short absence of the system")
        void shortAbsence() {
            AtomicInteger polls = new AtomicInteger();
            when(rig.driver.poll(any(), any())).thenAnswer(i -> {
                if (polls.incrementAndGet() < 12) {
                    throw Rig.lost();
                }
                return Map.of("UPID:1", succeeded());
            });
            nativeChange().run();
            assertEquals(List.of("start a"), journal);
        }

        @Test
        @DisplayName("is asked about itself when the system stays away")
        void longAbsence() {
            when(rig.driver.poll(any(), any())).thenThrow(Rig.lost());
            rig.change(step("a").starts(Started.task("UPID:1")).landed(Landed.yes(Map.of())))
                    .run();
            assertEquals(List.of("start a", "landed a"), journal);
        }
    }

    @Nested
    @DisplayName("whose call blocks")
    class Blocking {

        private final CountDownLatch end = new CountDownLatch(1);

        private ToyStep blocking(Callable<Map<String, String>> call, Runnable abort) {
            return step("a").starts(new Started.Blocking(call, Optional::empty, abort));
        }

        private ToyStep blocking(Callable<Map<String, String>> call) {
            return blocking(call, () -> {});
        }

        @Test
        @DisplayName("runs on a thread of the connection's and ends with what it returns")
        void succeeds() {
            AtomicReference<String> thread = new AtomicReference<>("");
            Map<String, String> results = rig.change(blocking(() -> {
                        thread.set(Thread.currentThread().getName());
                        return Map.of("vm", "7");
                    }))
                    .run();
            assertEquals(Map.of("vm", "7"), results);
            assertTrue(thread.get().startsWith("edgevirt-toy-"), thread::get);
        }

        @Test
        @DisplayName("is asked for its progress meanwhile")
        void progress() {
            AtomicReference<Optional<Integer>> seen = new AtomicReference<>(Optional.empty());
            Callable<Map<String, String>> call = () -> {
                end.await();
                return Map.of();
            };
            Task<?> task = rig.change(step("a").starts(new Started.Blocking(call, () -> Optional.of(0.25), () -> {})))
                    .submit()
                    .onProgress(p -> p.percent().ifPresent(percent -> {
                        seen.set(Optional.of(percent));
                        end.countDown();
                    }));
            task.join();
            assertEquals(Optional.of(25), seen.get());
        }

        @Test
        @DisplayName("goes on when its progress cannot be told")
        void progressFails() {
            Supplier<Optional<Double>> broken = () -> {
                end.countDown();
                throw Rig.lost();
            };
            Callable<Map<String, String>> call = () -> {
                end.await();
                return Map.of("vm", "7");
            };
            assertEquals(
                    Map.of("vm", "7"),
                    rig.change(step("a").starts(new Started.Blocking(call, broken, () -> {})))
                            .run());
            assertEquals(List.of("start a"), journal);
        }

        @Test
        @DisplayName("is aborted when cancelled, and taken back")
        void cancelled() {
            CountDownLatch begun = new CountDownLatch(1);
            Task<?> task = rig.change(blocking(
                            () -> {
                                begun.countDown();
                                end.await();
                                throw new OperationFailedException(Failure.of("aborted"));
                            },
                            end::countDown))
                    .submit();
            await(begun);
            task.cancel();
            assertInstanceOf(OperationCancelledException.class, Rig.failureOf(task));
            assertEquals(List.of("start a", "undo a"), journal);
        }

        @Test
        @DisplayName("is waited for when it cannot be aborted")
        void abortFails() {
            CountDownLatch begun = new CountDownLatch(1);
            Task<?> task = rig.change(blocking(
                            () -> {
                                begun.countDown();
                                end.await();
                                return Map.of("vm", "7");
                            },
                            () -> {
                                end.countDown();
                                throw new IllegalStateException("no such job");
                            }))
                    .submit();
            await(begun);
            task.cancel();
            assertEquals(Map.of("vm", "7"), task.join());
            verify(rig.driver, never()).cancel(anyString());
        }

        @Test
        @DisplayName("fails as the call does, and is taken back")
        void fails() {
            EdgeVirtException thrown = new InsufficientResourcesException(Failure.of("no memory"));
            EdgeVirtException e = Rig.failureOf(rig.change(blocking(() -> {
                throw thrown;
            })));
            assertInstanceOf(InsufficientResourcesException.class, e);
            assertEquals(thrown.getStackTrace()[0], e.getStackTrace()[0]);
            assertEquals(List.of("start a", "undo a"), journal);
        }

        @Test
        @DisplayName("reports a checked exception as a defect")
        void checked() {
            Exception thrown = new java.io.IOException("boom");
            EdgeVirtException e = Rig.failureOf(rig.change(blocking(() -> {
                throw thrown;
            })));
            assertInstanceOf(OperationFailedException.class, e);
            assertSame(thrown, e.getCause());
        }

        @Test
        @DisplayName("is asked for its fate when the connection is lost, never just called again")
        void lost() {
            Rig.failureOf(rig.change(blocking(() -> {
                throw Rig.neverSent();
            })));
            assertEquals(List.of("start a", "landed a", "undo a"), journal);
        }

        private void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
