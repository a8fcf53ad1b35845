package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.Switch;
import io.edgevirt.SwitchDefinition;
import io.edgevirt.SwitchInfo;
import io.edgevirt.Switches;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.NetworkRole;
import java.util.Optional;

/** The switches of a connection. */
final class SwitchListing extends Listing<SwitchInfo, Switch> implements Switches {

    private final Engine engine;

    SwitchListing(Engine engine) {
        super(engine, "switch");
        this.engine = engine;
    }

    static NetworkRole role(Engine engine, String operation, String target) {
        return engine.role(engine.driver().networks(), Feature.SWITCHES, operation, target);
    }

    @Override
    public SwitchDefinition define(String name) {
        return new SwitchBuilder(engine, name);
    }

    @Override
    Inventory<SwitchInfo> inventory() {
        return role(engine, "list", "switches");
    }

    @Override
    Switch handle(SwitchInfo item) {
        return new SwitchHandle(engine, item);
    }

    @Override
    String id(SwitchInfo item) {
        return item.id();
    }

    @Override
    String name(SwitchInfo item) {
        return item.name();
    }

    @Override
    Optional<String> path(SwitchInfo item) {
        return item.path();
    }
}
