package io.edgevirt.engine;

import io.edgevirt.Feature;
import io.edgevirt.PoolInfo;
import io.edgevirt.StoragePool;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.StorageRole;
import java.util.Optional;

/** The storage pools of a connection. */
final class PoolListing extends Listing<PoolInfo, StoragePool> {

    private final Engine engine;

    PoolListing(Engine engine) {
        super(engine, "storage pool");
        this.engine = engine;
    }

    static StorageRole role(Engine engine, String operation, String target) {
        return engine.role(engine.driver().storage(), Feature.VOLUMES, operation, target);
    }

    @Override
    Inventory<PoolInfo> inventory() {
        return role(engine, "list", "storage pools");
    }

    @Override
    StoragePool handle(PoolInfo item) {
        return new PoolHandle(engine, item);
    }

    @Override
    String id(PoolInfo item) {
        return item.id();
    }

    @Override
    String name(PoolInfo item) {
        return item.name();
    }

    @Override
    Optional<String> path(PoolInfo item) {
        return item.path();
    }
}
