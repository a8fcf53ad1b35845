package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.Size;
import io.edgevirt.VolumeInfo;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.DatastoreFile;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.DatastorePath;
import io.edgevirt.vsphere.translate.DatastoreRequests;
import io.edgevirt.vsphere.translate.SiteNames;
import io.edgevirt.vsphere.translate.VolumeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Plans volumes: disks that are made empty, and files that are uploaded. */
final class VolumePlan {

    private static final long KIB = 1024;

    private final Site site;
    private final Datastore store;
    private final DatastoreVolumes volumes;
    private final DatastoreRequests requests;

    VolumePlan(Site site, Datastore store) {
        this.site = site;
        this.store = store;
        volumes = new DatastoreVolumes(site, store);
        requests = store.requests(site);
    }

    Work create(VolumeSpec spec) {
        List<Finding> findings =
                new ArrayList<>(new SiteNames().file("name", spec.name()).findings());
        boolean upload = spec.upload().isPresent();
        if (!store.usable()) {
            findings.add(Finding.fail(
                    "pool",
                    Problem.STATE,
                    store.name(),
                    "the datastore is not accessible",
                    "check that a host reaches it"));
        }
        if (upload ? VolumeName.isDisk(spec.name()) : spec.size().bytes() % KIB != 0) {
            findings.add(upload ? diskFile(spec.name()) : uneven(spec.size()));
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        if (volumes.folder(VolumeName.FOLDER).stream()
                .anyMatch(f -> VolumeName.of(f.folder(), f.name()).equals(spec.name())
                        || f.name().equals(spec.name()))) {
            return Work.stopped(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "there is a volume of that name in " + store.name(),
                    "choose another name"));
        }
        DatastorePath path =
                upload ? VolumeName.file(store.name(), spec.name()) : VolumeName.disk(store.name(), spec.name());
        List<Step> steps = new ArrayList<>();
        steps.add(folder());
        steps.addAll(
                upload
                        ? new FileSteps(site, store).upload(spec.upload().get(), path)
                        : new FileSteps(site, store).disk(spec.size(), spec.thin(), path));
        steps.add(new Look(
                "look up " + path,
                "SearchDatastore_Task " + path,
                results -> Map.of(Step.VOLUME, volumes.read(path.toString()).id())));
        return new Work(List.of(), steps);
    }

    private static Finding diskFile(String name) {
        return SiteNames.invalid(
                "name",
                name,
                "an uploaded file does not end with .vmdk: vSphere takes it for a disk, which has two files",
                "give it another ending, or upload both: pool.unwrap(VSphereDatastore.class)");
    }

    private static Finding uneven(Size size) {
        return SiteNames.invalid("size", size.toString(), "a disk's size is a multiple of 1 KiB", "round it up");
    }

    /** The folder of EdgeVirt's own; one that is there is as good as a new one, and it stays. */
    private Step folder() {
        Request request = store.namespaces()
                ? namespace()
                : requests.makeFolder(folderPath().toString());
        return new FolderStep(site, folderPath().toString(), request);
    }

    private DatastorePath folderPath() {
        return store.top().in(VolumeName.FOLDER);
    }

    /** The manager's id, which vijava does not know, is the same on all servers of a kind. */
    private Request namespace() {
        String manager = site.vim().vCenter() ? "DatastoreNamespaceManager" : "ha-datastore-namespace-manager";
        return DatastoreRequests.makeNamespace(
                Request.ref("DatastoreNamespaceManager", manager), store.id(), VolumeName.FOLDER);
    }

    /** Removes a volume. */
    Step delete(VolumeInfo volume) {
        boolean disk = volumes.find(volume.id())
                .map(f -> f.kind() == DatastoreFile.Kind.DISK)
                .orElseThrow(() -> new NotFoundException(
                        io.edgevirt.Failure.of("the volume is gone").backend("vsphere")));
        Request request = disk ? requests.deleteDisk(volume.id()) : requests.deleteFile(volume.id());
        return new VimStep(site.vim(), "remove " + volume.id(), request)
                .landed(results -> volumes.find(volume.id()).isPresent() ? Landed.no() : Landed.yes(Map.of()));
    }
}
