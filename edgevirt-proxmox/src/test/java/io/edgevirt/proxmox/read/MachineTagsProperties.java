package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Tags with values, in Proxmox VE's words,")
class MachineTagsProperties {

    /** Whatever a user writes: lone surrogates are no text, and are refused before. */
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> any =
                Arbitraries.strings().filter(text -> text.codePoints().noneMatch(c -> c >= 0xD800 && c <= 0xDFFF));
        Arbitrary<String> plain =
                Arbitraries.strings().withChars("abz09_-+.;, A=").ofMaxLength(8);
        return Arbitraries.oneOf(any, plain);
    }

    @Property(tries = 500)
    @Label("come back as they were given, though the server folds case and sorts")
    void back(@ForAll("texts") String key, @ForAll("texts") String value, @ForAll("texts") String other) {
        if (key.isEmpty()) {
            return;
        }
        Map<String, String> tags = new LinkedHashMap<>(Map.of(key, value));
        tags.put("k" + other, key);
        String kept = tags.entrySet().stream()
                .map(e -> MachineTags.word(e.getKey(), e.getValue()).toLowerCase(Locale.ROOT))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining(";"));

        assertEquals(tags, MachineTags.read(kept));
    }

    @Property(tries = 500)
    @Label("are words that every release takes")
    void words(@ForAll("texts") String key, @ForAll("texts") String value) {
        if (!key.isEmpty()) {
            String word = MachineTags.word(key, value);
            assertTrue(word.matches("[a-z0-9_][a-z0-9_\\-+.]*"), word);
        }
    }

    @Property(tries = 300)
    @Label("are never invented: each word of another program's is told, once")
    void foreign(@ForAll("words") List<String> words) {
        Map<String, String> read = MachineTags.read(String.join(";", words));
        words.forEach(word -> assertTrue(read.containsKey(MachineTags.key(word)), word));
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withChars("abf09_-+.")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(word -> word.matches("[a-z0-9_].*"))
                .list()
                .ofMaxSize(5);
    }

    @Example
    @Label("read as a person would write them")
    void plain() {
        assertEquals("site.berlin", MachineTags.word("site", "berlin"));
        assertEquals("site.+42erlin+20+4ditte", MachineTags.word("site", "Berlin Mitte"));
        assertEquals("_+53ite.a", MachineTags.word("Site", "a"));
        assertEquals(Map.of("prod", "", "v1", "2", "c++", ""), MachineTags.read("prod;v1.2,c++"));
    }
}
