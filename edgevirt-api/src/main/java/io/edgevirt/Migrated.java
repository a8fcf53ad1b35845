package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Duration;
import java.util.Optional;

/**
 * The result of a move.
 *
 * @param vm the machine where it is now; a handle of the other connection where it went to one
 * @param downtime how long the guest stood still, where the system reports it
 */
public record Migrated(VM vm, Optional<Duration> downtime) {
    @Override
    public String toString() {
        return Line.one(
                vm + downtime.map(d -> ", stood still for " + Line.of(d)).orElse(""));
    }
}
