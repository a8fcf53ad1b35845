package io.edgevirt;

/** Makes text that came from outside fit for one line of a log, a table or an exception's message. */
final class Printable {

    private static final int SHOWN = 80;

    private Printable() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(SHOWN).forEach(c -> {
            if (hidden(c)) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        int all = text.codePointCount(0, text.length());
        return all <= SHOWN ? shown.toString() : shown + "… (" + all + " characters)";
    }

    /** Control characters, line separators, marks that turn the text around, and halves of characters. */
    private static boolean hidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
