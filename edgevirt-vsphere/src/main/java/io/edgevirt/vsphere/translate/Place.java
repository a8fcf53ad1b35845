package io.edgevirt.vsphere.translate;

import io.edgevirt.vsphere.translate.Estate.Compute;
import io.edgevirt.vsphere.translate.Estate.Folder;
import io.edgevirt.vsphere.translate.Estate.Node;
import io.edgevirt.vsphere.translate.Estate.Pool;
import io.edgevirt.vsphere.translate.Estate.Store;
import java.util.List;
import java.util.Optional;

/**
 * Where a machine goes.
 *
 * @param compute the cluster, or the host that stands alone
 * @param pool the resource pool
 * @param node the host; empty leaves it to DRS
 * @param folder the folder
 * @param home the datastore of its own files
 * @param disks the datastores of its disks, in their order
 */
public record Place(Compute compute, Pool pool, Optional<Node> node, Folder folder, Store home, List<Store> disks) {

    // Copies the list.
    public Place {
        disks = List.copyOf(disks);
    }

    /**
     * What was chosen, for people.
     *
     * @return such as {@code host: left to DRS, resource pool: /DC/host/Edge/Resources, …}
     */
    public String shown() {
        return "host: " + node.map(Node::name).orElse("left to DRS") + ", resource pool: " + pool.path() + ", folder: "
                + folder.path() + ", datastore: " + home.name();
    }
}
