package io.edgevirt.mem;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a system has besides machines. Guarded by the system's lock. */
final class Inventories {

    private final List<Node> nodes = new ArrayList<>();
    private final List<Store> stores = new ArrayList<>();
    private final List<Bridge> bridges = new ArrayList<>();
    private final List<Group> groups = new ArrayList<>();
    private final List<Fabric> fabrics = new ArrayList<>();
    /** Files outside of all pools that machines' disks lie in. */
    private final Map<String, Blob> files = new LinkedHashMap<>();
    /** What a strict system knows by name: server paths, adapters, folders, resource pools, hosts to join. */
    private final Set<String> names = new LinkedHashSet<>();

    List<Node> nodes() {
        return nodes;
    }

    List<Store> stores() {
        return stores;
    }

    List<Bridge> bridges() {
        return bridges;
    }

    List<Group> groups() {
        return groups;
    }

    List<Fabric> fabrics() {
        return fabrics;
    }

    Map<String, Blob> files() {
        return files;
    }

    Set<String> names() {
        return names;
    }

    Optional<Node> node(String nameOrId) {
        return nodes.stream().filter(n -> n.is(nameOrId)).findFirst();
    }

    Optional<Store> store(String nameOrId) {
        return stores.stream().filter(s -> s.is(nameOrId)).findFirst();
    }

    Optional<Bridge> bridge(String nameOrId) {
        return bridges.stream().filter(b -> b.is(nameOrId)).findFirst();
    }

    Optional<Group> group(String nameOrId) {
        return groups.stream().filter(g -> g.is(nameOrId)).findFirst();
    }

    /** The volume that a user names as pool:volume. */
    Optional<Blob> blob(String poolAndVolume) {
        int colon = poolAndVolume.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : store(poolAndVolume.substring(0, colon)).map(s -> s.blobs().get(poolAndVolume.substring(colon + 1)));
    }
}
