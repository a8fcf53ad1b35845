package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.ConfigReader;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.spi.Step;
import java.util.Optional;

/** Images for cloud-init, which EdgeVirt makes and which go with their machines. */
final class Seeds {

    private static final String NAME = "edgevirt-cloudinit-";

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

    Step removal(String node, String volume) {
        String storage = volume.substring(0, volume.indexOf(':'));
        Call call = Call.delete("/nodes/{node}/storage/{storage}/content/{volume}", node, storage, volume);
        return new PveStep(site.pve(), "delete the image for cloud-init " + volume, call).task();
    }
}
