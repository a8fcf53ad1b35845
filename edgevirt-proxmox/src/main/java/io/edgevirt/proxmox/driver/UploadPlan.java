package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.VolumeName;
import io.edgevirt.spi.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans files that are sent to a storage. */
final class UploadPlan {

    private final Site site;
    private final Store store;

    UploadPlan(Site site, Store store) {
        this.site = site;
        this.store = store;
    }

    Work upload(Path file, String name) {
        return new Work(findings(file, name), List.of());
    }

    private List<Finding> findings(Path file, String name) {
        List<Finding> findings = new ArrayList<>();
        VolumeName.refusedFile(name).ifPresent(findings::add);
        Optional<String> content = content(name);
        if (content.isEmpty()) {
            findings.add(Finding.fail(
                    "name",
                    Problem.UNSUPPORTED,
                    name,
                    site.pve().version().atLeast(8)
                            ? "Proxmox VE takes files that end with .iso, .img, .raw, .qcow2, .vmdk or .ova"
                            : "Proxmox VE 7 takes files that end with .iso or .img",
                    "give it another ending"));
        }
        content.flatMap(new VolumePlan(site, store)::usable).ifPresent(findings::add);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            findings.add(Finding.fail(
                    "file", Problem.INVALID, file.toString(), "it is no file that can be read", "check the path"));
        }
        return findings;
    }

    private Optional<String> content(String name) {
        return VolumeName.content(name)
                .filter(c -> c.equals("iso") || site.pve().version().atLeast(8));
    }
}
