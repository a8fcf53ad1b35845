package io.edgevirt;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A change under way. Thread-safe.
 *
 * @param <T> what the change results in
 */
public interface Task<T> {

    /**
     * The task's id: the system's own where it has one (a UPID, a task's managed object), else one of EdgeVirt's.
     *
     * @return the id
     */
    String id();

    /**
     * How far it has come. Does not ask the system.
     *
     * @return the progress seen last
     */
    Progress progress();

    /**
     * Calls a listener on every progress seen, at least once when the task ends. A listener that throws is logged and
     * left out from then on.
     *
     * @param listener such as {@link Progress#console()}; it cannot {@link #join} this task, which waits for it
     * @return this task
     */
    Task<T> onProgress(Consumer<Progress> listener);

    /**
     * Waits for the end, at most the connection's operation timeout.
     *
     * @return what the change results in
     * @throws OperationTimeoutException if it has not ended by then, or the thread was interrupted; the work goes on
     * @throws EdgeVirtException if it did not happen as asked
     * @throws IllegalStateException if a listener of this task calls it before the task has ended
     */
    T join();

    /**
     * Waits for the end.
     *
     * @param atMost how long
     * @return what the change results in
     * @throws OperationTimeoutException if it has not ended by then, or the thread was interrupted, whose flag is kept;
     *     the work goes on
     * @throws EdgeVirtException if it did not happen as asked
     * @throws IllegalStateException if a listener of this task calls it before the task has ended
     */
    T join(Duration atMost);

    /**
     * Asks the system to stop, and removes what was made. The task then ends with an {@link
     * OperationCancelledException}, or regularly if the work was faster.
     *
     * @return false if the task had already ended
     */
    boolean cancel();

    /**
     * Whether the task has ended, well or not.
     *
     * @return true if it has
     */
    boolean done();

    /**
     * The task as a future; cancelling the future does not cancel the task.
     *
     * @return a future that completes when the task ends, exceptionally with an {@link EdgeVirtException}
     */
    CompletableFuture<T> future();
}
