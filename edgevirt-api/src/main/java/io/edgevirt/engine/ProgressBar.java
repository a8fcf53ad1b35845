package io.edgevirt.engine;

import io.edgevirt.Progress;
import java.io.PrintStream;
import java.util.function.Consumer;

/** Draws a task's progress as one line that is redrawn in place. */
public final class ProgressBar implements Consumer<Progress> {

    private static final int WIDTH = 20;
    private final PrintStream out;
    private int drawn;

    ProgressBar(PrintStream out) {
        this.out = out;
    }

    /**
     * A bar on standard error.
     *
     * @return a listener
     */
    public static Consumer<Progress> onStandardError() {
        return new ProgressBar(System.err);
    }

    @Override
    public synchronized void accept(Progress p) {
        // What did not end well stays where it was: a full bar would say that all is done.
        double whole = p.state() == Progress.State.DONE
                ? 1
                : (p.step() - 1 + p.fraction().orElse(0.0)) / Math.max(1, p.steps());
        // Systems report steps and fractions that they never announced; the bar stays within its ends.
        int filled = (int) Math.max(0, Math.min(WIDTH, Math.round(whole * WIDTH)));
        String line = "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] " + p;
        String blanks = " ".repeat(Math.max(0, drawn - line.length()));
        out.print("\r" + line + blanks + (p.finished() ? System.lineSeparator() : ""));
        out.flush();
        drawn = line.length();
    }
}
