package io.edgevirt;

import java.util.List;
import java.util.Optional;

/** A snapshot of a machine. */
public interface Snapshot {

    /**
     * Its id within the machine.
     *
     * @return the id
     */
    String id();

    /**
     * Its name. Does not ask the system.
     *
     * @return the name
     */
    String name();

    /**
     * What was read of it. Does not ask the system.
     *
     * @return an immutable record
     */
    SnapshotInfo info();

    /**
     * The machine it is of.
     *
     * @return the machine
     */
    VM vm();

    /**
     * The snapshot it was taken on.
     *
     * @return the parent, unless this is a root
     */
    Optional<Snapshot> parent();

    /**
     * The snapshots taken on it.
     *
     * @return the children
     */
    List<Snapshot> children();

    /**
     * Brings the machine back to it: running where it holds memory, off where it does not. What the machine did since
     * is lost.
     *
     * @return the machine, refreshed
     */
    default VM revert() {
        return prepareRevert().run();
    }

    /**
     * The operation that {@link #revert} runs.
     *
     * @return the operation
     */
    Operation<VM> prepareRevert();

    /** Deletes it and keeps its children, which then belong to its parent. */
    default void delete() {
        prepareDelete(false).run();
    }

    /** Deletes it with all below it. */
    default void deleteTree() {
        prepareDelete(true).run();
    }

    /**
     * The operation that {@link #delete} and {@link #deleteTree} run.
     *
     * @param tree whether all below it goes as well
     * @return the operation
     */
    Operation<VM> prepareDelete(boolean tree);

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
