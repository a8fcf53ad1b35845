package io.edgevirt.vsphere.driver;

import io.edgevirt.NotFoundException;
import io.edgevirt.VolumeInfo;
import io.edgevirt.spi.Inventory;
import io.edgevirt.spi.Page;
import io.edgevirt.vsphere.read.DatastoreFile;
import io.edgevirt.vsphere.translate.DatastorePath;
import io.edgevirt.vsphere.translate.DatastoreRequests;
import io.edgevirt.vsphere.translate.VolumeName;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The volumes of a datastore: its disks and images, and what lies in EdgeVirt's own folder. */
final class DatastoreVolumes implements Inventory<VolumeInfo> {

    private final Site site;
    private final Datastore store;

    DatastoreVolumes(Site site, Datastore store) {
        this.site = site;
        this.store = store;
    }

    @Override
    public Page<VolumeInfo> list(String from) {
        if (!store.usable()) {
            return Page.all(List.of());
        }
        return Page.all(search(store.top(), true).stream()
                .filter(DatastoreVolumes::isVolume)
                .map(this::info)
                .toList());
    }

    @Override
    public VolumeInfo read(String id) {
        return find(id).map(this::info)
                .orElseThrow(() -> VSphereNetworks.absent("there is no volume '" + id + "' in " + store.name()));
    }

    /** The file of a volume's id, if it is there; one search of its folder. */
    Optional<DatastoreFile> find(String id) {
        Optional<DatastorePath> path =
                DatastorePath.parse(id).filter(p -> p.datastore().equals(store.name()));
        return path.flatMap(p -> folder(p.folder()).stream()
                .filter(f -> f.path().equals(p.path()) && f.kind() != DatastoreFile.Kind.FOLDER)
                .findFirst());
    }

    /** What lies in a folder; nothing, if there is no such folder. */
    List<DatastoreFile> folder(String way) {
        try {
            return search(new DatastorePath(store.name(), way), false);
        } catch (NotFoundException e) {
            return List.of();
        }
    }

    /** What lies in a folder that must be there. */
    List<DatastoreFile> listed(DatastorePath folder) {
        return search(folder, false);
    }

    private List<DatastoreFile> search(DatastorePath path, boolean below) {
        return DatastoreFile.of(TaskEnd.brief(site.inventory())
                .await(site.vim().task(DatastoreRequests.search(store.browser(), path.toString(), below))));
    }

    private static boolean isVolume(DatastoreFile file) {
        boolean ours = file.folder().equals(VolumeName.FOLDER);
        if (VolumeName.underWay(file.name())) {
            return false;
        }
        return switch (file.kind()) {
            case FOLDER -> false;
            case DISK, ISO, FLOPPY -> true;
            case OTHER -> ours || VolumeName.isDisk(file.name());
        };
    }

    private VolumeInfo info(DatastoreFile file) {
        boolean disk = file.kind() == DatastoreFile.Kind.DISK;
        String path = new DatastorePath(store.name(), file.path()).toString();
        return new VolumeInfo(
                path,
                VolumeName.of(file.folder(), file.name()),
                store.name(),
                disk ? file.capacity() : file.size(),
                file.size(),
                Optional.of(format(file)),
                Optional.of(path));
    }

    private static String format(DatastoreFile file) {
        return switch (file.kind()) {
            case DISK -> "vmdk";
            case ISO -> "iso";
            case FLOPPY -> "flp";
            default ->
                file.name().contains(".")
                        ? file.name()
                                .substring(file.name().lastIndexOf('.') + 1)
                                .toLowerCase(Locale.ROOT)
                        : "file";
        };
    }
}
