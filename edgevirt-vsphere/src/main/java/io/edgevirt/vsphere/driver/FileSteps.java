package io.edgevirt.vsphere.driver;

import io.edgevirt.InvalidSpecException;
import io.edgevirt.Size;
import io.edgevirt.Violation;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.DatastorePath;
import io.edgevirt.vsphere.translate.DatastoreRequests;
import io.edgevirt.vsphere.translate.VolumeName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Steps that put files and disks into a datastore: first under a name that carries the change's mark, then under their
 * own, so that nothing half-made ever has it and nothing of somebody else's is replaced or removed.
 */
final class FileSteps {

    private final Site site;
    private final Datastore store;
    private final DatastoreVolumes there;
    private final DatastoreRequests requests;

    FileSteps(Site site, Datastore store) {
        this.site = site;
        this.store = store;
        there = new DatastoreVolumes(site, store);
        requests = store.requests(site);
    }

    /** Uploads a file of the JVM's machine. */
    List<Step> upload(Path file, DatastorePath to) {
        DatastorePath part = VolumeName.underWay(to, UUID.randomUUID());
        Upload upload = new Upload(site, file, size(file), address(part));
        Step send = new TransferStep("upload " + file.getFileName() + " to " + part, upload)
                .landed(results -> begunAnew(part, requests.deleteFile(part.toString())))
                .undo(() -> remove(part, requests.deleteFile(part.toString())))
                .makes("file " + part);
        Request move = requests.moveFile(part.toString(), to.toString());
        return List.of(send, named(part, to, move, requests.deleteFile(to.toString())));
    }

    /** Makes an empty disk. */
    List<Step> disk(Size size, boolean thin, DatastorePath to) {
        DatastorePath part = VolumeName.underWay(to, UUID.randomUUID());
        Request drop = requests.deleteDisk(part.toString());
        Step make = new VimStep(site.vim(), "make disk " + part, requests.createDisk(part.toString(), size, thin))
                .landed(results -> begunAnew(part, drop))
                .undo(results -> remove(part, drop))
                .makes("disk " + part);
        Request move = requests.moveDisk(part.toString(), to.toString());
        return List.of(make, named(part, to, move, requests.deleteDisk(to.toString())));
    }

    private Step named(DatastorePath part, DatastorePath to, Request move, Request drop) {
        return new VimStep(site.vim(), "name it " + to, move)
                .landed(results -> {
                    if (isThere(part)) {
                        return Landed.no();
                    }
                    return isThere(to) ? Landed.yes(Map.of()) : Landed.unknown();
                })
                .undo(results -> {
                    if (!isThere(part)) { // it was named; while it was not, what has the name is somebody else's
                        remove(to, drop);
                    }
                })
                .makes("file " + to);
    }

    /** What was begun and may be half a file is removed and made again. */
    private Landed begunAnew(DatastorePath part, Request drop) {
        remove(part, drop);
        return Landed.no();
    }

    private void remove(DatastorePath path, Request drop) {
        if (isThere(path)) {
            TaskEnd.brief(site.inventory()).await(site.vim().task(drop));
        }
    }

    private boolean isThere(DatastorePath path) {
        return there.find(path.toString()).isPresent();
    }

    private String address(DatastorePath path) {
        return site.vim().files().address(store.datacenterPath(), store.name(), path.path());
    }

    /** Downloads a file; what is there already is not replaced. */
    Step download(DatastorePath from, Path to) {
        return new TransferStep("download " + from + " to " + to, new Download(site, address(from), to))
                .landed(results -> Landed.no())
                .makes("file " + to);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw InvalidSpecException.of(List.of(new Violation(
                    "upload", file.toString(), "a file that can be read: " + e.getMessage(), "check the path")));
        }
    }
}
