package io.edgevirt;

/**
 * One thing that is wrong with what was asked for.
 *
 * @param field the field as it is named in the builder, such as {@code memory} or {@code disk[0].size}
 * @param value the value that was given, shortened where it is long, control characters made visible
 * @param limit what is accepted
 * @param remedy what to do about it
 */
public record Violation(String field, String value, String limit, String remedy) {

    private static final int SHOWN = 80;

    // Shortens the value and makes control characters visible, so that it can be printed anywhere.
    public Violation {
        value = printable(value);
    }

    private static String printable(String text) {
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

    @Override
    public String toString() {
        return field + " is '" + value + "': " + limit + "; " + remedy;
    }
}
