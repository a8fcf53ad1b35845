package io.edgevirt.spi;

import io.edgevirt.About;
import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A connection of one backend. It reads and plans, from any thread; it never waits, retries or validates. Errors are
 * {@link io.edgevirt.EdgeVirtException}s: a lost or unreachable connection is a {@link
 * io.edgevirt.ConnectionException}, a session that is over a {@link SessionExpiredException}.
 *
 * <p>An absent role means that the system lacks it; {@link #supports(Feature)} gives the reason.
 */
public interface Driver extends AutoCloseable {

    /**
     * What is connected to.
     *
     * @return read at connect
     */
    About about();

    /** Makes the session or connection anew. The engine calls it once per expired session or lost connection. */
    void renew();

    /**
     * Whether this connection can do something. No request.
     *
     * @param feature what
     * @return the answer
     */
    Support supports(Feature feature);

    /**
     * Whether a machine or host can do something. At most one request.
     *
     * @param feature what
     * @param target the machine or host
     * @return the answer
     */
    Support supports(Feature feature, Ref target);

    /**
     * The machines.
     *
     * @return the role that every driver has
     */
    VMRole vms();

    /**
     * The hosts.
     *
     * @return the role that every driver has
     */
    HostRole hosts();

    /**
     * Snapshots.
     *
     * @return the role, if the system has it
     */
    default Optional<SnapshotRole> snapshots() {
        return Optional.empty();
    }

    /**
     * What is seen and done inside a machine.
     *
     * @return the role, if the system has it
     */
    default Optional<InsideRole> inside() {
        return Optional.empty();
    }

    /**
     * Switches.
     *
     * @return the role, if the system has it
     */
    default Optional<NetworkRole> networks() {
        return Optional.empty();
    }

    /**
     * Storage pools and volumes.
     *
     * @return the role, if the system has it
     */
    default Optional<StorageRole> storage() {
        return Optional.empty();
    }

    /**
     * Clusters.
     *
     * @return the role, if the system has it
     */
    default Optional<ClusterRole> clusters() {
        return Optional.empty();
    }

    /**
     * Hyperconverged pools.
     *
     * @return the role, if the system has it
     */
    default Optional<HCIRole> hciPools() {
        return Optional.empty();
    }

    /**
     * Events pushed by the system; where it is absent the engine compares listings.
     *
     * @return the role, if the system pushes
     */
    default Optional<EventRole> events() {
        return Optional.empty();
    }

    /**
     * Asks about native tasks, all with one long poll where the system can.
     *
     * @param tasks the tasks' ids
     * @param atMost how long the system may hold back its answer while nothing changes
     * @return the state of those tasks that it knows
     */
    default Map<String, TaskState> poll(Set<String> tasks, Duration atMost) {
        return Map.of();
    }

    /**
     * Whether {@link #poll} holds back its answer until something changes. The engine then asks again at once, instead
     * of leaving a pause that grows.
     *
     * @return false where it answers at once
     */
    default boolean pollHolds() {
        return false;
    }

    /**
     * Asks the system to stop a native task.
     *
     * @param task its id
     */
    default void cancel(String task) {}

    /**
     * The native object below.
     *
     * @param target what; {@link Ref#HYPERVISOR} for the connection
     * @param type the native type
     * @param <T> the native type
     * @return the object, if there is one of that type
     */
    default <T> Optional<T> unwrap(Ref target, Class<T> type) {
        return Optional.empty();
    }

    /**
     * The native object below, or a thing of this driver's own whose changes and reads go through the engine. The engine
     * calls this method; a driver implements it only if it has such things.
     *
     * @param target what; {@link Ref#HYPERVISOR} for the connection
     * @param type the native type
     * @param operations what the engine does for things of the driver's own; the same for all calls
     * @param <T> the native type
     * @return the object, if there is one of that type
     */
    default <T> Optional<T> unwrap(Ref target, Class<T> type, Operations operations) {
        return unwrap(target, type);
    }

    /**
     * Time as this system sees it.
     *
     * @return real time, but for simulations
     */
    default Pace pace() {
        return Pace.system();
    }

    /** Logs out and releases every native handle, thread and socket. Called once. */
    @Override
    void close();
}
