package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Task;
import io.edgevirt.proxmox.fake.Vm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Backups made at once, and what they hold. */
final class BackupRoutes {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy_MM_dd-HH_mm_ss").withZone(ZoneOffset.UTC);
    private static final long GIB = 1L << 30;

    private final Site site;

    private BackupRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        BackupRoutes backups = new BackupRoutes(site);
        routes.on("POST /nodes/{node}/vzdump", backups::dump);
        routes.on("GET /nodes/{node}/vzdump/defaults", backups::defaults);
        routes.on("GET /nodes/{node}/vzdump/extractconfig", backups::extract);
        site.world().hooks().backups(backups::config);
    }

    /** The configuration that a backup holds, if that backup is there. */
    private Optional<Map<String, String>> config(String node, String volid) {
        return site.stores()
                .volumes()
                .find(node, volid)
                .flatMap(volume -> Optional.ofNullable(site.backups().get(volume.where() + "|" + volid)));
    }

    private Answer defaults(Request request) {
        site.node(request.node());
        return Answer.of(Row.of(
                "mode",
                "snapshot",
                "compress",
                "0",
                "remove",
                1,
                "lockwait",
                180,
                "stopwait",
                10,
                "storage",
                request.text("storage").orElse("local")));
    }

    private Answer extract(Request request) {
        String node = site.node(request.node());
        String volid = request.needed("volume");
        Map<String, String> config =
                config(node, volid).orElseThrow(() -> Refusal.failed("volume '" + volid + "' does not exist"));
        StringBuilder text = new StringBuilder();
        new TreeMap<>(config)
                .forEach((key, value) ->
                        text.append(key).append(": ").append(value).append('\n'));
        drives(config)
                .forEach((key, value) -> text.append("#qmdump#map:")
                        .append(key)
                        .append(":drive-")
                        .append(key)
                        .append(':')
                        .append(value, 0, value.indexOf(':'))
                        .append(":raw:\n"));
        return Answer.of(text.toString());
    }

    /** The drives that a backup takes. */
    private static Map<String, String> drives(Map<String, String> config) {
        Map<String, String> drives = new LinkedHashMap<>();
        new TreeMap<>(config).forEach((key, value) -> {
            boolean drive = key.matches("(scsi|virtio|sata|ide|efidisk|tpmstate)\\d+");
            if (drive && value.contains(":") && !value.contains("media=cdrom") && !value.contains("backup=0")) {
                drives.put(key, value);
            }
        });
        return drives;
    }

    private Answer dump(Request request) {
        String node = site.node(request.node());
        List<String> ids = new ArrayList<>(request.list("vmid"));
        request.text("pool").ifPresent(pool -> site.pools().get(pool).vms().forEach(id -> ids.add("" + id)));
        if (request.flag("all", false)) {
            if (!ids.isEmpty()) {
                throw Refusal.parameter("all", "option conflicts with option 'vmid'");
            }
            site.world().machines().on(node).forEach(vm -> ids.add("" + vm.vmid()));
            ids.removeAll(request.list("exclude"));
        } else if (ids.isEmpty()) {
            throw Refusal.parameter("vmid", "property is missing and it is not optional");
        }
        String id = ids.size() == 1 ? ids.get(0) : "";
        return site.world().task(request, "vzdump", id, run -> work(request, node, ids, run));
    }

    private void work(Request request, String node, List<String> ids, Task run) {
        Storage storage = target(request, node);
        run.log("INFO: starting new backup job: vzdump " + String.join(" ", ids) + " --storage " + storage.id()
                + " --mode " + request.text("mode").orElse("snapshot") + " --node " + node);
        boolean failed = false;
        for (String id : ids) {
            Optional<Vm> vm = site.world().machines().find(Integer.parseInt(id));
            if (vm.isPresent() && !vm.get().node().equals(node)) {
                run.log("INFO: skip external VMs: " + id);
                continue;
            }
            try {
                one(request, storage, vm.orElseThrow(() -> Refusal.failed("unable to find VM '" + id + "'")), run);
            } catch (Refusal refusal) {
                run.log("ERROR: Backup of VM " + id + " failed - " + refusal.getMessage());
                run.log("INFO: Failed at 2026-11-23 10:00:00");
                failed = true;
            }
        }
        if (failed) {
            run.log("INFO: Backup job finished with errors");
            throw Refusal.failed("job errors");
        }
        run.log("INFO: Backup job finished successfully");
    }

    private Storage target(Request request, String node) {
        String id = request.text("storage").orElse("local");
        Storage storage;
        try {
            storage = site.stores().usable(id, node);
        } catch (Refusal refusal) {
            throw Refusal.failed("could not get storage information for '" + id + "': " + refusal.getMessage());
        }
        if (!storage.content().contains("backup")) {
            throw Refusal.failed("could not get storage information for '" + id + "': can't use storage '" + id
                    + "' for backups - wrong content type");
        }
        return storage;
    }

    private void one(Request request, Storage storage, Vm vm, Task run) {
        run.log("INFO: Starting Backup of VM " + vm.vmid() + " (qemu)");
        run.log("INFO: Backup started at " + Instant.ofEpochSecond(site.world().seconds()));
        run.log("INFO: status = " + (vm.running() ? "running" : "stopped"));
        if (!vm.lock().isEmpty()) {
            throw Refusal.failed("VM is locked (" + vm.lock() + ")");
        }
        vm.lock("backup");
        try {
            save(request, storage, vm, run);
        } finally {
            vm.lock("");
        }
        run.log("INFO: Finished Backup of VM " + vm.vmid() + " (00:00:03)");
    }

    private void save(Request request, Storage storage, Vm vm, Task run) {
        Map<String, String> config = new LinkedHashMap<>(vm.config());
        config.remove("lock");
        long bytes = 0;
        run.log("INFO: VM Name: " + vm.name());
        for (Map.Entry<String, String> drive : drives(config).entrySet()) {
            String volid = drive.getValue().split(",", 2)[0].replaceFirst("^file=", "");
            bytes += site.stores()
                    .volumes()
                    .find(vm.node(), volid)
                    .map(Volume::size)
                    .orElse(0L);
            run.log("INFO: include disk '" + drive.getKey() + "' '" + volid + "'");
        }
        String volid = name(storage, vm, request.text("compress").orElse("0"));
        String file = storage.path(volid.substring(volid.indexOf(':') + 1), "backup");
        run.log("INFO: backup mode: " + request.text("mode").orElse("snapshot"));
        run.log("INFO: creating vzdump archive '" + file + "'");
        run.log("INFO: started backup task 'b3c0f2a4-1d5e-4f60-8a7b-9c8d7e6f5a4b'");
        Duration part = site.world().settings().taskLength().dividedBy(3);
        for (int percent : List.of(0, 37, 81, 100)) {
            run.log(String.format(
                    "INFO: %3d%% (%.1f GiB of %.1f GiB) in 1s, read: 1.0 GiB/s, write: 900.0 MiB/s",
                    percent, (double) bytes * percent / 100 / GIB, (double) bytes / GIB));
            if (percent < 100) {
                run.pass(part);
            }
        }
        long size = bytes / 10 + 10_240;
        run.log(String.format("INFO: archive file size: %.2fGB", (double) size / GIB));
        Volume made = Volume.of(vm.node(), volid, "backup", volid.replaceFirst(".*?\\.(vma.*)", "$1"), size, vm.vmid())
                .noted(notes(request, vm), request.flag("protected", false));
        Volume placed = site.stores().volumes().put(made);
        site.backups().put(placed.where() + "|" + volid, config);
    }

    private static String notes(Request request, Vm vm) {
        return request.text("notes-template")
                .orElse("")
                .replace("{{guestname}}", vm.name())
                .replace("{{vmid}}", String.valueOf(vm.vmid()))
                .replace("{{node}}", vm.node());
    }

    private String name(Storage storage, Vm vm, String compress) {
        String ending = switch (compress) {
            case "zstd" -> ".zst";
            case "gzip" -> ".gz";
            case "lzo", "1" -> ".lzo";
            default -> "";
        };
        for (long second = site.world().seconds(); ; second++) {
            String stamp = STAMP.format(Instant.ofEpochSecond(second));
            String volid = storage.id() + ":backup/vzdump-qemu-" + vm.vmid() + "-" + stamp + ".vma" + ending;
            if (site.stores().volumes().find(vm.node(), volid).isEmpty()) {
                return volid;
            }
        }
    }
}
