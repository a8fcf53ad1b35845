package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.kvm.xml.HostileText;
import io.edgevirt.kvm.xml.Mutations;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("JSON of a guest's agent")
class JsonProperties {

    private static final String REPLY = "{\"return\": {\"pid\": 123, \"exited\": true,"
            + " \"out\": \"a\\n\\\"b\\\"\\u00e9\\ud83d\\ude00\", \"list\": [1, [], {}, false]}}";

    @Example
    @Label("is read as maps, lists, texts, numbers and flags")
    void read() {
        Map<?, ?> read = (Map<?, ?>) Json.object(REPLY).orElseThrow().get("return");

        assertEquals(123, ((Number) read.get("pid")).intValue());
        assertEquals(true, read.get("exited"));
        assertEquals("a\n\"b\"é😀", read.get("out"));
        assertEquals(List.of(1, List.of(), Map.of(), false), read.get("list"));
    }

    @Property
    @Label("is written with any text in it, and reads back as the same text")
    void written(@ForAll("texts") String text) {
        String document = Json.write(Map.of("arguments", Map.of("path", text, "list", List.of(text))));

        assertEquals(
                Optional.of(Map.of("arguments", Map.of("path", text, "list", List.of(text)))), Json.object(document));
    }

    @Property
    @Label("that was spoilt is read, if it still begins as an object, or none; nothing else happens")
    void spoilt(@ForAll("replies") String reply) {
        assertTrue(Json.object(reply).isEmpty() || reply.strip().startsWith("{"), reply);
    }

    @Example
    @Label("is none when it is cut off, wherever that is")
    void truncated() {
        for (int end = 0; end < REPLY.length(); end++) {
            assertEquals(Optional.empty(), Json.object(REPLY.substring(0, end)), REPLY.substring(0, end));
        }
    }

    @Example
    @Label("is none when it nests 100,000 deep, and when it is no object")
    void none() {
        for (String none : List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(100_000),
                "{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}",
                "",
                " ",
                "null",
                "[]",
                "[{}]",
                "1",
                "\"a\"",
                "true",
                "{a:1}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}")) {
            assertEquals(Optional.empty(), Json.object(none), none.substring(0, Math.min(20, none.length())));
        }
    }

    @Provide
    Arbitrary<String> texts() {
        return HostileText.any();
    }

    @Provide
    Arbitrary<String> replies() {
        return Arbitraries.oneOf(
                Mutations.textOf(REPLY),
                HostileText.any(),
                Arbitraries.strings().withChars("{}[]\",:\\u0123e+-.truefalsn ").ofMaxLength(30));
    }
}
