package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Instant;
import java.util.List;

/**
 * How a hyperconverged pool is.
 *
 * @param status over all
 * @param faults what is wrong, in the system's own words
 * @param readAt when the system knew this
 */
public record HCIHealth(Status status, List<String> faults, Instant readAt) {

    // Copies the list.
    public HCIHealth {
        faults = List.copyOf(faults);
    }

    /** How a pool is, over all. */
    public enum Status {
        /** All is well. */
        HEALTHY,
        /** Data is there, but less protected than designed. */
        DEGRADED,
        /** Data is or may soon be unreachable. */
        CRITICAL,
        /** The system does not say. */
        UNKNOWN
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
