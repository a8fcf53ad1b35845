package io.edgevirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A violation")
class ViolationTest {

    private static String shown(String value) {
        return new Violation("name", value, "limit", "remedy").value();
    }

    @Test
    @DisplayName("says field, value, limit and remedy in one line")
    void prints() {
        assertEquals(
                "memory is '3 B': at least 1 MiB; give more",
                new Violation("memory", "3 B", "at least 1 MiB", "give more").toString());
    }

    @Test
    @DisplayName("shows ordinary text as it is, in any script")
    void ordinary() {
        String text = "edge-01 ’&;<>\"' Überwachung 監視 🚀";

        assertEquals(text, shown(text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, \\u0000",
        "10, \\u000a",
        "13, \\u000d",
        "27, \\u001b",
        "127, \\u007f",
        "133, \\u0085",
        "8232, \\u2028",
        "8233, \\u2029",
        "8238, \\u202e",
        "55296, \\ud800"
    })
    @DisplayName("makes visible what would break a line, steer a terminal or turn the text around")
    void control(int character, String visible) {
        assertEquals("a" + visible + "b", shown("a" + (char) character + "b"));
    }

    @Test
    @DisplayName("shortens a long value and says how long it was")
    void shortened() {
        assertEquals("x".repeat(80) + "… (10000 characters)", shown("x".repeat(10_000)));
        assertEquals("x".repeat(80), shown("x".repeat(80)));
    }

    @Test
    @DisplayName("never cuts a character outside the basic plane in two")
    void wholeCharacters() {
        assertEquals("🚀".repeat(80) + "… (81 characters)", shown("🚀".repeat(81)));
    }

    @Property
    @Label("Whatever the value, a violation prints as one short line without control characters")
    void anyValue(@ForAll String value) {
        String text = new Violation("name", value, "limit", "remedy").toString();

        assertEquals(1, text.lines().count());
        assertTrue(text.chars().noneMatch(Character::isISOControl));
        assertTrue(text.length() < 600, text);
    }
}
