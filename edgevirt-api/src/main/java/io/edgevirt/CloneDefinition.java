package io.edgevirt;

/** A copy to be. Nothing happens before {@link #create()}. */
public interface CloneDefinition extends Operation<VM> {

    /**
     * Shares the original's disks and keeps only what differs; quick and small, but the original must stay.
     *
     * @param on whether; false by default
     * @return this builder
     */
    CloneDefinition linked(boolean on);

    /**
     * The pool its disks lie in; that of the original by default.
     *
     * @param nameOrId the pool's name, path or id
     * @return this builder
     */
    CloneDefinition pool(String nameOrId);

    /**
     * The pool its disks lie in.
     *
     * @param in the pool
     * @return this builder
     * @throws InvalidSpecException if the handle is of another system
     */
    default CloneDefinition pool(StoragePool in) {
        return pool(in.id());
    }

    /**
     * Places it on a host.
     *
     * @param nameOrId the host's name, path or id
     * @return this builder
     */
    CloneDefinition host(String nameOrId);

    /**
     * Places it on a host.
     *
     * @param on the host
     * @return this builder
     * @throws InvalidSpecException if the handle is of another system
     */
    default CloneDefinition host(Host on) {
        return host(on.id());
    }

    /**
     * Places it in a folder.
     *
     * @param nameOrPath the folder's name or path
     * @return this builder
     */
    CloneDefinition folder(String nameOrPath);

    /**
     * Places it in a resource pool; that of the original by default.
     *
     * @param nameOrPath the resource pool's name or path; where a cluster is a resource pool as well, the cluster's
     * @return this builder
     */
    CloneDefinition resourcePool(String nameOrPath);

    /**
     * Hands user data to cloud-init in the guest.
     *
     * @param userData the text; it is masked in plans
     * @return this builder
     */
    CloneDefinition cloudInit(String userData);

    /**
     * Makes the copy, off.
     *
     * @return the copy
     * @throws AlreadyExistsException if the name is taken
     */
    default VM create() {
        return run();
    }
}
