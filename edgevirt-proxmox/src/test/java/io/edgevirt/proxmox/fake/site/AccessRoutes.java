package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Identity;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one may, and who there is. */
final class AccessRoutes {

    private static final List<String> PRIVILEGES = List.of(
            "Datastore.Allocate",
            "Datastore.AllocateSpace",
            "Datastore.AllocateTemplate",
            "Datastore.Audit",
            "Pool.Allocate",
            "Pool.Audit",
            "Sys.Audit",
            "Sys.Modify",
            "Sys.PowerMgmt",
            "Sys.Console",
            "SDN.Allocate",
            "SDN.Audit",
            "SDN.Use",
            "VM.Allocate",
            "VM.Audit",
            "VM.Backup",
            "VM.Clone",
            "VM.Config.CDROM",
            "VM.Config.CPU",
            "VM.Config.Cloudinit",
            "VM.Config.Disk",
            "VM.Config.HWType",
            "VM.Config.Memory",
            "VM.Config.Network",
            "VM.Config.Options",
            "VM.Console",
            "VM.Migrate",
            "VM.PowerMgmt",
            "VM.Snapshot",
            "VM.Snapshot.Rollback");

    private final Site site;

    private AccessRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        AccessRoutes access = new AccessRoutes(site);
        routes.on("GET /access/permissions", access::permissions);
        routes.on("GET /access/users", access::users);
        routes.on(
                "GET /access/domains",
                r -> Answer.of(List.of(
                        Row.of("realm", "pam", "type", "pam", "comment", "Linux PAM standard authentication"),
                        Row.of("realm", "pve", "type", "pve", "comment", "Proxmox VE authentication server"))));
    }

    /** The privileges of a release: 8 added mappings, 9 took the monitor away and split the agent's off. */
    private List<String> privileges() {
        List<String> all = new ArrayList<>(PRIVILEGES);
        if (site.version() >= 8) {
            all.addAll(List.of("Mapping.Audit", "Mapping.Modify", "Mapping.Use", "Sys.AccessNetwork"));
        }
        if (site.version() >= 9) {
            all.addAll(List.of(
                    "VM.GuestAgent.Audit",
                    "VM.GuestAgent.FileRead",
                    "VM.GuestAgent.FileWrite",
                    "VM.GuestAgent.FileSystemMgmt",
                    "VM.GuestAgent.Unrestricted",
                    "VM.Replicate"));
        } else {
            all.add("VM.Monitor");
        }
        return all;
    }

    private Answer permissions(Request request) {
        Identity who = request.identity();
        Row row = new Row();
        List<String> paths = request.text("path")
                .map(List::of)
                .orElse(List.of("/", "/access", "/nodes", "/pool", "/sdn", "/storage", "/vms"));
        for (String path : paths) {
            Row held = new Row();
            privileges().stream()
                    .filter(privilege -> site.world().access().may(who, path, privilege))
                    .forEach(privilege -> held.put(privilege, 1));
            if (!held.isEmpty() || request.text("path").isPresent()) {
                row.put(path, held);
            }
        }
        return Answer.of(row);
    }

    private Answer users(Request request) {
        Optional<Boolean> enabled = request.text("enabled").map("1"::equals);
        return Answer.of(
                enabled.filter(on -> !on).isPresent()
                        ? List.of()
                        : List.of(Row.of("userid", "root@pam", "enable", 1, "expire", 0, "realm-type", "pam")));
    }
}
