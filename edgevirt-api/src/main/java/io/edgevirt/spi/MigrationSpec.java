package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.Optional;

/**
 * A move that is wanted.
 *
 * @param to the driver of the target's connection, which may be another of the same backend
 * @param host the target host
 * @param live whether the guest goes on running
 * @param pool a pool of the target for the disks; empty leaves them where they are
 */
public record MigrationSpec(Driver to, Ref host, boolean live, Optional<String> pool) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
