package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.VolumeInfo;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.ContentReader;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.proxmox.translate.VolumeName;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import java.util.List;
import java.util.Optional;

/** What lies on one storage. */
final class Contents implements Inventory<VolumeInfo> {

    private final Site site;
    private final Store store;

    Contents(Site site, Store store) {
        this.site = site;
        this.store = store;
    }

    /** Everything on the storage, in one request. */
    List<Stored> all() {
        return ContentReader.stored(site.pve().send(StorageRequests.content(store.node(), store.storage())));
    }

    /** Everything of one sort, in one request. */
    List<Stored> all(String sort) {
        return ContentReader.stored(site.pve().send(StorageRequests.content(store.node(), store.storage(), sort)));
    }

    Optional<Stored> find(String volid) {
        return all().stream().filter(v -> v.volid().equals(volid)).findFirst();
    }

    Stored get(String volid) {
        return find(volid)
                .orElseThrow(
                        () -> new NotFoundException(Failure.of("there is no volume '" + volid + "' on " + store.id())
                                .backend(Faults.BACKEND)));
    }

    @Override
    public Page<VolumeInfo> list(String from) {
        return Page.all(all().stream().map(this::info).toList());
    }

    @Override
    public VolumeInfo read(String id) {
        return info(get(id));
    }

    @Override
    public Optional<List<VolumeInfo>> named(String nameOrPath) {
        return Optional.of(all().stream()
                .filter(v -> VolumeName.of(v.content(), v.path()).equals(nameOrPath)
                        || v.volid().equals(nameOrPath)
                        || v.path().equals(nameOrPath))
                .map(this::info)
                .toList());
    }

    private VolumeInfo info(Stored volume) {
        return new VolumeInfo(
                volume.volid(),
                VolumeName.of(volume.content(), volume.path()),
                store.storage(),
                volume.size(),
                volume.used(),
                volume.format(),
                Optional.of(volume.volid()));
    }
}
