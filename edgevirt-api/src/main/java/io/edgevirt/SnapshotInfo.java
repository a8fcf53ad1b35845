package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Instant;
import java.util.Optional;

/**
 * What is known of a snapshot.
 *
 * @param id its id within the machine
 * @param name its name, which may repeat where the system allows it
 * @param description its description
 * @param parent the id of the snapshot it was taken on
 * @param created when it was taken
 * @param memory whether it holds the memory of a running machine
 * @param current whether the machine's present state goes on from it
 */
public record SnapshotInfo(
        String id,
        String name,
        Optional<String> description,
        Optional<String> parent,
        Optional<Instant> created,
        Optional<Boolean> memory,
        boolean current) {

    @Override
    public String toString() {
        return Line.one(name
                + (memory.orElse(false) ? " with memory" : "")
                + created.map(c -> ", " + c).orElse("")
                + (current ? ", current" : ""));
    }
}
