package io.edgevirt.engine;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.Progress;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends one step's request and waits for its end, with progress and cancellation. */
final class StepRun {

    private static final Logger LOG = LoggerFactory.getLogger(StepRun.class);
    /** No native task is waited for longer; whoever joins has a shorter deadline of their own. */
    static final Duration LONGEST_TASK = Duration.ofHours(24);
    /** How often progress is looked at while a call blocks. */
    private static final Duration GLANCE = Duration.ofMillis(250);

    private final Engine engine;
    private final TaskHandle<?> task;
    private final Step step;
    private final int number;
    private final int of;

    StepRun(Engine engine, TaskHandle<?> task, Step step, int number, int of) {
        this.engine = engine;
        this.task = task;
        this.step = step;
        this.number = number;
        this.of = of;
    }

    /** An error of work that had begun: what it did must be taken back although its outcome says NOT_DONE. */
    private static final class Begun extends EdgeVirtException {
        private static final long serialVersionUID = 1L;
        private final transient EdgeVirtException error;

        Begun(EdgeVirtException error) {
            super(error.failure());
            this.error = error;
            setStackTrace(error.getStackTrace());
        }
    }

    static boolean acted(EdgeVirtException e) {
        return e instanceof Begun;
    }

    static EdgeVirtException unwrap(EdgeVirtException e) {
        return e instanceof Begun begun ? begun.error : e;
    }

    static Failure plain(EdgeVirtException e) {
        return unwrap(e).failure();
    }

    /** Sends the request and waits for its end. */
    Map<String, String> run(Map<String, String> results) {
        return end(engine.session().send(task.what(), () -> step.start(results)));
    }

    /** Waits for the native task that a request became whose reply was lost. */
    Map<String, String> resume(String running) {
        return end(Started.task(running));
    }

    private Map<String, String> end(Started started) {
        try {
            if (started instanceof Started.Done done) {
                return done.results();
            }
            return started instanceof Started.Native work ? await(work.task()) : await((Started.Blocking) started);
        } catch (ConnectionException e) {
            throw Outcomes.as(e, Outcome.UNKNOWN); // it had begun, whatever the last request's fate: the runner asks
        } catch (EdgeVirtException e) {
            throw new Begun(e);
        }
    }

    private Map<String, String> await(String id) {
        if (of == 1) {
            task.nativeId(id);
        }
        TaskPoller.Awaited awaited = engine.tasks().poller().await(id, task.workBell());
        Deadline deadline = engine.deadline(LONGEST_TASK);
        boolean asked = false;
        while (awaited.state() instanceof TaskState.Running running) {
            report(running.fraction());
            if (task.cancelled() && !asked) {
                asked = true;
                cancel(id);
            }
            if (deadline.passed()) {
                engine.tasks().poller().forget(id);
                throw tooLong(id);
            }
            follow(deadline.left(LONGEST_TASK));
        }
        if (awaited.state() instanceof TaskState.Succeeded done) {
            return done.results();
        }
        EdgeVirtException error = ((TaskState.Failed) awaited.state()).error();
        throw asked && !(error instanceof ConnectionException) ? cancelled(error) : error;
    }

    private Map<String, String> await(Started.Blocking work) {
        CompletableFuture<Map<String, String>> ended = new CompletableFuture<>();
        engine.threads().execute(() -> {
            try {
                ended.complete(work.call().call());
            } catch (Throwable e) {
                ended.completeExceptionally(e);
            } finally {
                task.workBell().ring();
            }
        });
        boolean asked = false;
        while (!ended.isDone()) {
            glance(work);
            if (task.cancelled() && !asked) {
                asked = true;
                abort(work);
            }
            follow(GLANCE);
        }
        try {
            return ended.join();
        } catch (CompletionException e) {
            EdgeVirtException error = Outcomes.unexpected(Objects.requireNonNullElse(e.getCause(), e));
            throw asked && !(error instanceof ConnectionException) ? cancelled(error) : error;
        }
    }

    /** Asks the system to stop; the work goes on, and is waited for, if it will not. */
    private void cancel(String id) {
        try {
            engine.session().read(task.what(), () -> {
                engine.driver().cancel(id);
                return true;
            });
        } catch (EdgeVirtException e) {
            LOG.warn("the task {} could not be cancelled", id, e);
        }
    }

    private void abort(Started.Blocking work) {
        try {
            work.abort().run();
        } catch (RuntimeException e) {
            LOG.warn("'{}' could not be stopped", step.title(), e);
        }
    }

    /** Progress is for looking at: that it cannot be told does not end the work. */
    private void glance(Started.Blocking work) {
        try {
            report(work.progress().get());
        } catch (RuntimeException e) {
            LOG.debug("the progress of '{}' is not known", step.title(), e);
        }
    }

    private void report(Optional<Double> fraction) {
        task.report(new Progress(step.title(), fraction, number, of, false));
    }

    private void follow(Duration atMost) {
        try {
            engine.pace().follow(task.workBell(), atMost);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(Failure.of("the connection was closed while the work was under way")
                    .outcome(Outcome.UNKNOWN)
                    .cause(e));
        }
    }

    private OperationCancelledException cancelled(EdgeVirtException error) {
        return new OperationCancelledException(
                Failure.of("cancelled").outcome(error.outcome()).cause(error));
    }

    private OperationTimeoutException tooLong(String id) {
        return new OperationTimeoutException(Failure.of("the task " + id + " has not ended within " + LONGEST_TASK)
                .outcome(Outcome.UNKNOWN)
                .lastSeen(task.progress().toString()));
    }
}
