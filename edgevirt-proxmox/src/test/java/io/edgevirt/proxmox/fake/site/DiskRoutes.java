package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The nodes' disks, and what is made of them: ZFS pools, volume groups, thin pools, folders. */
final class DiskRoutes {

    private static final Map<String, Integer> LEAST = Map.of(
            "single", 1, "mirror", 2, "raid10", 4, "raidz", 3, "raidz2", 4, "raidz3", 5, "draid", 3, "draid2", 4,
            "draid3", 5);

    private final Site site;

    private DiskRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        DiskRoutes disks = new DiskRoutes(site);
        String path = "/nodes/{node}/disks/";
        routes.on("GET " + path + "list", disks::list);
        routes.on(
                "GET " + path + "smart",
                r -> Answer.of(disks.disk(r, r.needed("disk")).smart(r.flag("healthonly", false))));
        routes.on("POST " + path + "initgpt", r -> disks.prepare(r, "diskinit"));
        routes.on("PUT " + path + "wipedisk", r -> disks.prepare(r, "wipedisk"));
        routes.on(
                "GET " + path + "zfs",
                r -> Answer.of(
                        site.host(r.node()).zfs().stream().map(ZfsPool::row).toList()));
        routes.on("GET " + path + "zfs/{name}", r -> Answer.of(disks.pool(r).detail()));
        routes.on("POST " + path + "zfs", disks::makeZfs);
        routes.on("DELETE " + path + "zfs/{name}", disks::dropZfs);
        for (String kind : List.of("lvm", "lvmthin", "directory")) {
            routes.on("GET " + path + kind, r -> disks.groups(r, kind));
            routes.on("POST " + path + kind, r -> disks.makeGroup(r, kind));
            routes.on("DELETE " + path + kind + "/{name}", r -> disks.dropGroup(r, kind));
        }
    }

    private Answer list(Request request) {
        String type = request.text("type").orElse("");
        return Answer.of(site.host(request.node()).disks().stream()
                .filter(disk -> !type.equals("unused") || disk.free())
                .map(disk -> {
                    Row row = disk.row(site.version());
                    if (request.flag("skipsmart", false)) {
                        row.with("health", "UNKNOWN").with("wearout", "N/A");
                    }
                    return row;
                })
                .toList());
    }

    private PhysicalDisk disk(Request request, String path) {
        return site.host(request.node())
                .disk(path)
                .orElseThrow(() -> Refusal.failed("not a valid block device '" + path + "'"));
    }

    private PhysicalDisk unused(Request request, String path) {
        PhysicalDisk disk = disk(request, path);
        if (!disk.free()) {
            throw Refusal.failed("device '" + path + "' is already in use");
        }
        return disk;
    }

    private Answer prepare(Request request, String type) {
        PhysicalDisk disk = disk(request, request.needed("disk"));
        if (type.equals("diskinit") && !disk.free()) {
            throw Refusal.failed("disk '" + disk.path() + "' already in use");
        }
        return site.world()
                .task(request, type, disk.path().substring(disk.path().lastIndexOf('/') + 1), run -> {
                    run.pass();
                    disk.unused();
                });
    }

    private ZfsPool pool(Request request) {
        String name = request.needed("name");
        return site.host(request.node()).zfs().stream()
                .filter(pool -> pool.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.failed("command '/sbin/zpool status -P " + name + "' failed: exit code 1"));
    }

    private Answer makeZfs(Request request) {
        HostState host = site.host(request.node());
        String name = request.needed("name");
        String level = request.needed("raidlevel");
        List<PhysicalDisk> members = new ArrayList<>();
        for (String path : request.list("devices")) {
            members.add(unused(request, path));
        }
        if (request.text("draid-config").isPresent() && !level.startsWith("draid")) {
            throw Refusal.parameter("draid-config", "draid-config set without using dRAID level");
        }
        if (members.size() < LEAST.getOrDefault(level, 1)) {
            throw Refusal.failed("'" + level + "' needs at least " + LEAST.get(level) + " disks");
        }
        if (level.equals("raid10") && members.size() % 2 != 0) {
            throw Refusal.failed("raid10 needs an even number of disks");
        }
        if (host.zfs().stream().anyMatch(pool -> pool.name().equals(name))) {
            throw Refusal.failed("pool '" + name + "' already exists on node '" + host.name() + "'");
        }
        boolean store = request.flag("add_storage", false);
        if (store && site.stores().find(name).isPresent()) {
            throw Refusal.failed("storage ID '" + name + "' already exists");
        }
        return site.world().task(request, "zfscreate", name, run -> {
            run.log("# /sbin/zpool create -o 'ashift=" + request.text("ashift").orElse("12") + "' " + name + " " + level
                    + " " + request.needed("devices"));
            run.pass();
            ZfsPool made = host.zfs(
                    name, level, members.stream().map(PhysicalDisk::path).toArray(String[]::new));
            if (store) {
                Storage storage = site.stores().add(name, "zfspool", made.usable());
                storage.options().putAll(Map.of("pool", name, "content", "rootdir,images", "nodes", host.name()));
            }
        });
    }

    private Answer dropZfs(Request request) {
        HostState host = site.host(request.node());
        ZfsPool pool = pool(request);
        return site.world().task(request, "zfsremove", pool.name(), run -> {
            run.pass();
            host.zfs().remove(pool);
            pool.disks().forEach(PhysicalDisk::unused);
            forget(request, host, pool.name());
        });
    }

    private void forget(Request request, HostState host, String storage) {
        boolean own = site.stores()
                .find(storage)
                .map(s -> s.options().getOrDefault("nodes", "").equals(host.name()))
                .orElse(false);
        if (request.flag("cleanup-config", false) && own) {
            site.stores().drop(storage);
        }
    }

    private Answer groups(Request request, String kind) {
        HostState host = site.host(request.node());
        List<DiskGroup> all = host.groups().stream()
                .filter(group -> group.kind().equals(kind))
                .toList();
        if (kind.equals("lvm")) {
            List<Row> rows = all.stream().map(DiskGroup::row).toList();
            return Answer.of(Row.of("leaf", 0, "children", rows));
        }
        return Answer.of(all.stream().map(DiskGroup::row).toList());
    }

    private Answer makeGroup(Request request, String kind) {
        HostState host = site.host(request.node());
        String name = request.needed("name");
        PhysicalDisk disk = unused(request, request.needed("device"));
        if (host.groups().stream()
                .anyMatch(g -> g.name().equals(name) && g.kind().equals(kind))) {
            throw Refusal.failed(
                    kind.equals("directory")
                            ? "a systemd mount unit already exists: /etc/systemd/system/mnt-pve-" + name + ".mount"
                            : "volume group with name '" + name + "' already exists on node '" + host.name() + "'");
        }
        boolean store = request.flag("add_storage", false);
        if (store && site.stores().find(name).isPresent()) {
            throw Refusal.failed("storage ID '" + name + "' already exists");
        }
        String type = kind.equals("directory") ? "dircreate" : kind + "create";
        return site.world().task(request, type, name, run -> {
            run.pass();
            DiskGroup group =
                    new DiskGroup(kind, name, disk, request.text("filesystem").orElse("ext4"));
            disk.used(kind.equals("directory") ? "mounted" : "LVM");
            host.groups().add(group);
            if (store) {
                Storage storage = site.stores().add(name, kind.equals("directory") ? "dir" : kind, disk.size);
                storage.options().putAll(group.options());
                storage.options().put("nodes", host.name());
            }
        });
    }

    private Answer dropGroup(Request request, String kind) {
        HostState host = site.host(request.node());
        String name = request.needed("name");
        Optional<DiskGroup> found = host.groups().stream()
                .filter(g -> g.kind().equals(kind) && g.name().equals(name))
                .findFirst();
        DiskGroup group = found.orElseThrow(() -> Refusal.failed("no such " + kind + " '" + name + "'"));
        String type = kind.equals("directory") ? "dirremove" : kind + "remove";
        return site.world().task(request, type, name, run -> {
            run.pass();
            host.groups().remove(group);
            group.disk().unused();
            forget(request, host, name);
        });
    }
}
