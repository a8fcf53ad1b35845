package io.edgevirt.mem;

import io.edgevirt.spi.Named;
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
        return node(nameOrId, nodes);
    }

    /** The host of a name or id among some. */
    static Optional<Node> node(String nameOrId, List<Node> among) {
        Named<Node> named = new Named<>("hosts", nameOrId);
        for (Node n : among) {
            named.among(n, n.id(), n.name(), Optional.empty());
        }
        return named.one();
    }

    Optional<Store> store(String nameOrId) {
        Named<Store> named = new Named<>("storage pools", nameOrId);
        for (Store s : stores) {
            named.among(s, s.id(), s.name(), Optional.empty());
        }
        return named.one();
    }

    Optional<Bridge> bridge(String nameOrId) {
        Named<Bridge> named = new Named<>("switches", nameOrId);
        for (Bridge b : bridges) {
            named.among(b, b.id(), b.name(), Optional.empty());
        }
        return named.one();
    }

    Optional<Group> group(String nameOrId) {
        Named<Group> named = new Named<>("clusters", nameOrId);
        for (Group g : groups) {
            named.among(g, g.id(), g.name(), Optional.empty());
        }
        return named.one();
    }

    /** The volume that a user names as pool:volume. */
    Optional<Blob> blob(String poolAndVolume) {
        int colon = poolAndVolume.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : store(poolAndVolume.substring(0, colon)).map(s -> s.blobs().get(poolAndVolume.substring(colon + 1)));
    }
}
