package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Switch;
import io.edgevirt.SwitchDefinition;
import io.edgevirt.SwitchInfo;
import io.edgevirt.Violation;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Collects a switch to be. */
final class SwitchBuilder extends Pending<Switch> implements SwitchDefinition {

    private final UUID token = Tokens.fresh();
    private final String name;
    private SwitchInfo.Kind kind = SwitchInfo.Kind.UNKNOWN;
    private Optional<String> nic = Optional.empty();
    private Optional<String> cidr = Optional.empty();
    private boolean allowManagement = true;
    private Optional<Integer> vlan = Optional.empty();
    private Optional<String> host = Optional.empty();

    SwitchBuilder(Engine engine, String name) {
        super(engine, "create");
        this.name = name;
    }

    @Override
    String target() {
        return name;
    }

    @Override
    List<Violation> violations() {
        return Rules.check(r -> {
            r.name("name", name);
            if (kind == SwitchInfo.Kind.UNKNOWN) {
                r.violated(
                        "kind",
                        "(none)",
                        "a switch is external, nat, routed, internal or isolated",
                        "call one of them");
            }
            nic.ifPresent(n -> r.name("external", n));
            cidr.ifPresent(c -> r.cidr("cidr", c));
            vlan.ifPresent(v -> r.vlan("vlan", v));
            host.ifPresent(h -> r.name("host", h));
        });
    }

    @Override
    Set<Feature> needs() {
        return Set.of(Feature.SWITCHES);
    }

    @Override
    Work plan() {
        return SwitchListing.role(engine(), "create", name)
                .create(new SwitchSpec(token, name, kind, nic, cidr, allowManagement, vlan, host));
    }

    @Override
    Switch finish(Map<String, String> results, TaskHandle<Switch> task) {
        NetworkRole role = SwitchListing.role(engine(), "create", name);
        String id = results.getOrDefault(Step.SWITCH, "");
        return new SwitchHandle(engine(), engine().read("create", name, () -> role.read(id)));
    }

    private SwitchDefinition kind(SwitchInfo.Kind chosen, Optional<String> adapter, Optional<String> addresses) {
        changing();
        kind = chosen;
        nic = adapter;
        cidr = addresses;
        return this;
    }

    @Override
    public SwitchDefinition external(String adapter) {
        return kind(SwitchInfo.Kind.EXTERNAL, Optional.of(adapter), Optional.empty());
    }

    @Override
    public SwitchDefinition nat(String addresses) {
        return kind(SwitchInfo.Kind.NAT, Optional.empty(), Optional.of(addresses));
    }

    @Override
    public SwitchDefinition routed(String addresses) {
        return kind(SwitchInfo.Kind.ROUTED, Optional.empty(), Optional.of(addresses));
    }

    @Override
    public SwitchDefinition internal() {
        return kind(SwitchInfo.Kind.INTERNAL, Optional.empty(), Optional.empty());
    }

    @Override
    public SwitchDefinition isolated() {
        return kind(SwitchInfo.Kind.ISOLATED, Optional.empty(), Optional.empty());
    }

    @Override
    public SwitchDefinition allowManagement(boolean on) {
        changing();
        allowManagement = on;
        return this;
    }

    @Override
    public SwitchDefinition vlan(int id) {
        changing();
        vlan = Optional.of(id);
        return this;
    }

    @Override
    public SwitchDefinition host(String nameOrId) {
        changing();
        host = Optional.of(nameOrId);
        return this;
    }
}
