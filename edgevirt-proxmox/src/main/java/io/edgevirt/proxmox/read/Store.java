package io.edgevirt.proxmox.read;

import io.edgevirt.Capacity;
import io.edgevirt.PoolInfo;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A storage as the cluster's own listing tells it: a shared one once, a local one for each node.
 *
 * @param storage its name in Proxmox's configuration
 * @param nodes the nodes that tell of it; one for a local storage
 * @param usable those of them on which it can be used now
 * @param type Proxmox's word for its kind, such as {@code lvmthin}
 * @param content what it may hold, such as {@code images} and {@code iso}
 * @param shared whether it is the same on all its nodes
 * @param capacity how much it holds; empty where no node can use it
 */
public record Store(
        String storage,
        List<String> nodes,
        List<String> usable,
        String type,
        Set<String> content,
        boolean shared,
        Optional<Capacity> capacity) {

    private static final Set<String> OF_FILES = Set.of("dir", "nfs", "cifs", "cephfs", "btrfs", "glusterfs");

    // Copies what it is given.
    public Store {
        nodes = List.copyOf(nodes);
        usable = List.copyOf(usable);
        content = Set.copyOf(content);
    }

    /**
     * What EdgeVirt knows it by.
     *
     * @return such as {@code ceph-vm} for a shared storage, {@code pve1/local-lvm} for a local one
     */
    public String id() {
        return shared ? storage : nodes.get(0) + "/" + storage;
    }

    /**
     * The node that is asked about it: one on which it can be used, where there is one.
     *
     * @return the node's name
     */
    public String node() {
        return usable.isEmpty() ? nodes.get(0) : usable.get(0);
    }

    /**
     * Whether it keeps its volumes as files in folders.
     *
     * @return false for block devices
     */
    public boolean ofFiles() {
        return OF_FILES.contains(type);
    }

    /**
     * Whether it may hold something.
     *
     * @param kind such as {@code images}
     * @return whether its configuration lets it
     */
    public boolean holds(String kind) {
        return content.contains(kind);
    }

    /**
     * The same with fresher figures.
     *
     * @param figures how much it holds
     * @return a copy
     */
    public Store with(Optional<Capacity> figures) {
        return new Store(storage, nodes, usable, type, content, shared, figures);
    }

    /**
     * As users see it.
     *
     * @return the neutral record
     */
    public PoolInfo info() {
        return new PoolInfo(id(), storage, type, capacity, !usable.isEmpty(), Optional.of(shared), Optional.of(id()));
    }
}
