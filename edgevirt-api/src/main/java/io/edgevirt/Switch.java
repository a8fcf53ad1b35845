package io.edgevirt;

/** A switch, network or bridge that machines are connected to. Handles are equal when endpoint and id are. */
public interface Switch {

    /**
     * The system's own id.
     *
     * @return the id
     */
    String id();

    /**
     * The name as last read. Does not ask the system.
     *
     * @return the name
     */
    String name();

    /**
     * What was last read. Does not ask the system.
     *
     * @return an immutable record
     */
    SwitchInfo info();

    /**
     * Reads it again.
     *
     * @return this handle
     */
    Switch refresh();

    /**
     * Deletes it.
     *
     * @throws InvalidStateException if machines are connected to it
     */
    default void delete() {
        prepareDelete().run();
    }

    /**
     * The operation that {@link #delete} runs.
     *
     * @return the operation
     */
    Operation<Switch> prepareDelete();
}
