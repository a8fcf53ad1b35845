package io.edgevirt.proxmox;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A rule of Proxmox VE 9's HA manager about where resources run.
 *
 * @param name its name: a letter, then letters, digits, {@code _} and {@code -}
 * @param kind what it does
 * @param resources such as {@code vm:100}
 * @param nodes for {@link Kind#NODES}: the nodes with their priorities; the highest is preferred
 * @param strict for {@link Kind#NODES}: whether the resources run nowhere else
 * @param enabled whether it holds
 * @param comment a comment
 */
public record HaRule(
        String name,
        Kind kind,
        List<String> resources,
        Map<String, Integer> nodes,
        boolean strict,
        boolean enabled,
        Optional<String> comment) {

    // Copies what it is given, in its order.
    public HaRule {
        resources = List.copyOf(resources);
        nodes = Collections.unmodifiableMap(new LinkedHashMap<>(nodes));
    }

    /** What a rule does. */
    public enum Kind {
        /** Prefers nodes, or binds to them. */
        NODES,
        /** Keeps resources on one node. */
        TOGETHER,
        /** Keeps resources on different nodes. */
        APART
    }

    @Override
    public String toString() {
        String where = switch (kind) {
            case NODES -> " on " + nodes + (strict ? ", nowhere else" : "");
            case TOGETHER -> " together";
            case APART -> " apart";
        };
        return name + ": " + String.join(", ", resources) + where + (enabled ? "" : " (off)");
    }
}
