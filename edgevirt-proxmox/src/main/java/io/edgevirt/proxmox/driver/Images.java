package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.UploadFile;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Finds images for CD drives on the storages that a node has. */
final class Images {

    private static final String ISO = "iso";

    private final Site site;
    private final Estate estate;
    private final String node;
    private final UUID token;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> uploads = new ArrayList<>();

    Images(Site site, Estate estate, String node, UUID token) {
        this.site = site;
        this.estate = estate;
        this.node = node;
        this.token = token;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /**
     * Finds an image.
     *
     * @param field the field as the builders name it
     * @return the volume; empty where there is none, which the findings say
     */
    Optional<String> find(String field, FileSource image) {
        String text = image.toString();
        if (image instanceof FileSource.Local local) {
            return local(field, local.path());
        }
        if (text.startsWith("/")) {
            return path(field, text);
        }
        int colon = text.indexOf(':');
        Optional<Store> store = colon <= 0 ? Optional.empty() : store(text.substring(0, colon));
        if (store.isEmpty()) {
            findings.add(
                    none(field, text, "an image is named storage:iso/name; the storages for images are " + names()));
            return Optional.empty();
        }
        return volume(field, store.get(), text.substring(colon + 1));
    }

    /** The steps that send files of this machine; those before which the machine is made. */
    List<Step> uploads() {
        return List.copyOf(uploads);
    }

    /** A file of this machine is sent under a name of its own, and stays when the machine is made. */
    private Optional<String> local(String field, Path file) {
        Optional<Store> store = Seeds.store(estate, node);
        if (store.isEmpty()) {
            findings.add(Seeds.none(field, node));
            return Optional.empty();
        }
        try {
            ImageUpload upload =
                    new ImageUpload(site, node, store.get().storage(), UploadFile.of(file, name(file, token)));
            uploads.add(upload);
            return Optional.of(upload.volume());
        } catch (IOException e) {
            findings.add(Finding.fail(
                    field, Problem.NOT_FOUND, file.toString(), "it is no file that can be read", "check the path"));
            return Optional.empty();
        }
    }

    /** The file's own name as far as Proxmox VE keeps it, and a part of the token. */
    static String name(Path file, UUID token) {
        Path last = file.getFileName();
        String plain = (last == null ? "image" : last.toString())
                .replaceFirst("(?i)\\.iso$", "")
                .replaceAll("[^A-Za-z0-9_.-]", "_");
        return plain.substring(0, Math.min(plain.length(), 200)) + "-"
                + token.toString().substring(0, 8) + ".iso";
    }

    /** Only root's own login may name files of a node. */
    private Optional<String> path(String field, String path) {
        if (site.pve().user().equals("root@pam") && !site.pve().token() && path.indexOf(',') < 0) {
            return Optional.of(path);
        }
        findings.add(Finding.fail(
                field,
                Problem.PERMISSION,
                path,
                "only root@pam, logged in by password, may name files of a node by their paths",
                "name it as storage:iso/name; the storages for images are " + names()));
        return Optional.empty();
    }

    private Optional<Store> store(String named) {
        return stores().stream()
                .filter(s -> s.storage().equals(named) || s.id().equals(named))
                .findFirst();
    }

    private List<Store> stores() {
        return estate.stores().stream()
                .filter(s -> s.usable().contains(node) && s.holds(ISO))
                .toList();
    }

    private List<String> names() {
        return stores().stream().map(Store::storage).sorted().toList();
    }

    private Optional<String> volume(String field, Store store, String name) {
        Call listing = Call.get("/nodes/{node}/storage/{storage}/content", node, store.storage())
                .with("content", ISO);
        Set<String> volumes = site.pve().send(listing).list().stream()
                .map((Json v) -> v.text("volid").orElse(""))
                .collect(Collectors.toSet());
        for (String volume : List.of(store.storage() + ":" + name, store.storage() + ":iso/" + name)) {
            if (volumes.contains(volume)) {
                return Optional.of(volume);
            }
        }
        findings.add(none(
                field,
                store.storage() + ":" + name,
                "the images there are " + volumes.stream().sorted().limit(20).toList()));
        return Optional.empty();
    }

    private static Finding none(String field, String text, String remedy) {
        return Finding.fail(field, Problem.NOT_FOUND, text, "there is no such image", remedy);
    }
}
