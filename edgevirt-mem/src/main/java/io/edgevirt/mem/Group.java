package io.edgevirt.mem;

import io.edgevirt.ClusterInfo;
import io.edgevirt.spi.ProtectionSpec;
import io.edgevirt.spi.RuleSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster. */
final class Group {

    private final String id;
    private final String name;
    private final List<Node> nodes;
    private final Optional<String> address;
    private final Map<String, ProtectionSpec> protectedMachines = new LinkedHashMap<>();
    private final Map<String, RuleSpec> rules = new LinkedHashMap<>();

    Group(String id, String name, List<Node> nodes, Optional<String> address) {
        this.id = id;
        this.name = name;
        this.nodes = new ArrayList<>(nodes);
        this.address = address;
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    List<Node> nodes() {
        return nodes;
    }

    /** The protection of machines, by their ids. */
    Map<String, ProtectionSpec> protectedMachines() {
        return protectedMachines;
    }

    Map<String, RuleSpec> rules() {
        return rules;
    }

    boolean has(String host) {
        return nodes.stream().anyMatch(n -> n.is(host));
    }

    void forget(String machine) {
        protectedMachines.remove(machine);
        rules.values().removeIf(r -> r.vms().stream().anyMatch(v -> v.id().equals(machine)));
    }

    ClusterInfo info(World world) {
        long up = nodes.stream().filter(Node::up).count();
        List<String> lines = rules.values().stream().map(r -> line(world, r)).toList();
        return new ClusterInfo(
                id,
                name,
                nodes.stream().map(Node::name).toList(),
                Optional.of(2 * up > nodes.size()),
                Optional.of(true),
                address,
                List.copyOf(protectedMachines.keySet()),
                lines,
                Optional.empty());
    }

    private static String line(World world, RuleSpec rule) {
        List<String> vms = rule.vms().stream()
                .map(v -> Optional.ofNullable(world.machines().get(v.id()))
                        .map(Machine::name)
                        .orElse(v.id()))
                .toList();
        return rule.name() + ": "
                + switch (rule.kind()) {
                    case PIN -> vms + " on " + rule.hosts();
                    case APART -> vms + " apart";
                    case TOGETHER -> vms + " together";
                };
    }
}
