package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A step that is put together of functions")
class ComposedStepTest {

    private static final Map<String, String> RESULTS = Map.of(Step.VM, "100");

    /** A step that only says what it is. */
    private static final class Said extends ComposedStep<Said> {
        Said() {
            super("create machine a");
        }

        @Override
        protected Said self() {
            return this;
        }

        @Override
        public String body() {
            return "POST /machines";
        }

        @Override
        public Started start(Map<String, String> results) {
            return Started.done();
        }
    }

    private final Said step = new Said();

    @Test
    @DisplayName("shows its title")
    void title() {
        assertEquals("create machine a", step.title());
        assertEquals("create machine a", step.toString());
    }

    @Test
    @DisplayName("knows neither whether it was carried out nor what it leaves, unless that is said")
    void bare() {
        assertEquals(Landed.Answer.UNKNOWN, step.landed(RESULTS).answer());
        assertEquals(Optional.empty(), step.makes());
        step.undo(RESULTS);
    }

    @Test
    @DisplayName("looks, takes back and names what it makes as it was told, with what earlier steps learned")
    void composed() {
        List<Map<String, String>> undone = new ArrayList<>();
        Said same = step.landed(Landed::yes).undo(undone::add).makes("machine a");

        assertSame(step, same);
        assertEquals(RESULTS, step.landed(RESULTS).results());
        step.undo(RESULTS);
        assertEquals(List.of(RESULTS), undone);
        assertEquals(Optional.of("machine a"), step.makes());
    }
}
