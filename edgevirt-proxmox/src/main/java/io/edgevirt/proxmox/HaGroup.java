package io.edgevirt.proxmox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A group of nodes that HA resources prefer or are bound to, on Proxmox VE 7 and 8; 9 has {@link HaRule rules} instead.
 *
 * @param name its name: a letter, then letters, digits, {@code _} and {@code -}
 * @param nodes the nodes with their priorities; the highest is preferred
 * @param restricted whether its resources run nowhere else
 * @param failback whether a resource goes back to a node of higher priority once that is there again
 * @param comment a comment
 */
public record HaGroup(
        String name, Map<String, Integer> nodes, boolean restricted, boolean failback, Optional<String> comment) {

    // Copies the map, in its order.
    public HaGroup {
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    @Override
    public String toString() {
        return name + " of " + nodes + (restricted ? ", nowhere else" : "");
    }
}
