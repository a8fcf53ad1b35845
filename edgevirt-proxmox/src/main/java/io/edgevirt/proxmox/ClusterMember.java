package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * A node of a cluster.
 *
 * @param name its name
 * @param number corosync's number for it
 * @param address the address that the nodes speak with each other by
 * @param online whether it is there now
 * @param local whether it is the node that was asked
 * @param votes its votes in the quorum; empty where the login may not see them
 */
public record ClusterMember(
        String name,
        Optional<Integer> number,
        Optional<String> address,
        boolean online,
        boolean local,
        Optional<Integer> votes) {

    @Override
    public String toString() {
        return name + address.map(a -> " (" + a + ")").orElse("") + (online ? "" : ", offline");
    }
}
