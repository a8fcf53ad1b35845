package io.edgevirt.vsphere;

import java.util.Optional;

/**
 * Where a machine goes, each by name, path or id; what is not said is chosen, and the plan names the choice.
 *
 * @param datastore the datastore
 * @param host the host
 * @param resourcePool the resource pool; the name of a cluster or host means the one at its root
 * @param folder the folder of machines
 */
public record Destination(
        Optional<String> datastore, Optional<String> host, Optional<String> resourcePool, Optional<String> folder) {

    /**
     * Nothing is said.
     *
     * @return a destination that is chosen wholly
     */
    public static Destination anywhere() {
        return new Destination(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The same on a datastore.
     *
     * @param name its name, path or id
     * @return a copy
     */
    public Destination datastore(String name) {
        return new Destination(Optional.of(name), host, resourcePool, folder);
    }

    /**
     * The same on a host.
     *
     * @param name its name, path or id
     * @return a copy
     */
    public Destination host(String name) {
        return new Destination(datastore, Optional.of(name), resourcePool, folder);
    }

    /**
     * The same in a resource pool.
     *
     * @param name its name, path or id, or that of a cluster or host
     * @return a copy
     */
    public Destination resourcePool(String name) {
        return new Destination(datastore, host, Optional.of(name), folder);
    }

    /**
     * The same in a folder.
     *
     * @param name its name, path or id
     * @return a copy
     */
    public Destination folder(String name) {
        return new Destination(datastore, host, resourcePool, Optional.of(name));
    }
}
