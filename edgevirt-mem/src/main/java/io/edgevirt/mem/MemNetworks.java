package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Finding.Problem;
import io.edgevirt.SwitchInfo;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Switches. */
final class MemNetworks extends Listed<SwitchInfo> implements NetworkRole {

    MemNetworks(Session session) {
        super(
                session,
                Op.SWITCH_LIST,
                Op.SWITCH_READ,
                () -> session.world().things().bridges().stream()
                        .map(Bridge::info)
                        .toList(),
                id -> bridge(session.world(), id).info());
    }

    private static Bridge bridge(World world, String id) {
        return world.things().bridges().stream()
                .filter(b -> b.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Problems.notFound("switch", id));
    }

    @Override
    public Work create(SwitchSpec spec) {
        return plan(Op.SWITCH_LIST, checks -> {
            checks.name("switch.name", spec.name());
            checks.need(true, Feature.SWITCHES, "switch", spec.name());
            if (taken(spec.name())) {
                checks.fail(
                        "switch.name.free",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "there is a switch '" + spec.name() + "' already",
                        "choose another name");
            }
            if (!world().preset().switchKinds().contains(spec.kind())) {
                checks.fail(
                        "switch.kind",
                        Problem.UNSUPPORTED,
                        spec.name(),
                        "this system has no switches of kind " + spec.kind(),
                        "it has " + world().preset().switchKinds());
            }
            spec.nic().ifPresent(nic -> adapter(checks, nic));
            Optional<Node> on = spec.host()
                    .flatMap(h -> new Placing(world(), checks)
                            .named(h, world().things().nodes()));
            return checks.work(() -> List.of(act(spec, on.map(Node::name))));
        });
    }

    private void adapter(Checks checks, String nic) {
        boolean there = world().things().nodes().stream()
                .anyMatch(
                        n -> n.hardware().nics().stream().anyMatch(a -> a.name().equals(nic)));
        if (!there) {
            checks.known("switch.nic", "adapter", nic);
        }
    }

    private boolean taken(String name) {
        return world().things().bridges().stream().anyMatch(b -> b.name().equals(name));
    }

    private Act act(SwitchSpec spec, Optional<String> host) {
        String body = "name: " + NativeText.escaped(spec.name()) + "\nkind: " + spec.kind()
                + spec.nic().map(n -> "\nnic: " + NativeText.escaped(n)).orElse("")
                + spec.cidr().map(c -> "\ncidr: " + c).orElse("")
                + spec.vlan().map(v -> "\nvlan: " + v).orElse("")
                + (spec.kind() == SwitchInfo.Kind.EXTERNAL ? "\nallowManagement: " + spec.allowManagement() : "");
        return new Act(
                        session(),
                        Op.SWITCH_CREATE,
                        spec.token().toString(),
                        "create switch " + spec.name(),
                        body,
                        results -> {
                            if (taken(spec.name())) {
                                throw Problems.taken("switch", spec.name());
                            }
                            Bridge bridge = new Bridge(
                                    world().nextName("switch"),
                                    spec.name(),
                                    spec.kind(),
                                    spec.nic(),
                                    spec.cidr(),
                                    spec.vlan(),
                                    host);
                            world().things().bridges().add(bridge);
                            return Map.of(Step.SWITCH, bridge.id());
                        })
                .undo(
                        Op.SWITCH_DELETE,
                        results -> world().things().bridges().removeIf(b -> b.id().equals(results.get(Step.SWITCH))))
                .makes("switch " + spec.name());
    }

    @Override
    public Work delete(Ref network) {
        return plan(Op.SWITCH_READ, checks -> {
            Bridge bridge = bridge(world(), network.id());
            user(bridge)
                    .ifPresent(m -> checks.fail(
                            "switch.used",
                            Problem.STATE,
                            bridge.name(),
                            "'" + m.name() + "' is connected to it",
                            "remove that adapter first"));
            return checks.work(() -> List.of(new Act(
                    session(),
                    Op.SWITCH_DELETE,
                    UUID.randomUUID().toString(),
                    "delete switch " + bridge.name(),
                    "switch: " + bridge.id(),
                    results -> {
                        Bridge now = bridge(world(), network.id());
                        if (user(now).isPresent()) {
                            throw Problems.state("the switch '" + now.name() + "' is in use", "remove the adapters");
                        }
                        world().things().bridges().remove(now);
                        return Map.of();
                    })));
        });
    }

    private Optional<Machine> user(Bridge bridge) {
        return world().machines().values().stream()
                .filter(m -> m.plugs().stream().anyMatch(p -> p.bridge().equals(bridge)))
                .findFirst();
    }
}
