package io.edgevirt.proxmox.driver;

import io.edgevirt.http.Abort;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.UploadFile;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/** Sends a file of the JVM's machine; the server compares its checksum. */
final class UploadStep implements Step {

    /** Key: the task that goes on with the file. */
    static final String TASK = "upload";

    private final Site site;
    private final Store store;
    private final Path file;
    private final String name;
    private final String content;
    private final String volid;
    private final AtomicLong sent = new AtomicLong();
    private final Abort abort = new Abort();

    UploadStep(Site site, Store store, Path file, String name, String content, String volid) {
        this.site = site;
        this.store = store;
        this.file = file;
        this.name = name;
        this.content = content;
        this.volid = volid;
    }

    @Override
    public String title() {
        return "upload " + volid;
    }

    @Override
    public String body() {
        return call("{checksum}").shown() + "\nfilename=" + name;
    }

    private Call call(String checksum) {
        return StorageRequests.upload(store.node(), store.storage(), content)
                .with("checksum-algorithm", "sha256")
                .with("checksum", checksum);
    }

    @Override
    public Started start(Map<String, String> results) {
        return new Started.Blocking(() -> Map.of(TASK, send()), this::fraction, abort::now);
    }

    private String send() throws IOException {
        return site.pve().upload(call(checksum()), UploadFile.of(file, name), sent::set, abort);
    }

    private Optional<Double> fraction() {
        try {
            long size = Files.size(file);
            return Optional.of(size == 0 ? 1.0 : Math.min(1.0, (double) sent.get() / size));
        } catch (IOException e) {
            return Optional.empty(); // the upload itself says so
        }
    }

    private String checksum() throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Landed landed(Map<String, String> results) {
        // Its task may still be at it, and the file not there yet.
        return new Contents(site, store).find(volid).isPresent() ? Landed.yes(Map.of()) : Landed.unknown();
    }

    @Override
    public Optional<String> makes() {
        return Optional.of("volume " + volid);
    }

    @Override
    public String toString() {
        return title();
    }
}
