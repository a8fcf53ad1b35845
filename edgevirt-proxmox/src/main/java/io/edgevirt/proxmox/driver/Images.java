package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.FileSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds images for CD drives on the storages that a node has. */
final class Images {

    private static final String ISO = "iso";

    private final Site site;
    private final Estate estate;
    private final String node;
    private final List<Finding> findings = new ArrayList<>();

    Images(Site site, Estate estate, String node) {
        this.site = site;
        this.estate = estate;
        this.node = node;
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
        if (image instanceof FileSource.Local) {
            findings.add(Finding.fail(
                    field,
                    Problem.UNSUPPORTED,
                    text,
                    "files of this machine are not sent along with a new one",
                    "upload it to a storage first"));
            return Optional.empty();
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
