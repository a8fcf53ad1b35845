package io.edgevirt.mem;

import io.edgevirt.ClusterInfo;
import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.ProtectionSpec;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.RuleSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Clusters. Hosts that join one become hosts of this system. */
final class MemClusters extends Listed<ClusterInfo> implements ClusterRole {

    MemClusters(Session session) {
        super(
                session,
                Op.CLUSTER_LIST,
                Op.CLUSTER_READ,
                () -> session.world().things().groups().stream()
                        .map(g -> g.info(session.world()))
                        .toList(),
                id -> group(session.world(), id).info(session.world()));
    }

    private static Group group(World world, String id) {
        return world.things().groups().stream()
                .filter(g -> g.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("cluster", id));
    }

    @Override
    public Work create(ClusterSpec spec) {
        return plan(Op.CLUSTER_LIST, checks -> {
            checks.name("cluster.name", spec.name());
            checks.need(true, Feature.CLUSTER_CREATE, "cluster", spec.name());
            if (taken(spec.name())) {
                checks.fail(
                        "cluster.name.free",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "there is a cluster '" + spec.name() + "' already",
                        "choose another name");
            }
            for (ClusterSpec.Node node : spec.nodes()) {
                member(node.name())
                        .ifPresent(g -> checks.fail(
                                "cluster.node",
                                Problem.STATE,
                                node.name(),
                                "the host '" + node.name() + "' belongs to the cluster '" + g.name() + "'",
                                "leave it out"));
                if (world().things().node(node.name()).isEmpty()) {
                    checks.known("cluster.node", "host", node.name());
                }
            }
            return checks.work(() -> List.of(act(spec)));
        });
    }

    private boolean taken(String name) {
        return world().things().groups().stream().anyMatch(g -> g.name().equals(name));
    }

    private Optional<Group> member(String host) {
        return world().things().groups().stream().filter(g -> g.has(host)).findFirst();
    }

    private Act act(ClusterSpec spec) {
        StringBuilder body = new StringBuilder("name: " + NativeText.escaped(spec.name()));
        spec.nodes()
                .forEach(n -> body.append("\nnode: ")
                        .append(NativeText.escaped(n.name()))
                        .append(n.username()
                                .map(u -> " as " + NativeText.escaped(u))
                                .orElse(""))
                        .append(n.password().isPresent() ? " with ***" : ""));
        spec.address().ifPresent(a -> body.append("\naddress: ").append(a));
        List<Node> joined = new ArrayList<>();
        return new Act(
                        session(),
                        Op.CLUSTER_CREATE,
                        UUID.randomUUID().toString(),
                        "create cluster " + spec.name(),
                        body.toString(),
                        results -> make(spec, joined))
                .undo(Op.CLUSTER_DELETE, results -> {
                    world().things().groups().removeIf(g -> g.id().equals(results.get(Step.CLUSTER)));
                    world().things().nodes().removeAll(joined);
                })
                .makes("cluster " + spec.name());
    }

    private Map<String, String> make(ClusterSpec spec, List<Node> joined) {
        if (taken(spec.name())) {
            throw Problems.taken("cluster", spec.name());
        }
        List<Node> nodes = new ArrayList<>();
        for (ClusterSpec.Node node : spec.nodes()) {
            nodes.add(world().things().node(node.name()).orElseGet(() -> {
                Node fresh = Contents.host(world(), node.name());
                joined.add(fresh);
                return fresh;
            }));
        }
        Group group = new Group(world().nextName("cluster"), spec.name(), nodes, spec.address());
        world().things().groups().add(group);
        return Map.of(Step.CLUSTER, group.id());
    }

    @Override
    public Work protect(Ref cluster, ProtectionSpec spec) {
        return plan(Op.CLUSTER_READ, checks -> {
            Group group = group(world(), cluster.id());
            Machine m = world().machine(spec.vm().id());
            checks.need(true, Feature.HA_CLUSTERING, "cluster.protect", m.name());
            members(checks, group, spec.preferredHosts());
            Optional<ProtectionSpec> before =
                    Optional.ofNullable(group.protectedMachines().get(m.id()));
            String body = "cluster: " + group.name() + "\nvm: " + m.id() + "\nhosts: " + spec.preferredHosts()
                    + spec.restarts().map(r -> "\nrestarts: " + r).orElse("");
            return checks.work(() -> List.of(new Act(
                            session(),
                            Op.CLUSTER_PROTECT,
                            UUID.randomUUID().toString(),
                            "protect " + m.name(),
                            body,
                            results -> {
                                world().machine(m.id());
                                group.protectedMachines().put(m.id(), spec);
                                return Map.of();
                            })
                    .undo(Op.CLUSTER_PROTECT, results -> {
                        group.protectedMachines().remove(m.id());
                        before.ifPresent(b -> group.protectedMachines().put(m.id(), b));
                    })));
        });
    }

    @Override
    public Work rule(Ref cluster, RuleSpec spec) {
        return plan(Op.CLUSTER_READ, checks -> {
            Group group = group(world(), cluster.id());
            checks.need(true, Feature.PLACEMENT_RULES, "cluster.rule", spec.name());
            List<String> names =
                    spec.vms().stream().map(v -> world().machine(v.id()).name()).toList();
            members(checks, group, spec.hosts());
            if (group.rules().containsKey(spec.name())) {
                checks.fail(
                        "cluster.rule.free",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "there is a rule '" + spec.name() + "' already",
                        "choose another name");
            }
            String body = "cluster: " + group.name() + "\nkind: " + spec.kind() + "\nvms: " + names
                    + (spec.hosts().isEmpty() ? "" : "\nhosts: " + spec.hosts());
            return checks.work(() -> List.of(new Act(
                            session(),
                            Op.CLUSTER_RULE,
                            UUID.randomUUID().toString(),
                            "set rule " + spec.name(),
                            body,
                            results -> {
                                if (group.rules().putIfAbsent(spec.name(), spec) != null) {
                                    throw Problems.taken("rule", spec.name());
                                }
                                return Map.of();
                            })
                    .undo(Op.CLUSTER_RULE, results -> group.rules().remove(spec.name(), spec))));
        });
    }

    private static void members(Checks checks, Group group, List<String> hosts) {
        for (String host : hosts) {
            if (!group.has(host)) {
                checks.fail(
                        "cluster.host",
                        Problem.NOT_FOUND,
                        host,
                        "the cluster '" + group.name() + "' has no host '" + host + "'",
                        "its hosts are "
                                + group.nodes().stream().map(Node::name).toList());
            }
        }
    }
}
