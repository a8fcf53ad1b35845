package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.VMState;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@DisplayName("A power verb")
class PowerVerbTest {

    /** The table of {@link io.edgevirt.VM}; a cell is the verb carried out, or nothing, or refused. */
    @ParameterizedTest
    @CsvSource({
        // verb,   OFF,       RUNNING,   PAUSED,    SAVED,     CRASHED,   UNKNOWN
        "START,     START,     nothing,   RESUME,    RESTORE,   START,     START",
        "PAUSE,     refused,   PAUSE,     nothing,   refused,   refused,   PAUSE",
        "RESUME,    refused,   nothing,   RESUME,    refused,   refused,   RESUME",
        "SAVE,      refused,   SAVE,      SAVE,      nothing,   refused,   SAVE",
        "RESTORE,   refused,   nothing,   refused,   RESTORE,   refused,   RESTORE",
        "SHUTDOWN,  nothing,   SHUTDOWN,  refused,   refused,   refused,   SHUTDOWN",
        "REBOOT,    refused,   REBOOT,    refused,   refused,   refused,   REBOOT",
        "RESET,     refused,   RESET,     refused,   refused,   refused,   RESET",
        "POWER_OFF, nothing,   POWER_OFF, POWER_OFF, POWER_OFF, POWER_OFF, POWER_OFF"
    })
    @DisplayName("does in each state what the table says")
    void table(
            PowerVerb verb, String off, String running, String paused, String saved, String crashed, String unknown) {
        assertEquals(effect(off), verb.in(VMState.OFF));
        assertEquals(effect(running), verb.in(VMState.RUNNING));
        assertEquals(effect(paused), verb.in(VMState.PAUSED));
        assertEquals(effect(saved), verb.in(VMState.SAVED));
        assertEquals(effect(crashed), verb.in(VMState.CRASHED));
        assertEquals(effect(unknown), verb.in(VMState.UNKNOWN));
    }

    private static PowerVerb.Effect effect(String cell) {
        return switch (cell) {
            case "nothing" -> PowerVerb.Effect.NOTHING;
            case "refused" -> PowerVerb.Effect.REFUSED;
            default -> new PowerVerb.Effect(true, Optional.of(PowerVerb.valueOf(cell)));
        };
    }

    @Test
    @DisplayName("may be repeated after a lost reply, but for reboot and reset")
    void repeated() {
        assertEquals(
                Set.of(PowerVerb.REBOOT, PowerVerb.RESET),
                Arrays.stream(PowerVerb.values()).filter(v -> !v.idempotent()).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @EnumSource(PowerVerb.class)
    @DisplayName("ends where it would do nothing more, if it may be repeated")
    void settles(PowerVerb verb) {
        assertTrue(!verb.idempotent() || verb.in(verb.end()).equals(PowerVerb.Effect.NOTHING));
    }

    @ParameterizedTest
    @EnumSource(PowerVerb.class)
    @DisplayName("is carried out by a verb that ends in the same state and can start there itself")
    void carriedOut(PowerVerb verb) {
        for (VMState state : VMState.values()) {
            verb.in(state).verb().ifPresent(doing -> {
                assertEquals(verb.end(), doing.end());
                assertEquals(Optional.of(doing), doing.in(state).verb());
            });
        }
    }
}
