package io.edgevirt;

import io.edgevirt.engine.ProgressBar;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How far a task has come.
 *
 * @param what the step under way, such as {@code copy disk vda}
 * @param fraction how much of the step is done, from 0 to 1, where the system reports it
 * @param step the number of the step under way, from 1
 * @param steps how many steps the task has
 * @param finished whether the task has ended
 */
public record Progress(String what, Optional<Double> fraction, int step, int steps, boolean finished) {

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
        return finished ? what + ": finished" : "step " + step + " of " + steps + ": " + what + part;
    }
}
