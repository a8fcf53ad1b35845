package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.List;
import java.util.Optional;

/**
 * A part of a listing.
 *
 * @param items what this page holds
 * @param next what to ask for the next page with; empty on the last
 * @param <T> the kind of record
 */
public record Page<T>(List<T> items, Optional<String> next) {

    // Copies the list.
    public Page {
        items = List.copyOf(items);
    }

    /**
     * The only page.
     *
     * @param items all there is
     * @param <T> the kind of record
     * @return a last page
     */
    public static <T> Page<T> all(List<T> items) {
        return new Page<>(items, Optional.empty());
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
