package io.edgevirt;

import io.edgevirt.engine.Line;
import io.edgevirt.engine.ProgressBar;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a task has come, and how it ended.
 *
 * @param what the step under way, such as {@code copy disk vda}
 * @param fraction how much of the step is done, from 0 to 1, where the system reports it
 * @param step the number of the step under way, from 1
 * @param steps how many steps the task has
 * @param state whether it is under way, or how it ended
 */
public record Progress(String what, Optional<Double> fraction, int step, int steps, State state) {

    /** Whether a task is under way, or how it ended. */
    public enum State {
        /** It is under way. */
        RUNNING("running"),
        /** It ended well. */
        DONE("finished"),
        /** It ended badly. */
        FAILED("failed"),
        /** It was cancelled. */
        CANCELLED("cancelled"),
        /** What it waited for was not seen in time. */
        TIMED_OUT("timed out"),
        /** How it ended is not known: the connection broke or was closed. */
        UNKNOWN("end not known");

        private final String said;

        State(String said) {
            this.said = said;
        }
    }

    /**
     * Progress of a task that is under way or ended well.
     *
     * @param what the step under way
     * @param fraction how much of the step is done, from 0 to 1, where the system reports it
     * @param step the number of the step under way, from 1
     * @param steps how many steps the task has
     * @param finished whether the task has ended, and well
     */
    public Progress(String what, Optional<Double> fraction, int step, int steps, boolean finished) {
        this(what, fraction, step, steps, finished ? State.DONE : State.RUNNING);
    }

    /**
     * Whether the task has ended, well or not: {@link #state} tells how.
     *
     * @return true if it has
     */
    public boolean finished() {
        return state != State.RUNNING;
    }

    /**
     * A listener that draws one line with a bar on standard error, redrawn in place.
     *
     * @return a listener for {@link Task#onProgress}
     */
    public static Consumer<Progress> console() {
        return ProgressBar.onStandardError();
    }

    /**
     * Whole percents of the step under way.
     *
     * @return 0 to 100, where the system reports it
     */
    public Optional<Integer> percent() {
        // 0.29 * 100 is 28.999999999999996: what lies so near is meant to be whole.
        return fraction.map(f -> (int) Math.floor(f * 100 + 1e-9));
    }

    @Override
    public String toString() {
        String part = percent().map(p -> " " + p + " %").orElse("");
        return Line.one(finished() ? what + ": " + state.said : "step " + step + " of " + steps + ": " + what + part);
    }
}
