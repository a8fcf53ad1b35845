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
            if (Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        int all = text.codePointCount(0, text.length());
        return all <= SHOWN ? shown.toString() : shown + "… (" + all + " characters)";
    }

    @Override
    public String toString() {
        return field + " is '" + value + "': " + limit + "; " + remedy;
    }
}
