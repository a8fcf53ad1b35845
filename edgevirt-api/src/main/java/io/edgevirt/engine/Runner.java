package io.edgevirt.engine;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.Outcome;
import io.edgevirt.Progress;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out the steps of a change one after the other; if one fails, takes back what was done. */
final class Runner {

    /** How often a request that provably was not carried out is sent again after its reply was lost. */
    private static final int RESENDS = 2;
    /** How often a request is sent again whose task found a lock or a taken id before it did anything. */
    private static final int RETRIES = 8;

    private final Engine engine;
    private final TaskHandle<?> task;
    private final Pending<?> operation;
    private final Map<String, String> results = new HashMap<>();

    /**
     * A runner for one change.
     *
     * @param operation knows how to find out whether a step was carried out whose reply was lost
     */
    Runner(Engine engine, TaskHandle<?> task, Pending<?> operation) {
        this.engine = engine;
        this.task = task;
        this.operation = operation;
    }

    Map<String, String> run(List<Step> steps) {
        int at = 0;
        try {
            for (; at < steps.size(); at++) {
                Step step = steps.get(at);
                stopIfCancelled();
                task.report(new Progress(step.title(), Optional.empty(), at + 1, steps.size(), false));
                results.putAll(carryOut(step, at, steps.size()));
            }
            return results;
        } catch (RuntimeException | Error e) {
            throw undone(steps, at, Outcomes.unexpected(e));
        }
    }

    private Map<String, String> carryOut(Step step, int at, int of) {
        Optional<String> found = Optional.empty();
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        int lost = 0;
        int refused = 0;
        while (true) {
            long generation = engine.session().generation();
            StepRun run = new StepRun(engine, task, step, at + 1, of);
            try {
                return found.isPresent() ? run.resume(found.get()) : run.run(results);
            } catch (ConnectionException e) {
                boolean neverSent = e.outcome() == Outcome.NOT_DONE && e.retryable();
                Landed answer = neverSent ? connectAnew(generation) : askWhetherLanded(step, generation);
                if (answer.answer() == Landed.Answer.YES) {
                    return answer.results();
                }
                if (answer.answer() == Landed.Answer.UNKNOWN) {
                    throw Outcomes.as(e, Outcome.UNKNOWN);
                }
                if (lost++ >= RESENDS) {
                    throw Outcomes.as(e, answer.task().isPresent() ? Outcome.UNKNOWN : Outcome.NOT_DONE);
                }
                found = answer.task();
                if (found.isEmpty()) {
                    stopIfCancelled(); // what is running is cancelled there
                }
            } catch (EdgeVirtException e) {
                if (!StepRun.acted(e) || !mayRepeat(step, StepRun.unwrap(e)) || refused++ >= RETRIES) {
                    throw e;
                }
                stopIfCancelled();
                pause(backoff, e);
                found = Optional.empty();
            }
        }
    }

    /** The system took the request up, and its task ended before it did anything. */
    private static boolean mayRepeat(Step step, EdgeVirtException e) {
        return e.outcome() == Outcome.NOT_DONE && (e.retryable() || step.refused(e));
    }

    private void pause(Backoff backoff, EdgeVirtException because) {
        try {
            engine.pace().pause(new Bell(), backoff.next());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw because;
        }
    }

    /** What was never sent cannot have landed; it is sent again as soon as there is a connection to send it on. */
    private Landed connectAnew(long generation) {
        try {
            return engine.session().readAnew(task.what(), generation, Landed::no);
        } catch (EdgeVirtException e) {
            return Landed.no(); // the next try says in its own words that there is no connection
        }
    }

    private Landed askWhetherLanded(Step step, long generation) {
        try {
            return engine.session().readAnew(task.what(), generation, () -> operation.landed(step, results));
        } catch (EdgeVirtException e) {
            return Landed.unknown();
        }
    }

    private void stopIfCancelled() {
        if (task.cancelled()) {
            throw new OperationCancelledException(Failure.of("cancelled")
                    .within(
                            engine.backend(),
                            task.what().operation(),
                            task.what().target()));
        }
    }

    /** Takes back all steps up to the failed one, and says in the exception what could not be. */
    private EdgeVirtException undone(List<Step> steps, int failedAt, EdgeVirtException e) {
        boolean refused = e.outcome() == Outcome.NOT_DONE && !StepRun.acted(e);
        Undo undo = new Undo(engine, task.what(), results);
        for (int i = refused ? failedAt - 1 : Math.min(failedAt, steps.size() - 1); i >= 0; i--) {
            undo.step(steps.get(i));
        }
        Failure failure = StepRun.plain(e)
                .within(engine.backend(), task.what().operation(), task.what().target())
                .addLeftovers(undo.leftovers());
        boolean known = failedAt < steps.size() && steps.get(failedAt).makes().isPresent();
        if (failure.outcome() == Outcome.UNKNOWN && known && undo.complete()) {
            failure = failure.outcome(Outcome.NOT_DONE); // whatever it made is gone again
        }
        if (failure.outcome() == Outcome.NOT_DONE && undo.unnamed()) {
            failure = failure.outcome(Outcome.UNKNOWN); // something that has no name was changed and stays so
        }
        return Outcomes.as(StepRun.unwrap(e), failure);
    }
}
