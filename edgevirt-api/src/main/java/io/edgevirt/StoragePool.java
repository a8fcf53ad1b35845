package io.edgevirt;

import java.util.Optional;

/** A place where disks lie: a pool, datastore or storage. Handles are equal when endpoint and id are. */
public interface StoragePool {

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
    PoolInfo info();

    /**
     * Reads it again.
     *
     * @return this handle
     */
    StoragePool refresh();

    /**
     * How much it holds. Asks the system.
     *
     * @return its capacity now
     * @throws InvalidStateException if the system does not tell, for example because the pool is not active
     */
    Capacity capacity();

    /**
     * What lies in it.
     *
     * @return a catalog that also defines volumes
     */
    Volumes volumes();

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
