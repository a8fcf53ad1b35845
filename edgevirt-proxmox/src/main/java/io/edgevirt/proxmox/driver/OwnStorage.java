package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.StoragePool;
import io.edgevirt.Volume;
import io.edgevirt.proxmox.BackupMark;
import io.edgevirt.proxmox.ProxmoxBackup;
import io.edgevirt.proxmox.ProxmoxStorage;
import io.edgevirt.proxmox.PruneSettings;
import io.edgevirt.proxmox.StorageContent;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What Proxmox VE alone can do with a storage.
 *
 * @param site the connection
 * @param operations makes operations
 * @param id the pool's id, such as {@code pve1/local}
 */
record OwnStorage(Site site, Operations operations, String id) implements ProxmoxStorage {

    /** One request. */
    private Store store() {
        return new Pools(site).store(id);
    }

    private String volid(Store store, String written) {
        return written.indexOf(':') < 0 ? store.storage() + ":" + written : written;
    }

    private List<StorageContent> content(Function<Contents, List<Stored>> asked) {
        return operations.read(
                "content",
                id,
                () -> asked.apply(new Contents(site, store())).stream()
                        .map(OwnStorage::content)
                        .toList());
    }

    private static StorageContent content(Stored stored) {
        return new StorageContent(
                stored.volid(),
                stored.content(),
                stored.vmid(),
                stored.format(),
                stored.size(),
                stored.used(),
                stored.made());
    }

    @Override
    public List<StorageContent> content() {
        return content(Contents::all);
    }

    @Override
    public List<StorageContent> content(String type) {
        return content(contents -> contents.all(type));
    }

    private Volume volume(Map<String, String> results) {
        return operations.pool(id).volumes().byId(results.getOrDefault(Step.VOLUME, ""));
    }

    @Override
    public Operation<Volume> upload(Path file) {
        String name =
                Optional.ofNullable(file.getFileName()).map(Path::toString).orElse("");
        return operations.operation("upload", id, () -> new UploadPlan(site, store()).upload(file, name), this::volume);
    }

    @Override
    public Operation<Volume> downloadUrl(URI url, String name) {
        return fetched(store -> new DownloadPlan(site, store).download(url, name, Optional.empty()));
    }

    @Override
    public Operation<Volume> downloadUrl(URI url, String name, String checksum) {
        return fetched(store -> new DownloadPlan(site, store).download(url, name, Optional.of(checksum)));
    }

    private Operation<Volume> fetched(Function<Store, Work> plan) {
        return operations.operation("downloadUrl", id, () -> plan.apply(store()), this::volume);
    }

    @Override
    public Operation<StoragePool> delete(String written) {
        return operations.operation(
                "delete",
                written,
                () -> {
                    Store store = store();
                    return new VolumePlan(site, store).delete(volid(store, written));
                },
                results -> operations.pool(id));
    }

    @Override
    public List<ProxmoxBackup> backups() {
        return new Backups(site, operations).list(id);
    }

    @Override
    public String notes(String backup) {
        return operations.read("notes", backup, () -> {
            Store store = store();
            String volid = volid(store, backup);
            return new BackupNotes(site, store, volid).notes();
        });
    }

    private Operation<ProxmoxBackup> noted(String verb, String backup, Function<BackupNotes, Work> plan) {
        return operations.operation(
                verb,
                backup,
                () -> {
                    Store store = store();
                    return plan.apply(new BackupNotes(site, store, volid(store, backup)));
                },
                results -> operations.read(verb, backup, () -> backup(backup)));
    }

    private ProxmoxBackup backup(String backup) {
        Store store = store();
        String volid = volid(store, backup);
        return new Contents(site, store)
                .find(volid)
                .map(stored -> Backups.backup(store, stored))
                .orElseThrow(() -> new NotFoundException(Failure.of("there is no backup '" + volid + "' on " + id)
                        .backend(Faults.BACKEND)));
    }

    @Override
    public Operation<ProxmoxBackup> note(String backup, String notes) {
        return noted("note", backup, about -> about.note(notes));
    }

    @Override
    public Operation<ProxmoxBackup> shield(String backup) {
        return noted("shield", backup, about -> about.shield(true));
    }

    @Override
    public Operation<ProxmoxBackup> unshield(String backup) {
        return noted("unshield", backup, about -> about.shield(false));
    }

    @Override
    public List<BackupMark> prunable(Consumer<PruneSettings> settings) {
        WantedPrune wanted = WantedPrune.of(operations, settings);
        return operations.read("prunable", id, () -> new PrunePlan(site, store(), wanted).marks());
    }

    @Override
    public Operation<List<String>> prune(Consumer<PruneSettings> settings) {
        WantedPrune wanted = WantedPrune.of(operations, settings);
        return operations.operation("prune", id, () -> new PrunePlan(site, store(), wanted).plan(), PrunePlan::pruned);
    }

    @Override
    public String toString() {
        return "storage " + id + " of Proxmox VE";
    }
}
