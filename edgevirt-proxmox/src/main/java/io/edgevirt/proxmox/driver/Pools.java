package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.PoolInfo;
import io.edgevirt.VolumeInfo;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.StoreReader;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import java.util.List;

/** Storages and what lies on them. */
final class Pools implements StorageRole {

    private final Site site;

    Pools(Site site) {
        this.site = site;
    }

    /** All storages, in one request; a dead node's are told as not active. */
    List<Store> all() {
        return StoreReader.stores(site.pve().send(StorageRequests.all()));
    }

    /** A storage, with the figures of the cluster's listing. One request. */
    Store store(String id) {
        return all().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        Failure.of("there is no storage '" + id + "'").backend(Faults.BACKEND)));
    }

    @Override
    public Page<PoolInfo> list(String from) {
        return Page.all(all().stream().map(Store::info).toList());
    }

    @Override
    public PoolInfo read(String id) {
        return fresh(store(id)).info();
    }

    /** The listing's figures are up to some ten seconds old; a node's own are not. */
    private Store fresh(Store store) {
        if (store.usable().isEmpty()) {
            return store;
        }
        try {
            return store.with(
                    StoreReader.capacity(site.pve().send(StorageRequests.status(store.node(), store.storage()))));
        } catch (io.edgevirt.ConnectionException | io.edgevirt.spi.SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return store; // the node went away, or its storage did: what the cluster told holds
        }
    }

    @Override
    public Inventory<VolumeInfo> volumes(Ref pool) {
        return new Contents(site, store(pool.id()));
    }

    @Override
    public Work createVolume(Ref pool, VolumeSpec spec) {
        return new VolumePlan(site, store(pool.id())).create(spec);
    }

    @Override
    public Work deleteVolume(Ref pool, Ref volume) {
        return new VolumePlan(site, store(pool.id())).delete(volume.id());
    }
}
