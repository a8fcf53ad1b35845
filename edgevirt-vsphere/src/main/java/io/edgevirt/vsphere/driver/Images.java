package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.http.Abort;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Store;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Finds images for CD drives on datastores, and uploads those of the JVM's machine. */
final class Images {

    /** Where uploaded images lie on a datastore. */
    private static final String FOLDER = "edgevirt-iso";

    private final Site site;
    private final Estate estate;
    private final List<Finding> found = new ArrayList<>();
    private final List<Step> uploads = new ArrayList<>();

    Images(Site site, Estate estate) {
        this.site = site;
        this.estate = estate;
    }

    List<Finding> findings() {
        return found;
    }

    /** What is sent before the machine is changed. */
    List<Step> uploads() {
        return uploads;
    }

    /**
     * An image as vSphere names it.
     *
     * @param store where an image of this machine's is uploaded to
     * @return such as {@code [store] iso/x.iso}; empty where the findings say why not
     */
    Optional<String> find(FileSource source, Store store, UUID token) {
        return source instanceof FileSource.Remote remote
                ? remote(remote.path())
                : upload(((FileSource.Local) source).path(), store, token);
    }

    private Optional<String> remote(String text) {
        List<Finding> illegal = new NameRules().line("iso", text).findings();
        if (!illegal.isEmpty()) {
            found.addAll(illegal);
            return Optional.empty();
        }
        Optional<String[]> parts = parts(text);
        if (parts.isEmpty()) {
            found.add(NameRules.invalid(
                    "iso",
                    text,
                    "an image is named such as [datastore] iso/x.iso or datastore:iso/x.iso",
                    "name it so"));
            return Optional.empty();
        }
        String name = parts.get()[0];
        Optional<Store> store = Estate.named("storage pools", estate.stores(), name);
        if (store.isEmpty()) {
            found.add(missing(text, "there is no datastore '" + name + "'"));
            return Optional.empty();
        }
        return there(store.get(), parts.get()[1])
                ? Optional.of("[" + store.get().name() + "] " + parts.get()[1])
                : Optional.empty();
    }

    /** Datastore and path; a path of ESXi's own file system tells both as well. */
    private static Optional<String[]> parts(String text) {
        if (text.startsWith("/vmfs/volumes/")) {
            String[] parts = text.substring("/vmfs/volumes/".length()).split("/", 2);
            return parts.length == 2 ? Optional.of(parts) : Optional.empty();
        }
        boolean bracket = text.startsWith("[");
        int end = bracket ? text.indexOf(']') : text.indexOf(':');
        if (end < 1) {
            return Optional.empty();
        }
        String path = text.substring(end + 1).strip();
        return path.isEmpty()
                ? Optional.empty()
                : Optional.of(new String[] {text.substring(bracket ? 1 : 0, end), path});
    }

    private static Finding missing(String image, String reason) {
        return Finding.fail(
                "iso", Problem.NOT_FOUND, image, reason, "storage().get(pool).volumes() tells what there is");
    }

    private boolean there(Store store, String path) {
        try {
            site.vim().files().size(address(store, path));
            return true;
        } catch (NotFoundException e) {
            found.add(missing("[" + store.name() + "] " + path, "there is no such file on the datastore"));
            return false;
        } catch (PermissionDeniedException e) {
            return true; // who may not look may still use it
        }
    }

    private String address(Store store, String path) {
        return site.vim().files().address(store.site(), store.name(), path);
    }

    private Optional<String> upload(Path image, Store store, UUID token) {
        long length;
        try {
            length = java.nio.file.Files.size(image);
        } catch (IOException e) {
            found.add(missing(
                    image.toString(),
                    "the file cannot be read here: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
        String mark = token.toString().substring(0, 8);
        String file = FOLDER + "/" + mark + "-" + safe(image);
        String target = "[" + store.name() + "] " + file;
        Optional<String> datacenter = datacenter(store);
        uploads.add(new FolderStep(site, "[" + store.name() + "] " + FOLDER, datacenter));
        uploads.add(new Upload(image, length, store, file, target));
        return Optional.of(target);
    }

    static Optional<String> datacenter(Store store) {
        return store.datacenter().isEmpty() ? Optional.empty() : Optional.of(store.datacenter());
    }

    private static String safe(Path image) {
        Path name = image.getFileName();
        String text = name == null ? "image.iso" : name.toString().replaceAll("[^A-Za-z0-9._-]", "_");
        return text.length() > 80 ? text.substring(text.length() - 80) : text;
    }

    /** One image on its way. */
    private final class Upload implements Step {
        private final Path image;
        private final long length;
        private final Store store;
        private final String file;
        private final String target;

        Upload(Path image, long length, Store store, String file, String target) {
            this.image = image;
            this.length = length;
            this.store = store;
            this.file = file;
            this.target = target;
        }

        @Override
        public String title() {
            return "upload " + image.getFileName() + " to " + target;
        }

        @Override
        public String body() {
            return "PUT " + address(store, file) + " (" + length + " bytes)";
        }

        @Override
        public Started start(Map<String, String> results) {
            AtomicLong sent = new AtomicLong();
            Abort abort = new Abort();
            return new Started.Blocking(
                    () -> {
                        try (InputStream in = java.nio.file.Files.newInputStream(image)) {
                            site.vim().files().upload(address(store, file), in, length, sent::set, abort);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                        return Map.of();
                    },
                    () -> length == 0 ? Optional.empty() : Optional.of((double) sent.get() / length),
                    abort::now);
        }

        /** A file of this name is this change's own; sent again it is written over. */
        @Override
        public Landed landed(Map<String, String> results) {
            return Landed.no();
        }

        @Override
        public void undo(Map<String, String> results) {
            try {
                new TaskEnd(site.inventory())
                        .await(site.vim()
                                .task(Requests.deleteFile(
                                        site.vim().content().getFileManager(), target, datacenter(store))));
            } catch (NotFoundException e) {
                return; // it never came into being
            }
        }

        @Override
        public Optional<String> makes() {
            return Optional.of("file " + target);
        }

        @Override
        public String toString() {
            return title();
        }
    }
}
