package io.edgevirt.kvm;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;

/** Texts that look like markup, code, paths, or nothing at all. */
public final class HostileTexts {

    private HostileTexts() {}

    /** Any text: hostile characters often, any code unit sometimes, lone surrogates among them. */
    @Provide
    public static Arbitrary<String> any() {
        Arbitrary<Character> hostile = Arbitraries.of(
                '<', '>', '&', '"', '\'', '`', '$', ';', '|', '%', '\\', '/', '.', ':', '=', '-', '#', '{', '}', ']',
                ' ', '\n', '\r', '\t', '\0', '\u0001', '\u001b', '\u007f', '\u0085', '\u00a0', '\u2019', '\u2028',
                '\ufffe', '\uffff', '\ud83d', '\ude00', '\ud800', '\u202e', 'a', '0', '\u00e9');
        Arbitrary<Character> chars = Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(6, hostile),
                net.jqwik.api.Tuple.of(2, Arbitraries.chars().ascii()),
                net.jqwik.api.Tuple.of(1, Arbitraries.chars().all()));
        Arbitrary<String> words = Arbitraries.of(
                "../../etc/passwd",
                "]]>",
                "<!--",
                "<!DOCTYPE a [<!ENTITY x 'y'>]>",
                "&lt;",
                "&#0;",
                "\uD83D\uDE00",
                "'; DROP TABLE vms; --",
                "$(reboot)",
                ".",
                "..",
                "x".repeat(10_000),
                "\u00e9".repeat(200));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(8, chars.list().ofMaxSize(40).map(HostileTexts::joined)),
                net.jqwik.api.Tuple.of(2, words));
    }

    private static String joined(java.util.List<Character> chars) {
        StringBuilder text = new StringBuilder();
        chars.forEach(text::append);
        return text.toString();
    }
}
