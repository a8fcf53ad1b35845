package io.edgevirt;

import java.util.Optional;

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

    /**
     * The native object below, if there is one of that type. It is valid until the connection is closed.
     *
     * @param type the native type
     * @param <N> the native type
     * @return the object, if this backend has one of that type
     */
    <N> Optional<N> unwrapIf(Class<N> type);

    /**
     * The native object below. It is valid until the connection is closed.
     *
     * @param type the native type
     * @param <N> the native type
     * @return the object
     * @throws UnsupportedFeatureException if this backend has none of that type
     */
    <N> N unwrap(Class<N> type);
}
