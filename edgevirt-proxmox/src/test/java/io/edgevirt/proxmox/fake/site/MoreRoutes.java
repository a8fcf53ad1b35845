package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Certificates, services, what can be found in the network and on a node's disks, and indices. */
final class MoreRoutes {

    private static final Map<String, List<String>> INDICES = Map.of(
            "/cluster",
                    List.of(
                            "backup",
                            "ceph",
                            "config",
                            "ha",
                            "log",
                            "nextid",
                            "options",
                            "replication",
                            "resources",
                            "sdn",
                            "status",
                            "tasks"),
            "/cluster/ha", List.of("groups", "resources", "status"),
            "/cluster/ha/status", List.of("current", "manager_status"),
            "/cluster/mapping", List.of("pci", "usb"),
            "/cluster/sdn", List.of("vnets", "zones", "controllers", "ipams", "dns"),
            "/cluster/backup-info", List.of("not-backed-up"),
            "/nodes/{node}/hardware", List.of("pci", "usb"),
            "/nodes/{node}/disks", List.of("list", "smart", "lvm", "lvmthin", "directory", "zfs"),
            "/nodes/{node}/capabilities", List.of("qemu"),
            "/nodes/{node}/capabilities/qemu", List.of("cpu", "machines"));

    private final Site site;

    private MoreRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        MoreRoutes more = new MoreRoutes(site);
        INDICES.forEach((path, names) -> routes.on(
                "GET " + path,
                r -> Answer.of(names.stream()
                        .map(name -> Row.of("name", name, "subdir", name))
                        .toList())));
        routes.on("GET /nodes/{node}/certificates/info", more::certificates);
        for (String verb : List.of("start", "stop", "restart", "reload")) {
            routes.on(
                    "POST /nodes/{node}/services/{service}/" + verb,
                    r -> site.world().task(r, "srv" + verb, r.needed("service"), run -> run.pass()));
        }
        routes.on(
                "GET /nodes/{node}/scan/lvm",
                r -> Answer.of(more.groups(r, "lvm").stream()
                        .map(group -> Row.of("vg", group.name()))
                        .toList()));
        routes.on(
                "GET /nodes/{node}/scan/lvmthin",
                r -> Answer.of(more.groups(r, "lvmthin").stream()
                        .filter(group -> group.name().equals(r.needed("vg")))
                        .map(group -> Row.of("lv", group.name()))
                        .toList()));
        routes.on(
                "GET /nodes/{node}/scan/zfs",
                r -> Answer.of(site.host(r.node()).zfs().stream()
                        .map(pool -> Row.of("pool", pool.name()))
                        .toList()));
        routes.on("GET /nodes/{node}/scan/nfs", r -> Answer.of(more.exports(r)));
        routes.on("GET /nodes/{node}/query-url-metadata", more::url);
        routes.on("GET /nodes/{node}/syslog", more::syslog);
        routes.on("GET /nodes/{node}/ceph/osd/{osdid}/metadata", more::osd);
        routes.on("GET /cluster/backup/{id}/included_volumes", more::included);
    }

    private Answer certificates(Request request) {
        String node = site.node(request.node());
        long now = site.world().seconds();
        return Answer.of(List.of(Row.of(
                "filename",
                "pve-ssl.pem",
                "subject",
                "/OU=PVE Cluster Node/O=Proxmox Virtual Environment/CN=" + node,
                "issuer",
                "/CN=Proxmox Virtual Environment",
                "fingerprint",
                site.fingerprint(),
                "notbefore",
                now - 86_400,
                "notafter",
                now + 31_536_000,
                "public-key-type",
                "rsaEncryption",
                "public-key-bits",
                2048,
                "san",
                List.of("127.0.0.1", "localhost", node))));
    }

    private List<DiskGroup> groups(Request request, String kind) {
        return site.host(request.node()).groups().stream()
                .filter(group -> group.kind().equals(kind))
                .toList();
    }

    /** What an NFS server of a storage exports; another server is not there. */
    private List<Row> exports(Request request) {
        site.node(request.node());
        List<Row> rows = new ArrayList<>();
        for (Storage storage : site.stores().all()) {
            if (request.needed("server").equals(storage.options().get("server"))) {
                rows.add(Row.of("path", storage.options().getOrDefault("export", "/"), "options", "*"));
            }
        }
        if (rows.isEmpty()) {
            throw Refusal.failed("command '/sbin/showmount --no-headers --exports " + request.needed("server")
                    + "' failed: exit code 1");
        }
        return rows;
    }

    private Answer url(Request request) {
        site.node(request.node());
        String url = request.needed("url");
        byte[] bytes = site.downloads().get(url);
        if (bytes == null) {
            throw Refusal.failed("invalid server response: '404 Not Found'");
        }
        return Answer.of(Row.of(
                "filename",
                url.substring(url.lastIndexOf('/') + 1),
                "size",
                bytes.length,
                "mimetype",
                "application/octet-stream"));
    }

    private Answer syslog(Request request) {
        String node = site.node(request.node());
        List<Row> rows = new ArrayList<>();
        site.world().tasks().all().stream()
                .filter(task -> task.node().equals(node))
                .forEach(task -> rows.add(Row.of(
                        "n", rows.size() + 1, "t", "Nov 23 10:00:00 " + node + " pvedaemon: starting " + task.upid())));
        return Answer.of(rows.stream()
                .skip(request.number("start").orElse(0))
                .limit(request.number("limit").orElse(500))
                .toList());
    }

    private Answer osd(Request request) {
        int id = (int) request.number("osdid").orElseThrow();
        Ceph.Osd osd = site.ceph().osds().get(id);
        if (osd == null) {
            throw Refusal.failed("OSD '" + id + "' does not exists on host '" + request.node() + "'");
        }
        return Answer.of(Row.of(
                "osd",
                        Row.of(
                                "id",
                                id,
                                "hostname",
                                osd.host,
                                "osd_objectstore",
                                "bluestore",
                                "osd_data",
                                "/var/lib/ceph/osd/ceph-" + id,
                                "version",
                                "ceph version 19.2.3 squid (stable)"),
                "devices",
                        List.of(Row.of(
                                "device",
                                "block",
                                "type",
                                osd.kind,
                                "physical_device",
                                osd.kind + "0",
                                "size",
                                osd.size,
                                "support_discard",
                                true))));
    }

    private Answer included(Request request) {
        Row job = site.backupJobs().get(request.needed("id"));
        List<Row> machines = site.world().machines().all().stream()
                .filter(vm -> "1".equals(job.get("all"))
                        || List.of(String.valueOf(job.getOrDefault("vmid", "")).split(","))
                                .contains(String.valueOf(vm.vmid())))
                .map(vm -> Row.of(
                        "id", String.valueOf(vm.vmid()), "name", vm.name(), "type", "qemu", "children", List.of()))
                .toList();
        return Answer.of(Row.of("children", machines));
    }
}
