package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.VMState;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.testkit.PowerTable.Expected;
import io.edgevirt.testkit.PowerTable.Kind;
import io.edgevirt.testkit.PowerTable.Verb;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@DisplayName("The kit's table of verbs and states")
class PowerTableTest {

    static Stream<Arguments> cells() {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb != Verb.DELETE)
                .flatMap(verb -> Arrays.stream(VMState.values())
                        .filter(state -> state != VMState.UNKNOWN)
                        .map(state -> Arguments.of(verb, state)));
    }

    @ParameterizedTest(name = "{0} on {1}")
    @MethodSource("cells")
    @DisplayName("agrees with what the engine does")
    void agrees(Verb verb, VMState state) {
        PowerVerb.Effect effect = PowerVerb.valueOf(verb.name()).in(state);
        Expected expected = PowerTable.expected(verb, state);

        assertEquals(effect.allowed(), expected.kind() != Kind.REFUSED);
        assertEquals(effect.allowed() && effect.verb().isEmpty(), expected.kind() == Kind.SAME);
        expected.end().ifPresent(end -> assertEquals(effect.verb().orElseThrow().end(), end));
    }
}
