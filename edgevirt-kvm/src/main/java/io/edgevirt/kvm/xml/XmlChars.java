package io.edgevirt.kvm.xml;

import java.util.OptionalInt;

/** Which characters XML 1.0 can carry (production 2, Char, of its specification). */
public final class XmlChars {

    private XmlChars() {}

    /**
     * The first character that no XML 1.0 document can hold, not even escaped.
     *
     * @param text any text
     * @return the code point; a lone surrogate is one; empty if there is none
     */
    public static OptionalInt illegal(String text) {
        return text.codePoints().filter(c -> !legal(c)).findFirst();
    }

    /**
     * Whether a text has control characters, which names and paths must not have.
     *
     * @param text any text
     * @return true if it has, line ends and tabs included
     */
    public static boolean controls(String text) {
        return text.codePoints().anyMatch(Character::isISOControl);
    }

    private static boolean legal(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xd7ff)
                || (c >= 0xe000 && c <= 0xfffd)
                || c >= 0x10000;
    }
}
