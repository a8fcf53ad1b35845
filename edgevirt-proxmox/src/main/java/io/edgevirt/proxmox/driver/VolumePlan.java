package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.proxmox.translate.VolumeName;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VolumeSpec;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans volumes: disks that are made empty, and their end. */
final class VolumePlan {

    private static final long KIB = 1024;
    private static final long EXTENT = 4 * KIB * KIB;
    private static final Set<String> OF_EXTENTS = Set.of("lvm", "lvmthin");

    private final Site site;
    private final Store store;
    private final Contents contents;

    VolumePlan(Site site, Store store) {
        this.site = site;
        this.store = store;
        contents = new Contents(site, store);
    }

    Work create(VolumeSpec spec) {
        if (spec.upload().isPresent()) {
            return new UploadPlan(site, store).upload(spec.upload().get(), spec.name());
        }
        List<Finding> findings = new ArrayList<>();
        VolumeName.refused(spec.name(), store.ofFiles()).ifPresent(findings::add);
        usable("images").ifPresent(findings::add);
        shape(spec).ifPresent(findings::add);
        if (findings.stream().noneMatch(f -> f.status() == Finding.Status.FAIL)) {
            taken(spec.name()).ifPresent(findings::add);
        }
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)
                ? new Work(findings, List.of())
                : new Work(findings, List.of(allocation(spec)));
    }

    /** Why nothing of a sort can be put there. */
    Optional<Finding> usable(String sort) {
        if (store.usable().isEmpty()) {
            return Optional.of(Finding.fail(
                    "pool",
                    Problem.STATE,
                    store.id(),
                    "no node can use the storage now",
                    "check that it is switched on and that its server and node answer"));
        }
        return store.holds(sort)
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "pool",
                        Problem.UNSUPPORTED,
                        store.id(),
                        "it is not set to hold '" + sort + "', only " + String.join(", ", store.content()),
                        "choose another storage, or add that content to it in Proxmox VE"));
    }

    private Optional<Finding> shape(VolumeSpec spec) {
        if (spec.size().bytes() % KIB != 0) {
            return Optional.of(Finding.fail(
                    "size",
                    Problem.INVALID,
                    spec.size().toString(),
                    "a disk's size is a multiple of 1 KiB",
                    "round it up"));
        }
        if (!spec.thin() && !store.type().equals("lvm")) {
            return Optional.of(Finding.fail(
                    "thin",
                    Problem.UNSUPPORTED,
                    store.id(),
                    "whether a disk takes its space at once is the storage's own to decide",
                    "choose a storage of type lvm, or leave thin(true)"));
        }
        return OF_EXTENTS.contains(store.type()) && spec.size().bytes() % EXTENT != 0
                ? Optional.of(Finding.warn(
                        "size",
                        spec.size().toString(),
                        "LVM rounds it up to its next extent, commonly of 4 MiB",
                        "give a multiple of 4 MiB"))
                : Optional.empty();
    }

    /** Whether the storage has something of a name already. */
    Optional<Finding> taken(String name) {
        return contents.all().stream()
                .filter(v -> VolumeName.of(v.content(), v.path()).equals(name)
                        || v.path().equals(name))
                .findFirst()
                .map(v -> Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        name,
                        "there is a volume of that name on " + store.id(),
                        "choose another name"));
    }

    private Step allocation(VolumeSpec spec) {
        String format = store.ofFiles() && !store.type().equals("btrfs") ? "qcow2" : "raw";
        String file = VolumeName.disk(spec.name(), format, store.ofFiles());
        String volid = VolumeName.volid(store.storage(), file, store.ofFiles());
        Call call = StorageRequests.allocate(store.node(), store.storage(), file, format, spec.size());
        return new PveStep(site.pve(), "make volume " + volid, call)
                .learns(reply -> Map.of(Step.VOLUME, reply.text().orElse(volid)))
                // Proxmox has no mark for a volume: what is there may be another's, made meanwhile.
                .landed(results -> contents.find(volid).isPresent() ? Landed.unknown() : Landed.no())
                .undo(results -> Optional.ofNullable(results.get(Step.VOLUME))
                        .ifPresent(
                                made -> site.pve().task(StorageRequests.remove(store.node(), store.storage(), made))))
                .makes("volume " + volid);
    }

    Work delete(String volid) {
        Stored volume = contents.get(volid);
        VolumeUse use = VolumeUse.of(site, store, volume);
        List<Finding> findings = use.findings();
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>(use.unused().stream().toList());
        // With an unused disk Proxmox VE removes the volume, if it is that machine's own by its name.
        if (steps.isEmpty() || VolumeName.own(volume.path())) {
            steps.add(removal(volume));
        }
        return new Work(findings, steps);
    }

    /** Removes what no machine's configuration names. */
    Step removal(Stored volume) {
        return new PveStep(
                        site.pve(),
                        "remove " + volume.volid(),
                        StorageRequests.remove(store.node(), store.storage(), volume.volid()))
                .task()
                .landed(results -> contents.find(volume.volid()).isPresent() ? Landed.no() : Landed.yes(Map.of()));
    }
}
