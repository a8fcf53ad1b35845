package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Progress;
import io.edgevirt.Task;
import io.edgevirt.VM;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Changes under way. */
abstract class TaskContract {

    private static final Duration MOMENT = Duration.ofMillis(100);

    @Test
    @DisplayName("its progress goes forward and ends finished")
    void progress(Bench bench) {
        List<Progress> seen = new CopyOnWriteArrayList<>();
        Task<VM> task = bench.machine().submit().onProgress(seen::add);
        task.join();
        task.onProgress(seen::add);

        assertTrue(task.done());
        assertTrue(task.progress().finished(), () -> task.progress().toString());
        assertFalse(seen.isEmpty(), "no progress was told");
        assertTrue(seen.get(seen.size() - 1).finished(), seen::toString);
        for (int i = 1; i < seen.size(); i++) {
            assertTrue(seen.get(i).step() >= seen.get(i - 1).step(), seen::toString);
        }
        seen.forEach(p -> p.fraction().ifPresent(f -> assertTrue(f >= 0 && f <= 1, seen::toString)));
    }

    @Test
    @DisplayName("a listener that throws harms nobody")
    void badListener(Bench bench) {
        VM vm = bench.machine()
                .submit()
                .onProgress(p -> {
                    throw new IllegalStateException("thrown by a listener of the contract kit");
                })
                .join();

        assertEquals(vm, bench.hv().vms().get(vm.name()));
    }

    @Test
    @DisplayName("it has an id of its own, and a future with its result")
    void future(Bench bench) throws Exception {
        Task<VM> one = bench.machine().submit();
        Task<VM> two = bench.machine().submit();
        VM vm = one.future().get(bench.patience().toMillis(), TimeUnit.MILLISECONDS);

        assertFalse(one.id().isBlank());
        assertNotEquals(one.id(), two.id());
        assertEquals(one.join(), vm);
        two.join();
    }

    @Test
    @DisplayName("its future fails as the task does")
    void failure(Bench bench) {
        VM owner = bench.off();
        CompletableFuture<VM> future = new CompletableFuture<>();
        try {
            future = bench.machine(bench.hv(), owner.name()).submit().future();
        } catch (AlreadyExistsException refusedAtOnce) {
            future.completeExceptionally(refusedAtOnce);
        }

        CompletionException e = assertThrows(CompletionException.class, future::join);
        assertInstanceOf(AlreadyExistsException.class, e.getCause());
    }

    @Test
    @DisplayName("a join that comes to its deadline leaves the work running, and says so")
    void joinInVain(Bench bench) throws Exception {
        try (HeldUp held = new HeldUp(bench)) {
            Task<VM> task = held.create();
            OperationTimeoutException e = timedOut(bench, task);
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertFalse(task.done());
            held.release();
            VM vm = task.join(bench.patience());
            assertEquals(vm, bench.hv().vms().get(vm.name()));
        }
    }

    /** Where time is simulated it passes only if somebody lets it, which the joining thread itself cannot. */
    private static OperationTimeoutException timedOut(Bench bench, Task<VM> task) throws Exception {
        CompletableFuture<VM> joining = CompletableFuture.supplyAsync(() -> task.join(MOMENT));
        long end = System.nanoTime() + bench.patience().toNanos();
        while (System.nanoTime() < end) {
            try {
                joining.get(MOMENT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                bench.server().pass(MOMENT);
            } catch (ExecutionException e) {
                return assertInstanceOf(OperationTimeoutException.class, e.getCause());
            }
        }
        throw new AssertionError("the join did not come to its deadline");
    }

    @Test
    @DisplayName("an interrupt ends the wait and not the work: the outcome is unknown, the flag is kept")
    void interrupt(Bench bench) throws Exception {
        try (HeldUp held = new HeldUp(bench)) {
            Task<VM> task = held.create();
            AtomicBoolean flag = new AtomicBoolean();
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread waiting = new Thread(() -> {
                try {
                    task.join(bench.patience());
                } catch (EdgeVirtException e) {
                    thrown.set(e);
                    flag.set(Thread.currentThread().isInterrupted());
                }
            });
            waiting.start();
            waiting.interrupt();
            waiting.join(bench.patience().toMillis());

            OperationTimeoutException e = assertInstanceOf(OperationTimeoutException.class, thrown.get());
            assertEquals(Outcome.UNKNOWN, e.outcome());
            assertTrue(flag.get(), "the interrupt flag is lost");
            held.release();
            VM vm = task.join(bench.patience());
            assertEquals(vm, bench.hv().vms().get(vm.name()));
        }
    }

    @Test
    @DisplayName("cancel removes what was made, or the work was faster")
    void cancel(Bench bench) throws Exception {
        World before = bench.world();
        try (HeldUp held = new HeldUp(bench)) {
            Task<VM> task = held.create();
            assertTrue(task.cancel(), "the task had ended before it was cancelled");
            held.release();
            Optional<VM> made = Optional.empty();
            try {
                made = Optional.of(task.join(bench.patience()));
            } catch (OperationCancelledException e) {
                assertEquals(List.of(), e.leftovers());
                assertEquals(before, bench.world());
            }
            made.ifPresent(vm -> assertEquals(vm, bench.hv().vms().get(vm.name())));
        }
    }

    @Test
    @DisplayName("cancel after the end does nothing")
    void cancelLate(Bench bench) {
        Task<VM> task = bench.machine().submit();
        VM vm = task.join();

        assertFalse(task.cancel());
        assertEquals(vm, bench.hv().vms().get(vm.name()));
    }
}
