package io.edgevirt;

import java.util.List;
import java.util.Optional;

/** Hosts that stand in for each other. Handles are equal when endpoint and id are. */
public interface Cluster {

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
    ClusterInfo info();

    /**
     * Reads it again.
     *
     * @return this handle
     */
    Cluster refresh();

    /**
     * Its hosts. Asks the system.
     *
     * @return the hosts
     */
    List<Host> hosts();

    /**
     * Begins to make a machine highly available.
     *
     * @param vm the machine
     * @return a builder; nothing happens before {@link Protection#apply()}
     */
    Protection protect(VM vm);

    /**
     * Keeps a machine on some hosts.
     *
     * @param vm the machine
     * @param hosts the hosts' names, paths or ids
     * @return a rule; nothing happens before {@link ClusterRule#apply()}
     */
    ClusterRule pin(VM vm, String... hosts);

    /**
     * Keeps a machine on some hosts.
     *
     * @param vm the machine
     * @param hosts the hosts
     * @return a rule; nothing happens before {@link ClusterRule#apply()}
     */
    ClusterRule pin(VM vm, Host... hosts);

    /**
     * Keeps machines on different hosts.
     *
     * @param vms two or more machines
     * @return a rule; nothing happens before {@link ClusterRule#apply()}
     */
    ClusterRule keepApart(VM... vms);

    /**
     * Keeps machines on the same host.
     *
     * @param vms two or more machines
     * @return a rule; nothing happens before {@link ClusterRule#apply()}
     */
    ClusterRule keepTogether(VM... vms);

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
