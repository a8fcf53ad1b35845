package io.edgevirt;

import java.util.Optional;

/** The snapshots of a machine, a tree. A path such as {@code base/pre-upgrade} is accepted as a name. */
public interface Snapshots extends Catalog<Snapshot> {

    /**
     * Begins a snapshot below the current one.
     *
     * @param name its name; what characters are accepted is the system's, and named in the error
     * @return a builder
     */
    SnapshotDefinition take(String name);

    /**
     * The one that the machine's present state goes on from.
     *
     * @return the current snapshot, if the machine has one
     */
    Optional<Snapshot> current();
}
