package io.edgevirt;

import io.edgevirt.engine.Line;

/**
 * One thing that is wrong with what was asked for.
 *
 * @param field the field as it is named in the builder, such as {@code memory} or {@code disk[0].size}
 * @param value the value that was given, shortened where it is long, control characters made visible
 * @param limit what is accepted
 * @param remedy what to do about it
 */
public record Violation(String field, String value, String limit, String remedy) {

    // Shortens the value and makes control characters visible, so that it can be printed anywhere.
    public Violation {
        value = Printable.of(value);
    }

    @Override
    public String toString() {
        return Line.one(field + " is '" + value + "': " + limit + "; " + remedy);
    }
}
