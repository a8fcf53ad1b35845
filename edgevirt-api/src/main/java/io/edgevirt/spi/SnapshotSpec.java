package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.Optional;
import java.util.UUID;

/**
 * A snapshot that is wanted.
 *
 * @param token this snapshot's own
 * @param name its name
 * @param description its description
 * @param memory whether the memory is kept
 * @param quiesce whether the guest's file systems are brought to rest first
 */
public record SnapshotSpec(UUID token, String name, Optional<String> description, boolean memory, boolean quiesce) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
