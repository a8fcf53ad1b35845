package io.edgevirt.vsphere;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vSAN of a cluster, as vCenter tells of it without vSAN's own API.
 *
 * @param nodes the names of the cluster's hosts whose disks it uses
 * @param faultDomains the fault domain of each host that has one, by the host's name
 * @param witness the name of the host outside the cluster that votes and holds no data, where one is seen
 */
public record VSAN(List<String> nodes, Map<String, String> faultDomains, Optional<String> witness) {

    // Copies the collections.
    public VSAN {
        nodes = List.copyOf(nodes);
        faultDomains = Map.copyOf(faultDomains);
    }

    /**
     * Whether this is the deployment of two nodes with a witness.
     *
     * @return true if two hosts hold data and a third one votes
     */
    public boolean twoNodes() {
        return nodes.size() == 2 && witness.isPresent();
    }

    /** Such as {@code 2-node vSAN with witness esx-w}. */
    @Override
    public String toString() {
        return nodes.size() + "-node vSAN"
                + witness.map(w -> " with witness " + w).orElse("");
    }
}
