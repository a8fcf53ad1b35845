package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Progress")
class ProgressTest {

    private static Progress at(double fraction) {
        return new Progress("copy disk vda", Optional.of(fraction), 2, 3, false);
    }

    @Test
    @DisplayName("prints its step and percents")
    void prints() {
        assertEquals("step 2 of 3: copy disk vda 50 %", at(0.5).toString());
    }

    @Test
    @DisplayName("prints no percents where the system reports none")
    void unknown() {
        assertEquals("step 1 of 1: boot", new Progress("boot", Optional.empty(), 1, 1, false).toString());
    }

    @Test
    @DisplayName("prints that it has ended")
    void finished() {
        assertEquals("boot: finished", new Progress("boot", Optional.empty(), 1, 1, true).toString());
    }

    @ParameterizedTest
    @CsvSource({"FAILED,failed", "CANCELLED,cancelled", "TIMED_OUT,timed out", "UNKNOWN,end not known"})
    @DisplayName("prints how it ended where it did not end well")
    void ended(Progress.State how, String said) {
        Progress last = new Progress("boot", Optional.empty(), 1, 1, how);

        assertTrue(last.finished());
        assertEquals("boot: " + said, last.toString());
    }

    @Test
    @DisplayName("is never 100 % before all is done")
    void notYet() {
        assertEquals(Optional.of(99), at(0.9999).percent());
        assertEquals(Optional.of(100), at(1).percent());
    }

    @Property
    @Label("A hundredth is one percent, for every number of them")
    void percents(@ForAll @IntRange(max = 100) int percent) {
        assertEquals(Optional.of(percent), at(percent / 100.0).percent());
    }
}
