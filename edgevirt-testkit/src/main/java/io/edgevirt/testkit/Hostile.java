package io.edgevirt.testkit;

/** Texts that a system could take for something else than data. */
enum Hostile {
    SINGLE_QUOTE("a'b"),
    DOUBLE_QUOTE("a\"b"),
    TYPOGRAPHIC_QUOTE("a’b‘c“d”"),
    BACKQUOTE("a`id`b"),
    AMPERSAND("a&b&amp;c&#x27;"),
    MARKUP("a<b>c]]>d<!--e"),
    ENTITY("&xxe;<!DOCTYPE x [<!ENTITY xxe SYSTEM 'file:///etc/hostname'>]>"),
    SEMICOLON("a; exit 1 ;b"),
    DOLLAR("a$(id)${HOME}$env:PATH"),
    PIPE("a | b > c"),
    PERCENT("a%20b%s%n"),
    COMMA_EQUALS("a,b=c,,d"),
    BACKSLASH("a\\b\\n"),
    UPWARDS("../../a"),
    SLASH("a/b"),
    LEADING_HYPHEN("--help"),
    SPACES(" a  b "),
    NUL("a\u0000b"),
    NEWLINE("a\nb\r\nc"),
    TAB("a\tb"),
    ESCAPE("a\u001b[31mb"),
    BELL("a\u0007b"),
    NON_CHARACTER("a\uffffb"),
    LONE_SURROGATE("a\ud83db"),
    EMOJI("a\ud83d\ude80b"),
    RIGHT_TO_LEFT("a\u202eb"),
    COMBINING("e\u0301"),
    EMPTY(""),
    LONG("n".repeat(10_000));

    private final String text;

    Hostile(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
