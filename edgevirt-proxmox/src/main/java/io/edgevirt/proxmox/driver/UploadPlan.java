package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.VolumeName;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        List<Finding> findings = findings(file, name);
        if (findings.isEmpty()) {
            // Proxmox itself would write over an image of that name.
            new VolumePlan(site, store).taken(name).ifPresent(findings::add);
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        String content = content(name).orElseThrow();
        String volid = store.storage() + ":" + content + "/" + name;
        return Work.of(new UploadStep(site, store, file, name, content, volid), new Arrival(site, store, volid));
    }

    /** Why a file cannot go there under a name. */
    List<Finding> named(String name) {
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
        return findings;
    }

    private List<Finding> findings(Path file, String name) {
        List<Finding> findings = named(name);
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            findings.add(Finding.fail(
                    "file", Problem.INVALID, file.toString(), "it is no file that can be read", "check the path"));
        }
        return findings;
    }

    /** What a file of a name is to Proxmox VE; empty for what this version does not take. */
    Optional<String> content(String name) {
        return VolumeName.content(name)
                .filter(c -> c.equals("iso") || site.pve().version().atLeast(8));
    }

    /**
     * Waits for the task that puts the file where it belongs.
     *
     * @param site the connection
     * @param store the storage
     * @param volid what the file is there
     */
    private record Arrival(Site site, Store store, String volid) implements Step {

        @Override
        public String title() {
            return "put " + volid + " in its place";
        }

        @Override
        public String body() {
            return "GET /nodes/" + store.node() + "/tasks/{upid}/status";
        }

        @Override
        public Started start(Map<String, String> results) {
            return Optional.ofNullable(results.get(UploadStep.TASK))
                    .map(upid -> Started.task(new TaskId(upid, Map.of(VOLUME, volid)).text()))
                    .orElseGet(() -> Started.done(VOLUME, volid));
        }

        @Override
        public Landed landed(Map<String, String> results) {
            return new Contents(site, store).find(volid).isPresent()
                    ? Landed.yes(Map.of(VOLUME, volid))
                    : Landed.unknown();
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
}
