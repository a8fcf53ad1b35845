package io.edgevirt.samples;

import io.edgevirt.Operation;
import io.edgevirt.Progress;
import io.edgevirt.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Runs steps one after another, draws a bar for each, and remembers how long each took. */
final class Timeline {

    private static final long REDRAW_MILLIS = 100;

    private record Entry(String title, Duration duration) {}

    private final List<Entry> entries = new ArrayList<>();
    private volatile boolean stopped;
    private volatile Optional<Task<?>> underWay = Optional.empty();

    /** Has the step under way cancelled and lets no other begin; called from another thread. */
    void stop() {
        stopped = true;
        underWay.ifPresent(Task::cancel);
    }

    private void goOnUnlessStopped() {
        if (stopped) {
            throw new CancellationException("stopped before the end");
        }
    }

    /** Carries out an operation. */
    <T> T step(String title, Operation<T> operation) {
        goOnUnlessStopped();
        long begin = System.nanoTime();
        Task<T> task = operation.submit();
        underWay = Optional.of(task);
        if (stopped) {
            task.cancel(); // it was stopped meanwhile
        }
        T result = task.onProgress(Progress.console()).join();
        note(title, begin);
        return result;
    }

    /** Waits for something; the bar fills as the time goes by that it may take. */
    void wait(String title, Duration atMost, Runnable something) {
        long begin = System.nanoTime();
        CompletableFuture<Void> done = CompletableFuture.runAsync(something);
        Consumer<Progress> bar = Progress.console();
        try {
            watch(title, begin, atMost, done, bar);
        } catch (RuntimeException e) {
            Progress.State how = stopped ? Progress.State.CANCELLED : Progress.State.FAILED;
            bar.accept(new Progress(title, part(begin, atMost), 1, 1, how));
            throw e;
        }
        bar.accept(new Progress(title, Optional.empty(), 1, 1, true));
        note(title, begin);
    }

    private void watch(
            String title, long begin, Duration atMost, CompletableFuture<Void> done, Consumer<Progress> bar) {
        while (!ended(done)) {
            goOnUnlessStopped();
            bar.accept(new Progress(title, part(begin, atMost), 1, 1, false));
        }
    }

    private static Optional<Double> part(long begin, Duration atMost) {
        return Optional.of(Math.min(1, (double) (System.nanoTime() - begin) / atMost.toNanos()));
    }

    private static boolean ended(CompletableFuture<Void> done) {
        try {
            done.get(REDRAW_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CompletionException(e);
        }
    }

    private void note(String title, long begin) {
        entries.add(new Entry(title, Duration.ofNanos(System.nanoTime() - begin)));
    }

    /** The titles of the steps that were taken. */
    List<String> titles() {
        return entries.stream().map(Entry::title).toList();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(String.format("%-20s %8s%n", "STEP", "SECONDS"));
        Duration whole = Duration.ZERO;
        for (Entry entry : entries) {
            text.append(line(entry));
            whole = whole.plus(entry.duration());
        }
        return text.append(line(new Entry("all", whole))).toString().stripTrailing();
    }

    private static String line(Entry entry) {
        return String.format(
                Locale.ROOT, "%-20s %8.2f%n", entry.title(), entry.duration().toMillis() / 1000.0);
    }
}
