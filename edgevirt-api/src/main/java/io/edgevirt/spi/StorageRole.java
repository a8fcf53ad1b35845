package io.edgevirt.spi;

import io.edgevirt.PoolInfo;
import io.edgevirt.VolumeInfo;

/** Storage pools and volumes. */
public interface StorageRole extends Inventory<PoolInfo> {

    /**
     * The volumes of a pool.
     *
     * @param pool the pool
     * @return how to read them
     */
    Inventory<VolumeInfo> volumes(Ref pool);

    /**
     * Plans a volume. The steps tell {@link Step#VOLUME}.
     *
     * @param pool the pool
     * @param spec what is wanted
     * @return the plan
     */
    Work createVolume(Ref pool, VolumeSpec spec);

    /**
     * Plans the removal of a volume.
     *
     * @param pool the pool
     * @param volume the volume
     * @return the plan
     */
    Work deleteVolume(Ref pool, Ref volume);
}
