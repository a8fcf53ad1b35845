package io.edgevirt;

/** A snapshot to be. Nothing happens before {@link #create()}. */
public interface SnapshotDefinition extends Operation<Snapshot> {

    /**
     * A description for people.
     *
     * @param text any text
     * @return this builder
     */
    SnapshotDefinition description(String text);

    /**
     * Whether the memory of a running machine is kept as well, so that reverting ends in a running machine. False by
     * default; on a machine that is off there is no memory to keep, and it is an {@link InvalidStateException}.
     *
     * @param on whether
     * @return this builder
     */
    SnapshotDefinition memory(boolean on);

    /**
     * Asks the guest's agent to bring its file systems to rest first. False by default.
     *
     * @param on whether
     * @return this builder
     */
    SnapshotDefinition quiesce(boolean on);

    /**
     * Takes the snapshot.
     *
     * @return the snapshot
     * @throws AlreadyExistsException if the name is taken where the system wants unique names
     */
    default Snapshot create() {
        return run();
    }
}
