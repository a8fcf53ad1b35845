package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import java.util.List;

/** Backups that are made by a schedule. */
final class BackupJobRoutes {

    private final Site site;

    private BackupJobRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        BackupJobRoutes jobs = new BackupJobRoutes(site);
        Sections all = site.backupJobs();
        routes.on(
                "GET /cluster/backup",
                r -> Answer.of(all.all().values().stream()
                        .map(row -> Row.copy(row).with("next-run", site.world().seconds() / 3_600 * 3_600 + 3_600))
                        .toList()));
        routes.on("POST /cluster/backup", jobs::create);
        routes.on("GET /cluster/backup/{id}", r -> Answer.of(Row.copy(all.get(r.needed("id")))));
        routes.on("PUT /cluster/backup/{id}", r -> {
            all.keep(all.edited(r));
            return Answer.nothing();
        });
        routes.on("DELETE /cluster/backup/{id}", r -> {
            all.remove(r.needed("id"));
            return Answer.nothing();
        });
        routes.on("GET /cluster/backup-info/not-backed-up", jobs::missed);
    }

    private Answer create(Request request) {
        boolean what = request.flag("all", false)
                || request.text("vmid").isPresent()
                || request.text("pool").isPresent();
        if (!what) {
            throw Refusal.parameter("vmid", "property is missing and it is not optional");
        }
        Row row = Row.of("type", "vzdump", "enabled", 1);
        request.parameters().forEach(row::put);
        int next = site.backupJobs().all().size() + 1;
        row.putIfAbsent("id", "backup-" + String.format("%08x-%04x", 0x4C0FFEE + next, next));
        row.putIfAbsent("schedule", request.text("starttime").map(t -> t).orElse("daily"));
        if (site.backupJobs().all().containsKey(String.valueOf(row.get("id")))) {
            throw Refusal.failed("Job '" + row.get("id") + "' already exists");
        }
        site.backupJobs().keep(row);
        return Answer.nothing();
    }

    private Answer missed(Request request) {
        return Answer.of(site.world().machines().all().stream()
                .filter(vm -> site.backupJobs().all().values().stream().noneMatch(job -> takes(job, vm)))
                .map(vm -> Row.of("vmid", vm.vmid(), "name", vm.name(), "type", "qemu"))
                .toList());
    }

    private boolean takes(Row job, Vm vm) {
        String id = String.valueOf(vm.vmid());
        if ("1".equals(job.get("all"))) {
            return !List.of(String.valueOf(job.getOrDefault("exclude", "")).split(","))
                    .contains(id);
        }
        boolean pooled = site.pools()
                .of(vm.vmid())
                .filter(pool -> pool.equals(job.get("pool")))
                .isPresent();
        return pooled
                || List.of(String.valueOf(job.getOrDefault("vmid", "")).split(","))
                        .contains(id);
    }
}
