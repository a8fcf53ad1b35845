package io.edgevirt.mem;

import io.edgevirt.SnapshotInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A snapshot.
 *
 * @param id its id
 * @param name its name
 * @param description its description
 * @param parent the id of the snapshot it was taken on
 * @param created when it was taken
 * @param memory whether it holds the memory of a running machine
 * @param shape the machine's figures
 * @param files the guest's files
 * @param blobs the ids of the volumes it holds the state of
 */
record Shot(
        String id,
        String name,
        Optional<String> description,
        Optional<String> parent,
        Instant created,
        boolean memory,
        Shape shape,
        Map<String, byte[]> files,
        Set<String> blobs) {

    Shot on(Optional<String> other) {
        return new Shot(id, name, description, other, created, memory, shape, files, blobs);
    }

    SnapshotInfo info(boolean current) {
        return new SnapshotInfo(id, name, description, parent, Optional.of(created), Optional.of(memory), current);
    }
}
