package io.edgevirt.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Progress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A progress bar")
class ProgressBarTest {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ProgressBar bar = new ProgressBar(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    private String drawn() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    @DisplayName("shows how much of all steps is done")
    void half() {
        bar.accept(new Progress("define", Optional.empty(), 2, 2, false));

        assertEquals("\r[##########..........] step 2 of 2: define", drawn());
    }

    @Test
    @DisplayName("is full and ends its line when the task has ended")
    void finished() {
        bar.accept(new Progress("create", Optional.empty(), 1, 1, true));

        assertEquals("\r[####################] create: finished" + System.lineSeparator(), drawn());
    }

    @Test
    @DisplayName("says that a task failed, stays where that came to, and ends its line")
    void failed() {
        bar.accept(new Progress("create", Optional.of(0.5), 1, 2, Progress.State.FAILED));

        assertEquals("\r[#####...............] create: failed" + System.lineSeparator(), drawn());
    }

    @Test
    @DisplayName("wipes what was longer before")
    void wipes() {
        bar.accept(new Progress("a long title", Optional.empty(), 1, 1, false));
        bar.accept(new Progress("short", Optional.empty(), 1, 1, false));

        assertTrue(drawn().endsWith("step 1 of 1: short" + " ".repeat(7)), drawn());
    }

    @Property
    @Label("A progress bar draws whatever a system reports, and is never wider than full")
    void anything(@ForAll Optional<Double> fraction, @ForAll int step, @ForAll int steps) {
        new ProgressBarTest().draws(new Progress("x", fraction, step, steps, false));
    }

    private void draws(Progress progress) {
        bar.accept(progress);

        assertEquals(22, drawn().indexOf(']'));
    }
}
