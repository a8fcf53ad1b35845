package io.edgevirt;

/** A move of a machine to another host. */
public interface Migration extends Operation<Migrated> {

    /**
     * Where to.
     *
     * @param host a host of this connection or, where the system can (libvirt), of another
     * @return this builder
     */
    Migration to(Host host);

    /**
     * Whether the guest goes on running meanwhile; true by default.
     *
     * @param on whether
     * @return this builder
     */
    Migration live(boolean on);

    /**
     * Moves its disks as well, into a pool of the other host.
     *
     * @param nameOrId the pool's name, path or id there
     * @return this builder
     */
    Migration pool(String nameOrId);
}
