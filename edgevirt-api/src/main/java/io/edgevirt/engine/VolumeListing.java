package io.edgevirt.engine;

import io.edgevirt.Volume;
import io.edgevirt.VolumeDefinition;
import io.edgevirt.VolumeInfo;
import io.edgevirt.Volumes;
import io.edgevirt.spi.Inventory;
import java.util.Optional;

/** The volumes of a storage pool. */
final class VolumeListing extends Listing<VolumeInfo, Volume> implements Volumes {

    private final PoolHandle pool;

    VolumeListing(PoolHandle pool) {
        super(pool.engine(), "volume");
        this.pool = pool;
    }

    @Override
    public VolumeDefinition define(String name) {
        return new VolumeBuilder(pool, name);
    }

    @Override
    Inventory<VolumeInfo> inventory() {
        return PoolListing.role(pool.engine(), "list", pool.name()).volumes(pool.ref());
    }

    @Override
    Volume handle(VolumeInfo item) {
        return new VolumeHandle(pool, item);
    }

    @Override
    String id(VolumeInfo item) {
        return item.id();
    }

    @Override
    String name(VolumeInfo item) {
        return item.name();
    }

    @Override
    Optional<String> path(VolumeInfo item) {
        return item.path();
    }
}
