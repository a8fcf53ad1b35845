package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Operation;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.VM;
import io.edgevirt.proxmox.BackupSettings;
import io.edgevirt.proxmox.ProxmoxBackup;
import io.edgevirt.proxmox.RestoreSettings;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.read.Stored;
import io.edgevirt.proxmox.translate.BackupRequests;
import io.edgevirt.proxmox.translate.StorageRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Backups, and machines that are made of them. */
final class Backups {

    private static final String SORT = "backup";
    /** Clocks of nodes and of this machine differ by so much at most, in seconds. */
    private static final long SKEW = 120;

    private final Site site;
    private final Operations operations;

    Backups(Site site, Operations operations) {
        this.site = site;
        this.operations = operations;
    }

    /** Two requests. */
    List<ProxmoxBackup> list(String storage) {
        return operations.read("backups", storage, () -> {
            Store store = named(storage, Optional.empty())
                    .orElseThrow(() -> new io.edgevirt.NotFoundException(
                            Failure.of("there is no storage '" + storage + "'").backend(Faults.BACKEND)));
            return new Contents(site, store)
                    .all(SORT).stream().map(b -> backup(store, b)).toList();
        });
    }

    static ProxmoxBackup backup(Store store, Stored stored) {
        return new ProxmoxBackup(
                stored.volid(),
                store.id(),
                stored.vmid(),
                stored.guest(),
                stored.made(),
                stored.size(),
                stored.notes(),
                stored.shielded(),
                stored.verified());
    }

    /** A storage by its id or its name, the one of a node where there are several. */
    private Optional<Store> named(String storage, Optional<String> node) {
        List<Store> fitting = new Pools(site)
                .all().stream()
                        .filter(s -> s.id().equals(storage) || s.storage().equals(storage))
                        .toList();
        return fitting.stream()
                .filter(s -> node.isEmpty() || s.nodes().contains(node.get()))
                .min(Comparator.comparing((Store s) -> s.usable().isEmpty()));
    }

    Operation<ProxmoxBackup> backup(VM vm, String storage, Consumer<BackupSettings> settings) {
        return backup(operations.ref(vm).id(), vm.name(), storage, settings);
    }

    Operation<ProxmoxBackup> backup(String vmid, String name, String storage, Consumer<BackupSettings> settings) {
        WantedBackup wanted = new WantedBackup();
        settings.accept(wanted);
        return operations.operation(
                "backup",
                name,
                () -> plan(vmid, storage, wanted),
                results -> operations.read("backup", name, () -> made(vmid, results)));
    }

    private Work plan(String vmid, String storage, WantedBackup wanted) {
        String node = site.nodes().at(vmid, n -> {
            site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/status/current", n, vmid));
            return n;
        });
        Optional<Store> store = named(storage, Optional.of(node));
        if (store.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "storage",
                    Problem.NOT_FOUND,
                    storage,
                    "the node " + node + " has no such storage",
                    "name another"));
        }
        List<Finding> findings = new ArrayList<>(
                new VolumePlan(site, store.get()).usable(SORT).stream().toList());
        wanted.notes()
                .filter(n -> !BackupRequests.carried(n))
                .ifPresent(n -> findings.add(Finding.fail(
                        "notes",
                        Problem.INVALID,
                        n,
                        "Proxmox VE takes notes of up to 1024 characters, and puts values in place of double braces",
                        "leave braces and carriage returns out")));
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        Set<String> before = new HashSet<>();
        all(store.get(), vmid).forEach(b -> before.add(b.volid()));
        Call call = BackupRequests.backup(
                node,
                vmid,
                store.get().storage(),
                wanted.mode(),
                wanted.compression(),
                wanted.notes(),
                wanted.isShielded());
        Instant planned = Instant.now();
        return Work.of(
                new PveStep(site.pve(), "back up " + vmid + " to " + store.get().id(), call)
                        .task()
                        .landed(results -> running("vzdump", vmid, planned)
                                .map(Landed::running)
                                .orElseGet(
                                        () -> newest(store.get(), vmid, before).isPresent()
                                                ? Landed.yes(Map.of())
                                                : Landed.no())),
                found(store.get(), vmid, before));
    }

    /** The task tells no name: it is the newest that was not there before. */
    private Step found(Store store, String vmid, Set<String> before) {
        return new PveStep(
                        site.pve(),
                        "read the backup's id",
                        StorageRequests.content(store.node(), store.storage(), SORT)
                                .with("vmid", vmid))
                .learns(reply -> {
                    Stored newest = newest(io.edgevirt.proxmox.read.ContentReader.stored(reply), before)
                            .orElseThrow(() -> new OperationFailedException(
                                    Failure.of("the backup was made, but is not there any more")
                                            .backend(Faults.BACKEND)
                                            .outcome(Outcome.UNKNOWN)));
                    return Map.of(SORT, newest.volid(), "pool", store.id());
                })
                .landed(results -> Landed.no());
    }

    private List<Stored> all(Store store, String vmid) {
        Json reply = site.pve()
                .send(StorageRequests.content(store.node(), store.storage(), SORT)
                        .with("vmid", vmid));
        return io.edgevirt.proxmox.read.ContentReader.stored(reply);
    }

    private Optional<Stored> newest(Store store, String vmid, Set<String> before) {
        return newest(all(store, vmid), before);
    }

    private static Optional<Stored> newest(List<Stored> all, Set<String> before) {
        return all.stream()
                .filter(b -> !before.contains(b.volid()))
                .max(Comparator.comparing((Stored b) -> b.made().orElse(Instant.MIN)));
    }

    private ProxmoxBackup made(String vmid, Map<String, String> results) {
        Store store = new Pools(site).store(results.getOrDefault("pool", ""));
        return all(store, vmid).stream()
                .filter(b -> b.volid().equals(results.get(SORT)))
                .findFirst()
                .map(b -> backup(store, b))
                .orElseThrow(() -> new io.edgevirt.NotFoundException(
                        Failure.of("the backup is gone").backend(Faults.BACKEND)));
    }

    /** A task of this login's that runs, and was started since the plan was made. */
    private Optional<String> running(String type, String id, Instant since) {
        Stream<Json> tasks = site.pve().send(Call.get("/cluster/tasks")).list().stream();
        return tasks.filter(t -> t.text("type").equals(Optional.of(type))
                        && t.text("id").equals(Optional.of(id))
                        && t.text("user").equals(Optional.of(site.pve().user().replaceFirst("!.*", "")))
                        && t.number("endtime").isEmpty()
                        && t.number("starttime")
                                .filter(s -> s >= since.getEpochSecond() - SKEW)
                                .isPresent())
                .flatMap(t -> t.text("upid").stream())
                .findFirst();
    }

    Operation<VM> restore(ProxmoxBackup backup, Consumer<RestoreSettings> settings) {
        WantedRestore wanted = new WantedRestore();
        settings.accept(wanted);
        return operations.operation(
                "restore",
                backup.id(),
                () -> plan(backup, wanted),
                results -> operations.vm(results.getOrDefault(Step.VM, "")));
    }

    private Work plan(ProxmoxBackup backup, WantedRestore wanted) {
        Store store = new Pools(site).store(backup.pool());
        if (store.usable().isEmpty()) {
            return Work.stopped(Finding.fail(
                    "pool", Problem.STATE, store.id(), "no node can use the storage now", "check that it answers"));
        }
        if (backup.kind().filter(k -> !k.equals("qemu")).isPresent()) {
            return Work.stopped(Finding.fail(
                    "backup",
                    Problem.UNSUPPORTED,
                    backup.id(),
                    "it is of a container, and EdgeVirt handles machines",
                    "restore it in Proxmox VE"));
        }
        String config = site.pve()
                .send(BackupRequests.configuration(store.node(), backup.id()))
                .text()
                .orElse("");
        Identity identity = Identity.of(config, wanted.fresh());
        return Work.of(new CreateStep(
                site,
                "restore " + backup.id(),
                store.node(),
                wanted.name().orElse(backup.id()),
                identity.token(),
                (vmid, results) -> BackupRequests.restore(
                        store.node(),
                        vmid,
                        backup.id(),
                        wanted.fresh(),
                        wanted.fresh() ? Optional.of(identity.smbios()) : Optional.empty(),
                        wanted.name(),
                        wanted.storage(),
                        wanted.isLive())));
    }

    /**
     * By what a restored machine is known.
     *
     * @param token its uuid
     * @param smbios what it says of itself, with that uuid
     */
    private record Identity(UUID token, String smbios) {

        static Identity of(String config, boolean fresh) {
            // What stands after the first section is of snapshots.
            Optional<String> line = config.lines()
                    .takeWhile(l -> !l.startsWith("["))
                    .filter(l -> l.startsWith("smbios1:"))
                    .map(l -> l.substring("smbios1:".length()).strip())
                    .findFirst();
            List<String> parts = new ArrayList<>(List.of(line.orElse("").split(",")));
            Optional<UUID> old = parts.stream()
                    .filter(p -> p.startsWith("uuid="))
                    .flatMap(p -> uuid(p.substring("uuid=".length())).stream())
                    .findFirst();
            UUID token = fresh ? UUID.randomUUID() : old.orElseGet(UUID::randomUUID);
            parts.removeIf(p -> p.isBlank() || p.startsWith("uuid="));
            parts.add(0, "uuid=" + token);
            return new Identity(token, String.join(",", parts));
        }

        private static Optional<UUID> uuid(String text) {
            try {
                return Optional.of(UUID.fromString(text));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
    }
}
