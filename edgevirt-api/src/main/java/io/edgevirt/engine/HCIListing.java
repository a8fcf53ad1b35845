package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.HCIPool;
import io.edgevirt.spi.HCIRole;
import io.edgevirt.spi.Inventory;
import java.util.Optional;

/** The hyperconverged pools of a connection. */
final class HCIListing extends Listing<HCIRole.Entry, HCIPool> {

    private final Engine engine;

    HCIListing(Engine engine) {
        super(engine, "hyperconverged pool");
        this.engine = engine;
    }

    static HCIRole role(Engine engine, String operation, String target) {
        return engine.role(engine.driver().hciPools(), Feature.STORAGE_INTEGRATION, operation, target);
    }

    @Override
    Inventory<HCIRole.Entry> inventory() {
        return role(engine, "list", "hyperconverged pools");
    }

    @Override
    HCIPool handle(HCIRole.Entry item) {
        return new HCIHandle(engine, item);
    }

    @Override
    String id(HCIRole.Entry item) {
        return item.id();
    }

    @Override
    String name(HCIRole.Entry item) {
        return item.name();
    }

    @Override
    Optional<String> path(HCIRole.Entry item) {
        return Optional.empty();
    }
}
