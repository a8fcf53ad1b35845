package io.edgevirt;

/** A disk image or another file in a storage pool. */
public interface Volume {

    /**
     * The system's own id.
     *
     * @return such as a key, a path or {@code pool:volume}
     */
    String id();

    /**
     * Its name within the pool. Does not ask the system.
     *
     * @return the name
     */
    String name();

    /**
     * What was last read. Does not ask the system.
     *
     * @return an immutable record
     */
    VolumeInfo info();

    /**
     * Deletes it.
     *
     * @throws InvalidStateException if a machine uses it
     */
    default void delete() {
        prepareDelete().run();
    }

    /**
     * The operation that {@link #delete} runs.
     *
     * @return the operation
     */
    Operation<Volume> prepareDelete();
}
