package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** What is kept about a backup: its notes, and whether it is protected. */
final class BackupNotes {

    private static final String NOTES = "notes";
    private static final String SHIELDED = "protected";

    private final Site site;
    private final Store store;
    private final String volid;

    BackupNotes(Site site, Store store, String volid) {
        this.site = site;
        this.store = store;
        this.volid = volid;
    }

    /** All lines: a listing has the first alone. One request. */
    String notes() {
        return notes(now());
    }

    private static String notes(Json now) {
        return now.text(NOTES).orElse("");
    }

    private Json now() {
        return site.pve().send(StorageRequests.volume(store.node(), store.storage(), volid));
    }

    private Call change() {
        return StorageRequests.change(store.node(), store.storage(), volid);
    }

    Work note(String notes) {
        return plan(
                "note what " + volid + " is",
                change().with(NOTES, notes),
                now -> notes(now).stripTrailing().equals(notes.stripTrailing()));
    }

    Work shield(boolean on) {
        return plan(
                on ? "protect " + volid : "take the protection of " + volid + " away",
                change().with(SHIELDED, on),
                now -> now.flag(SHIELDED).orElse(false) == on);
    }

    private Work plan(String title, Call call, Predicate<Json> done) {
        Optional<Finding> refused = refused();
        if (refused.isPresent()) {
            return Work.stopped(refused.get());
        }
        return done.test(now())
                ? Work.of()
                : Work.of(new PveStep(site.pve(), title, call)
                        .landed(results -> done.test(now()) ? Landed.yes(Map.of()) : Landed.no()));
    }

    private Optional<Finding> refused() {
        Optional<Stored> found = new Contents(site, store).find(volid);
        if (found.isEmpty()) {
            return Optional.of(Finding.fail(
                    "backup", Problem.NOT_FOUND, volid, "there is no such backup on " + store.id(), "backups() tells"));
        }
        return found.get().content().equals("backup")
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "backup",
                        Problem.UNSUPPORTED,
                        volid,
                        "Proxmox VE notes and protects backups alone",
                        "name a backup"));
    }
}
