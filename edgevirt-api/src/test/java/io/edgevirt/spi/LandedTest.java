package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What became of a request whose reply was lost")
class LandedTest {

    @Test
    @DisplayName("names the task that carries it out, where it is running, and only there")
    void task() {
        assertEquals(Optional.of("UPID:1"), Landed.running("UPID:1").task());
        assertEquals(Optional.empty(), Landed.no().task());
        assertThrows(
                IllegalArgumentException.class, () -> new Landed(Landed.Answer.RUNNING, Map.of(), Optional.empty()));
        assertThrows(
                IllegalArgumentException.class, () -> new Landed(Landed.Answer.NO, Map.of(), Optional.of("UPID:1")));
    }
}
