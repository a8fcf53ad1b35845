package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened to a machine.
 *
 * @param kind what happened
 * @param vmId the machine's id
 * @param name its name, where the system said it
 * @param state its state afterwards, where the system said it
 * @param at when the system, or EdgeVirt on receipt, saw it
 * @param detail the system's own words, such as {@code shutdown/guest}; may be empty
 */
public record Event(Kind kind, String vmId, Optional<String> name, Optional<VMState> state, Instant at, String detail) {

    /** What happened. */
    public enum Kind {
        /** A machine came into being or became visible. */
        CREATED,
        /** A machine is gone. */
        REMOVED,
        /** Its state changed. */
        STATE,
        /** The guest restarted while the machine kept running. */
        REBOOTED,
        /** Its configuration or name changed. */
        CHANGED,
        /** A snapshot was taken, reverted to or deleted. */
        SNAPSHOT,
        /** The connection was lost and made again: events in between are missing. */
        RECONNECTED
    }

    @Override
    public String toString() {
        return Line.one(at + " " + kind + " " + name.orElse(vmId)
                + state.map(s -> " " + s).orElse("") + (detail.isEmpty() ? "" : " (" + detail + ")"));
    }
}
