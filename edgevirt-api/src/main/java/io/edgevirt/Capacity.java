package io.edgevirt;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * How much a pool holds.
 *
 * @param total all of it
 * @param used what is taken
 * @param free what can still be taken
 */
public record Capacity(Size total, Optional<Size> used, Optional<Size> free) {

    @Override
    public String toString() {
        return Line.one(total
                + used.map(u -> ", " + u + " used").orElse("")
                + free.map(f -> ", " + f + " free").orElse(""));
    }
}
