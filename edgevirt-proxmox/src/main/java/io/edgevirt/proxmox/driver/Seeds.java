package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.UploadFile;
import io.edgevirt.proxmox.read.ConfigReader;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.CloudSeed;
import io.edgevirt.spi.Step;
import java.io.ByteArrayInputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Images for cloud-init, which EdgeVirt makes and which go with their machines. Proxmox VE's own drive for cloud-init takes
 * user data only from files that its API cannot send; so the data go on a CD image of the kind that cloud-init reads
 * everywhere.
 */
final class Seeds {

    private static final String NAME = "edgevirt-cloudinit-";
    private static final String ISO = "iso";

    private final Site site;

    Seeds(Site site) {
        this.site = site;
    }

    /** The image that was made for this very machine, whose uuid it names; a copy may have its original's. */
    static Optional<String> own(Configuration config) {
        String uuid = ConfigReader.uuid(config);
        return config.drives().stream()
                .filter(Drive::cdrom)
                .flatMap(d -> d.volume().stream())
                .filter(v -> !uuid.isEmpty() && v.endsWith("/" + NAME + uuid + ".iso"))
                .findFirst();
    }

    /** Whether a drive has an image of ours, whichever machine it was made for. */
    static boolean isSeed(Drive drive) {
        return drive.cdrom()
                && drive.volume().filter(v -> v.contains("/" + NAME)).isPresent();
    }

    /**
     * The step that sends an image.
     *
     * @param store a storage for images
     * @param token the machine's uuid
     */
    ImageUpload upload(String node, Store store, String name, UUID token, String userData) {
        byte[] image = CloudSeed.image(name, token, userData);
        return new ImageUpload(
                site,
                node,
                store.storage(),
                new UploadFile(NAME + token + ".iso", image.length, () -> new ByteArrayInputStream(image)));
    }

    /** The storage for images on a node: a shared one first, so that the machine can move. */
    static Optional<Store> store(Estate estate, String node) {
        return estate.stores().stream()
                .filter(s -> s.usable().contains(node) && s.holds(ISO))
                .min(Comparator.comparing((Store s) -> !s.shared()).thenComparing(Store::storage));
    }

    /** That there is no storage for images. */
    static Finding none(String field, String node) {
        return Finding.fail(
                field,
                Problem.UNSUPPORTED,
                node,
                "no storage of " + node + " takes ISO images",
                "allow one the content 'iso' under Datacenter, Storage");
    }

    Step removal(String node, String volume) {
        return new PveStep(site.pve(), "delete the image for cloud-init " + volume, delete(node, volume))
                .task()
                .landed(results -> io.edgevirt.spi.Landed.no());
    }

    static Call delete(String node, String volume) {
        String storage = volume.substring(0, volume.indexOf(':'));
        return Call.delete("/nodes/{node}/storage/{storage}/content/{volume}", node, storage, volume);
    }

    /** The values that put a copy's own image in place of its original's. */
    static List<String> drives(Configuration config) {
        return config.drives().stream().filter(Seeds::isSeed).map(Drive::key).toList();
    }
}
