package io.edgevirt.proxmox.driver;

import io.edgevirt.NotFoundException;
import io.edgevirt.http.Abort;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.UploadFile;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.Map;
import java.util.Optional;

/** Sends an image for a CD drive into a storage, under a name that no other upload has. */
final class ImageUpload implements Step {

    private final Site site;
    private final String node;
    private final String storage;
    private final UploadFile file;
    private volatile long sent;

    ImageUpload(Site site, String node, String storage, UploadFile file) {
        this.site = site;
        this.node = node;
        this.storage = storage;
        this.file = file;
    }

    /** The volume that it becomes. */
    String volume() {
        return storage + ":iso/" + file.name();
    }

    @Override
    public String title() {
        return "upload " + volume();
    }

    private Call call() {
        return Call.post("/nodes/{node}/storage/{storage}/upload", node, storage)
                .with("content", "iso");
    }

    @Override
    public String body() {
        return call().shown() + "\nfilename=" + file.name() + " (" + file.size() + " bytes)";
    }

    @Override
    public Started start(Map<String, String> results) {
        Abort abort = new Abort();
        return new Started.Blocking(
                () -> {
                    new TaskEnd(site.pve()).await(site.pve().upload(call(), file, done -> sent = done, abort));
                    return Map.of();
                },
                () -> Optional.of(file.size() == 0 ? 1.0 : Math.min(1.0, (double) sent / file.size())),
                abort::now);
    }

    /** Its name is this upload's own. */
    @Override
    public Landed landed(Map<String, String> results) {
        return there() ? Landed.yes(Map.of()) : Landed.no();
    }

    private boolean there() {
        return site
                .pve()
                .send(Call.get("/nodes/{node}/storage/{storage}/content", node, storage)
                        .with("content", "iso"))
                .list()
                .stream()
                .anyMatch(v -> v.text("volid").equals(Optional.of(volume())));
    }

    @Override
    public void undo(Map<String, String> results) {
        if (there()) {
            try {
                site.pve()
                        .send(Seeds.delete(node, volume()))
                        .text()
                        .filter(t -> t.startsWith("UPID:"))
                        .ifPresent(upid -> new TaskEnd(site.pve()).await(upid));
            } catch (NotFoundException e) {
                // somebody else removed it
            }
        }
    }

    @Override
    public Optional<String> makes() {
        return Optional.of("image " + volume());
    }

    @Override
    public String toString() {
        return title();
    }
}
