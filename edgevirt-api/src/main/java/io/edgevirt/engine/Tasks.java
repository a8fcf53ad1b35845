package io.edgevirt.engine;

import io.edgevirt.ClosedException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The changes under way on a connection. */
final class Tasks implements Engine.Part {

    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

    private final Engine engine;
    private final TaskPoller poller;
    private final Set<TaskHandle<?>> running = ConcurrentHashMap.newKeySet();
    private boolean refusing;

    Tasks(Engine engine) {
        this.engine = engine;
        this.poller = new TaskPoller(engine);
    }

    TaskPoller poller() {
        return poller;
    }

    <T> TaskHandle<T> launch(Pending<T> operation) {
        TaskHandle<T> task = new TaskHandle<>(engine, operation.what());
        synchronized (this) {
            if (refusing) {
                throw closed(operation.what());
            }
            running.add(task);
        }
        try {
            engine.threads().execute(() -> carryOut(operation, task));
        } catch (java.util.concurrent.RejectedExecutionException e) {
            running.remove(task);
            throw closed(operation.what());
        }
        return task;
    }

    private <T> void carryOut(Pending<T> operation, TaskHandle<T> task) {
        T value;
        try {
            value = operation.carryOut(task);
        } catch (EdgeVirtException e) {
            running.remove(task);
            task.fail(e);
            return;
        } catch (RuntimeException | Error e) {
            running.remove(task);
            task.fail(new OperationFailedException(Failure.of("unexpected " + e)
                    .within(
                            engine.backend(),
                            task.what().operation(),
                            task.what().target())
                    .outcome(Outcome.UNKNOWN)
                    .cause(e)));
            return;
        }
        running.remove(task); // before whoever joins goes on, perhaps to close the connection
        task.succeed(value);
    }

    private ClosedException closed(What what) {
        return new ClosedException(Failure.of("the connection is closed")
                .within(engine.backend(), what.operation(), what.target())
                .hint("connect again"));
    }

    synchronized void refuseMore() {
        refusing = true;
    }

    /** Ends unfinished changes and takes them back, and lets go of single native tasks, which run on at the system. */
    Optional<EdgeVirtException> finish(Duration atMost) {
        List<TaskHandle<?>> unfinished = new ArrayList<>();
        for (TaskHandle<?> task : running) {
            if (task.leavable()) {
                task.abandon();
            } else if (!task.done()) { // else it has told its own end
                task.cancelToClose();
                unfinished.add(task);
            }
        }
        List<String> left = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.NANOSECONDS.convert(atMost);
        for (TaskHandle<?> task : unfinished) {
            left.addAll(leftovers(task, end - System.nanoTime()));
        }
        if (left.isEmpty()) {
            return Optional.empty();
        }
        LOG.warn("closed with unfinished changes; left behind: {}", left);
        return Optional.of(new OperationFailedException(Failure.of("closed with unfinished changes")
                .within(engine.backend(), "close", engine.endpoint())
                .outcome(Outcome.UNKNOWN)
                .addLeftovers(left)));
    }

    private List<String> leftovers(TaskHandle<?> task, long nanos) {
        try {
            task.future().get(Math.max(1, nanos), TimeUnit.NANOSECONDS);
            return List.of();
        } catch (ExecutionException | CompletionException e) {
            return e.getCause() instanceof EdgeVirtException known ? known.leftovers() : List.of(task.toString());
        } catch (TimeoutException e) {
            return List.of(task.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of(task.toString());
        }
    }

    @Override
    public void close() {
        poller.close();
    }
}
