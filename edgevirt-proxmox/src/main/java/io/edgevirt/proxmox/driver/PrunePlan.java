package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.proxmox.BackupMark;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.ContentReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.proxmox.translate.BackupRequests;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans the removal of old backups. */
final class PrunePlan {

    private static final String SORT = "backup";
    private static final String PRUNED = "pruned";
    /** As many are named by a step's title. */
    private static final int NAMED = 10;

    private final Site site;
    private final Store store;
    private final WantedPrune wanted;

    PrunePlan(Site site, Store store, WantedPrune wanted) {
        this.site = site;
        this.store = store;
        this.wanted = wanted;
    }

    /** What would be done: one request. */
    List<BackupMark> marks() {
        wanted.finding().ifPresent(f -> {
            throw new InvalidSpecException(Failure.of(f.toString()).backend(Faults.BACKEND));
        });
        Json reply = site.pve().send(BackupRequests.marks(store.node(), store.storage(), wanted.rule(), wanted.vmid()));
        return ContentReader.marks(reply);
    }

    Work plan() {
        Optional<Finding> refused = wanted.finding().or(() -> new VolumePlan(site, store).usable(SORT));
        if (refused.isPresent()) {
            return Work.stopped(refused.get());
        }
        List<String> leaving =
                marks().stream().filter(BackupMark::removed).map(BackupMark::id).toList();
        return leaving.isEmpty() ? Work.of() : Work.of(removal(leaving), left(leaving));
    }

    private Step removal(List<String> leaving) {
        Set<String> before = RecentTasks.read(site.pve()).names();
        String id = wanted.vmid().map(vmid -> vmid + "@").orElse("") + store.storage();
        return new PveStep(
                        site.pve(),
                        title(leaving),
                        BackupRequests.prune(store.node(), store.storage(), wanted.rule(), wanted.vmid()))
                .task()
                .landed(results -> RecentTasks.read(site.pve())
                        .of(Set.of("prunebackups"), id)
                        .own(site.pve(), before)
                        .landed(Map.of())
                        .orElseGet(() -> gone(leaving, backups()).size() == leaving.size()
                                ? Landed.yes(Map.of())
                                : Landed.no()));
    }

    private String title(List<String> leaving) {
        String named = leaving.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = leaving.size() - NAMED;
        return "remove from " + store.id() + ": " + named + (more > 0 ? " and " + more + " more" : "");
    }

    /** The task tells in its log alone what it removed: what is no longer there. */
    private Step left(List<String> leaving) {
        return new PveStep(
                        site.pve(),
                        "read which backups are left",
                        StorageRequests.content(store.node(), store.storage(), SORT))
                .learns(reply -> Map.of(PRUNED, String.join("\n", gone(leaving, ContentReader.stored(reply)))))
                .landed(results -> Landed.no());
    }

    private List<Stored> backups() {
        return new Contents(site, store).all(SORT);
    }

    private static List<String> gone(List<String> leaving, List<Stored> there) {
        Set<String> left = there.stream().map(Stored::volid).collect(Collectors.toSet());
        return leaving.stream().filter(id -> !left.contains(id)).toList();
    }

    static List<String> pruned(Map<String, String> results) {
        return results.getOrDefault(PRUNED, "").lines().toList();
    }
}
