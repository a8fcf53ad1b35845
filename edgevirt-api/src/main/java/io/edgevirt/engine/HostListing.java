package io.edgevirt.engine;

import io.edgevirt.Host;
import io.edgevirt.HostInfo;
import io.edgevirt.spi.Inventory;
import java.util.Optional;

/** The hosts of a connection. */
final class HostListing extends Listing<HostInfo, Host> {

    private final Engine engine;

    HostListing(Engine engine) {
        super(engine, "host");
        this.engine = engine;
    }

    @Override
    Inventory<HostInfo> inventory() {
        return engine.driver().hosts();
    }

    @Override
    Host handle(HostInfo item) {
        return new HostHandle(engine, item);
    }

    @Override
    String id(HostInfo item) {
        return item.id();
    }

    @Override
    String name(HostInfo item) {
        return item.name();
    }

    @Override
    Optional<String> path(HostInfo item) {
        return item.path();
    }
}
