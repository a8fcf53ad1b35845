package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.ContentReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.ImageName;
import io.edgevirt.proxmox.translate.NameRules;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Finds the volume of an ISO image for a node: one that is there, or one that a file of this machine's is sent to first.
 * Proxmox VE puts no other files into drives, unless root asks.
 */
final class ImageSource {

    private static final String ISO = "iso";

    private final Site site;
    private final String node;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> uploads = new ArrayList<>();

    ImageSource(Site site, String node) {
        this.site = site;
        this.node = node;
    }

    /** What stops it. */
    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** What sends the file. */
    List<Step> uploads() {
        return List.copyOf(uploads);
    }

    /**
     * The image's volume. At most two requests.
     *
     * @param token makes the name of a file that is sent one of its own: Proxmox VE would write over one of the same name
     */
    Optional<String> find(FileSource image, UUID token) {
        if (image instanceof FileSource.Local local) {
            return upload(local, token);
        }
        String path = ((FileSource.Remote) image).path();
        Optional<String> reason = PropertyString.unfit(path);
        if (reason.isPresent()) {
            findings.add(NameRules.invalid(ISO, path, reason.get(), "name the volume"));
            return Optional.empty();
        }
        Optional<String> volume = path.startsWith("/") ? ofPath(path) : ImageName.volume(path);
        if (volume.isEmpty()) {
            findings.add(Finding.fail(
                    ISO,
                    Problem.NOT_FOUND,
                    path,
                    "it is no image of a storage's: Proxmox VE knows images by storage:iso/file",
                    "name such a volume, or give a Path, which is sent to the server"));
        }
        return volume.filter(this::exists);
    }

    /** The volume that a file on a storage with folders is. */
    private Optional<String> ofPath(String path) {
        for (Json storage : site.pve().send(Call.get("/storage")).list()) {
            Optional<String> volume = ImageName.of(
                    path,
                    storage.text("storage").orElse(""),
                    storage.text("path").orElse(""));
            if (volume.isPresent()) {
                return volume;
            }
        }
        return Optional.empty();
    }

    private boolean exists(String volume) {
        String storage = volume.substring(0, volume.indexOf(':'));
        boolean there = ContentReader.stored(site.pve().send(StorageRequests.content(node, storage, ISO))).stream()
                .anyMatch(s -> s.volid().equals(volume));
        if (!there) {
            findings.add(Finding.fail(
                    ISO,
                    Problem.NOT_FOUND,
                    volume,
                    "there is no such image on the storage, as the node " + node + " sees it",
                    "the storage's volumes() tell what there is"));
        }
        return there;
    }

    private Optional<String> upload(FileSource.Local local, UUID token) {
        Optional<Store> store = DiskStores.of(site, node, ISO).choose(Optional.empty(), Size.ZERO, findings);
        if (store.isEmpty()) {
            return Optional.empty();
        }
        String name = ImageName.own(local.path(), token);
        Work sent = new UploadPlan(site, store.get()).upload(local.path(), name);
        findings.addAll(sent.findings());
        uploads.addAll(sent.steps());
        return Optional.of(store.get().storage() + ":iso/" + name);
    }
}
