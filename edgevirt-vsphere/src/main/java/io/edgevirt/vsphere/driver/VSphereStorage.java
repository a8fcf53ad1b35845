package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.VolumeInfo;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.StorageRole;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.DatastoreReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Selection;
import java.util.List;
import java.util.Optional;

/** Datastores and their volumes. */
final class VSphereStorage implements StorageRole {

    private final Site site;

    VSphereStorage(Site site) {
        this.site = site;
    }

    /** All datastores, in one request. */
    List<PoolInfo> all() {
        List<Managed> listing = site.inventory().all(DatastoreReader.WANTED.toArray(Selection[]::new));
        return DatastoreReader.pools(listing, site.root());
    }

    @Override
    public Page<PoolInfo> list(String from) {
        return Page.all(all());
    }

    @Override
    public PoolInfo read(String id) {
        return all().stream()
                .filter(p -> p.id().equals(id))
                .findFirst()
                .orElseThrow(() -> VSphereNetworks.absent("there is no datastore with the id '" + id + "'"));
    }

    @Override
    public Inventory<VolumeInfo> volumes(Ref pool) {
        return new DatastoreVolumes(site, Datastore.read(site, pool.id()));
    }

    @Override
    public Work createVolume(Ref pool, VolumeSpec spec) {
        return new VolumePlan(site, Datastore.read(site, pool.id())).create(spec);
    }

    @Override
    public Work deleteVolume(Ref pool, Ref volume) {
        Datastore store = Datastore.read(site, pool.id());
        VolumeInfo info = new DatastoreVolumes(site, store).read(volume.id());
        Optional<String> user = new VolumeUsers(site, store).of(info.id());
        if (user.isPresent()) {
            return Work.stopped(Finding.fail(
                    "volume.used",
                    Problem.STATE,
                    info.name(),
                    user.get() + " uses it",
                    "remove the disk or eject the image first; a snapshot may still need it"));
        }
        return Work.of(new VolumePlan(site, store).delete(info));
    }
}
