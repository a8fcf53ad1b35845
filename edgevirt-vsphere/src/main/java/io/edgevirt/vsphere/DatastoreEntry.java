package io.edgevirt.vsphere;

import io.edgevirt.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * A file or folder of a datastore.
 *
 * @param path the way to it within the datastore
 * @param folder whether it is a folder
 * @param disk whether it is a virtual disk
 * @param size the space it takes
 * @param modified when it was changed last
 */
public record DatastoreEntry(
        String path, boolean folder, boolean disk, Optional<Size> size, Optional<Instant> modified) {

    @Override
    public String toString() {
        return path + (folder ? "/" : "") + size.map(s -> " " + s).orElse("");
    }
}
