package io.edgevirt.hardware;

import io.edgevirt.hardware.Reading.Truth;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Looks for one among several things, be they disks or adapters: one that fits is enough. */
final class Best {

    private Best() {}

    /**
     * What is known of all: met by one that fits; unknown where one might; missed only where none can.
     *
     * @param things all of them; where there are none, the system does not list them
     * @param fits what is known of one
     * @param none the reason where there are none
     */
    static <T> Reading of(List<T> things, Function<T, Reading> fits, String none) {
        if (things.isEmpty()) {
            return Reading.unknown(none);
        }
        List<Reading> all = things.stream().map(fits).toList();
        return first(all, Truth.MET)
                .or(() -> first(all, Truth.UNKNOWN))
                .orElseGet(() -> Reading.of(
                        false, String.join(", ", all.stream().map(Reading::seen).toList())));
    }

    private static Optional<Reading> first(List<Reading> all, Truth truth) {
        return all.stream().filter(r -> r.truth() == truth).findFirst();
    }
}
