package io.edgevirt;

import java.util.Optional;

/** A host that machines run on. Handles are equal when endpoint and id are. */
public interface Host {

    /**
     * The system's own id.
     *
     * @return such as a node's name, a UUID or a managed object's id
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
    HostInfo info();

    /**
     * Reads it again.
     *
     * @return this handle
     */
    Host refresh();

    /**
     * What it is built of, as far as the system tells; what it does not tell is empty.
     *
     * @return the hardware
     */
    Hardware hardware();

    /**
     * Whether this host can do something. At most one request.
     *
     * @param feature what
     * @return yes, no, or on what it depends
     */
    Support supports(Feature feature);

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
