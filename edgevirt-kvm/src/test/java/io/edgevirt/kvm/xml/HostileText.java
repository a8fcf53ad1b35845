package io.edgevirt.kvm.xml;

import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Texts that break programs which put data into XML, SQL, shells or C strings. */
public final class HostileText {

    /** XML 1.0, fifth edition, production 2, written a second time so that the code is not measured by itself. */
    private static final Pattern LEGAL = Pattern.compile("[\t\n\r\\x20-\uD7FF\uE000-\uFFFD\\x{10000}-\\x{10FFFF}]*");

    private static final List<String> FRAGMENTS = List.of(
            "'",
            "\"",
            "’",
            "<",
            ">",
            "&",
            "&amp;",
            "&#13;",
            "&lt;b&gt;",
            "&edgevirt;",
            "<!--",
            "-->",
            "<?xml?>",
            "<![CDATA[",
            "]]>",
            "</name>",
            "<uuid/>",
            "'/><disk type='file'/>",
            "<!DOCTYPE domain>",
            "\n",
            "\r",
            "\r\n",
            "\t",
            "  ",
            "\u00a0",
            "\u0085",
            "\u2028",
            "\u0000",
            "\u0001",
            "\u001b[2J",
            "\u007f",
            "\ufffe",
            "\uffff",
            "\ud83d",
            "\ude00",
            "😀",
            "👩‍🚀",
            "e\u0301",
            "\u202e",
            "\ufeff",
            ".",
            "..",
            "../",
            // few enough characters for a file's name, and too many bytes
            "é".repeat(200),
            "/",
            "\\",
            "%s",
            "%00",
            "${x}",
            "$(reboot)",
            "`reboot`",
            ";",
            "--",
            "| rm",
            "'; DROP TABLE vms; --",
            "日本語",
            "ß",
            "İ",
            "xmlns:a='b'",
            "edgevirt:");

    private HostileText() {}

    /** Any text at all, up to 10,000 characters. */
    public static Arbitrary<String> any() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(40),
                Arbitraries.of(FRAGMENTS).list().ofMinSize(1).ofMaxSize(6).map(parts -> String.join("", parts)),
                Arbitraries.of(FRAGMENTS)
                        .list()
                        .ofMinSize(1)
                        .ofMaxSize(3)
                        .map(parts -> "edge-" + String.join("-01", parts) + "-end"),
                Arbitraries.of(FRAGMENTS).map(HostileText::long10k));
    }

    /** Any text of one character or more. */
    public static Arbitrary<String> nonEmpty() {
        return any().filter(s -> !s.isEmpty());
    }

    /** What XML can carry, of all texts. */
    public static Arbitrary<String> carried() {
        return any().filter(HostileText::fitsXml);
    }

    /** Whether every character may stand in XML 1.0. */
    public static boolean fitsXml(String text) {
        return LEGAL.matcher(text).matches();
    }

    /** Whether it may stand in an attribute as the writer writes them: there are no line ends and no tabs. */
    public static boolean fitsAttribute(String text) {
        return fitsXml(text) && text.chars().noneMatch(c -> c == '\n' || c == '\r' || c == '\t');
    }

    private static String long10k(String fragment) {
        return fragment.repeat(10_000 / fragment.length());
    }
}
