package io.edgevirt.engine;

import io.edgevirt.ClosedException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Progress;
import io.edgevirt.Task;
import io.edgevirt.spi.Bell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A change under way. */
final class TaskHandle<T> implements Task<T> {

    private static final Logger LOG = LoggerFactory.getLogger(TaskHandle.class);

    private final Engine engine;
    private final What what;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    /** Guards progress and listeners, which are told one at a time and in order. */
    private final Object telling = new Object();

    private final List<Consumer<Progress>> listeners = new ArrayList<>();
    /** Wakes the engine's thread that carries this out. */
    private final Bell workBell = new Bell();

    private volatile String id = Tokens.fresh().toString();
    private volatile Progress progress;
    private volatile boolean cancelled;
    private volatile boolean closing;
    private volatile Instant endedAt = Instant.MAX;
    private volatile boolean leavable;
    private boolean ended;

    TaskHandle(Engine engine, What what) {
        this.engine = engine;
        this.what = what;
        this.progress = new Progress(what.operation() + " " + what.target(), Optional.empty(), 1, 1, false);
    }

    What what() {
        return what;
    }

    Bell workBell() {
        return workBell;
    }

    boolean cancelled() {
        return cancelled;
    }

    /** Whether it is one task of the system's own, which runs on there without this connection. */
    boolean leavable() {
        return leavable;
    }

    /** The whole change is one task of the system's own. */
    void nativeId(String task) {
        id = task;
        leavable = true;
    }

    void report(Progress now) {
        synchronized (telling) {
            if (ended || same(now, progress)) {
                return;
            }
            progress = now;
            ended = now.finished();
            for (Consumer<Progress> listener : List.copyOf(listeners)) {
                tell(listener, now);
            }
        }
    }

    /** What equals says too, but a record's own equals is put together when it is first used, which takes a while. */
    private static boolean same(Progress a, Progress b) {
        return a.what().equals(b.what())
                && a.fraction().equals(b.fraction())
                && a.step() == b.step()
                && a.steps() == b.steps()
                && a.state() == b.state();
    }

    private void tell(Consumer<Progress> listener, Progress now) {
        try {
            listener.accept(now);
        } catch (RuntimeException | Error e) {
            LOG.warn("a progress listener failed and is left out from now on", e);
            listeners.remove(listener);
        }
    }

    void succeed(T value) {
        end(Progress.State.DONE);
        result.complete(value);
    }

    void fail(Throwable error) {
        end(ending(error));
        boolean byClose = closing && error instanceof OperationCancelledException;
        result.completeExceptionally(byClose ? closed((OperationCancelledException) error) : error);
    }

    /** Whoever waits did not cancel it, and shall read who did. */
    private ClosedException closed(OperationCancelledException e) {
        return new ClosedException(Failure.of("the connection was closed before this was finished")
                .within(engine.backend(), what.operation(), what.target())
                .outcome(e.outcome())
                .addLeftovers(e.leftovers())
                .hint("connect again")
                .cause(e));
    }

    private static Progress.State ending(Throwable error) {
        if (error instanceof OperationCancelledException) {
            return Progress.State.CANCELLED;
        }
        if (error instanceof OperationTimeoutException) {
            return Progress.State.TIMED_OUT;
        }
        boolean unknown = error instanceof EdgeVirtException known && known.outcome() == Outcome.UNKNOWN;
        return unknown ? Progress.State.UNKNOWN : Progress.State.FAILED;
    }

    private void end(Progress.State how) {
        synchronized (telling) {
            if (!ended) {
                endedAt = engine.pace().now();
                Progress last = progress;
                String title = what.operation() + " " + what.target();
                report(new Progress(title, last.fraction(), last.step(), last.steps(), how));
            }
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Task<T> onProgress(Consumer<Progress> listener) {
        synchronized (telling) {
            listeners.add(listener);
            tell(listener, progress);
        }
        return this;
    }

    @Override
    public T join() {
        return join(engine.operationTimeout());
    }

    @Override
    public T join(Duration atMost) {
        if (Thread.holdsLock(telling) && !result.isDone()) {
            throw new IllegalStateException(
                    "a listener cannot wait for the task that is telling it: the task waits for it");
        }
        Deadline deadline = engine.deadline(atMost);
        Bell bell = new Bell();
        result.whenComplete((value, error) -> bell.ring());
        try {
            while (!result.isDone() && !deadline.passed()) {
                engine.pace().follow(bell, deadline.left(atMost));
            }
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (!result.isDone()) {
                throw stillRunning("the wait was interrupted; the work goes on");
            }
        }
        if (!result.isDone() || endedAt.isAfter(deadline.end())) {
            throw stillRunning("not finished within " + atMost + "; the work goes on");
        }
        return value();
    }

    private T value() {
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof EdgeVirtException known) {
                throw known;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stillRunning("the wait was interrupted");
        }
    }

    private OperationTimeoutException stillRunning(String message) {
        return new OperationTimeoutException(Failure.of(message)
                .within(engine.backend(), what.operation(), what.target())
                .outcome(Outcome.UNKNOWN)
                .lastSeen(progress.toString())
                .hint("join again, or cancel the task"));
    }

    @Override
    public boolean cancel() {
        if (result.isDone()) {
            return false;
        }
        cancelled = true;
        workBell.ring();
        return true;
    }

    /** Cancels what nobody else has, because the connection closes. */
    void cancelToClose() {
        closing = !cancelled;
        cancel();
    }

    /** Lets go of a native task that runs on at the system, because the connection closes. */
    void abandon() {
        fail(new ClosedException(Failure.of("the connection was closed; the task " + id + " runs on at the system")
                .within(engine.backend(), what.operation(), what.target())
                .outcome(Outcome.UNKNOWN)
                .hint("connect again and look")));
    }

    @Override
    public boolean done() {
        return result.isDone();
    }

    @Override
    public CompletableFuture<T> future() {
        return result.copy();
    }

    @Override
    public String toString() {
        return "Task " + id + ": " + progress;
    }
}
