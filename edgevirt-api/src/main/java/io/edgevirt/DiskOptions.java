package io.edgevirt;

/** How a disk is made; every option has a default. */
public interface DiskOptions {

    /**
     * The pool it lies in.
     *
     * @param nameOrId the pool's name, path or id
     * @return these options
     */
    DiskOptions pool(String nameOrId);

    /**
     * The pool it lies in.
     *
     * @param in the pool
     * @return these options
     * @throws InvalidSpecException if the handle is of another system
     */
    default DiskOptions pool(StoragePool in) {
        return pool(in.id());
    }

    /**
     * The file it is kept in, instead of a name that EdgeVirt chooses.
     *
     * @param file the server's path
     * @return these options
     */
    DiskOptions path(String file);

    /**
     * Whether it takes space only as it fills; true by default.
     *
     * @param on whether
     * @return these options
     */
    DiskOptions thin(boolean on);

    /**
     * How it is attached; the system's best by default.
     *
     * @param kind the bus
     * @return these options
     */
    DiskOptions bus(DiskBus kind);
}
