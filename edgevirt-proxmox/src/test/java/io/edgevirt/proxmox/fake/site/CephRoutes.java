package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Handler;
import io.edgevirt.proxmox.fake.Node;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ceph as Proxmox VE shows and runs it. */
final class CephRoutes {

    private static final List<String> FLAGS = List.of(
            "nobackfill",
            "nodeep-scrub",
            "nodown",
            "noin",
            "noout",
            "norebalance",
            "norecover",
            "noscrub",
            "notieragent",
            "noup",
            "pause");

    private final Site site;
    private final Ceph ceph;

    private CephRoutes(Site site) {
        this.site = site;
        this.ceph = site.ceph();
    }

    static void install(Routes routes, Site site) {
        CephRoutes all = new CephRoutes(site);
        Ceph ceph = site.ceph();
        String path = "/nodes/{node}/ceph";
        all.on(routes, "GET /cluster/ceph/status", r -> Answer.of(ceph.status()));
        all.on(routes, "GET " + path + "/status", r -> Answer.of(ceph.status()));
        all.on(routes, "GET /cluster/ceph/flags", all::flags);
        all.on(routes, "PUT /cluster/ceph/flags", all::setFlags);
        all.on(
                routes,
                "GET /cluster/ceph/flags/{flag}",
                r -> Answer.of(ceph.flags().contains(r.needed("flag"))));
        all.on(routes, "PUT /cluster/ceph/flags/{flag}", all::setFlag);
        all.on(routes, "GET " + path + "/osd", all::tree);
        all.on(routes, "POST " + path + "/osd", all::createOsd);
        all.on(routes, "DELETE " + path + "/osd/{osdid}", all::destroyOsd);
        all.on(routes, "POST " + path + "/osd/{osdid}/in", r -> all.place(r, true));
        all.on(routes, "POST " + path + "/osd/{osdid}/out", r -> all.place(r, false));
        all.on(routes, "POST " + path + "/start", r -> all.service(r, "srvstart", true));
        all.on(routes, "POST " + path + "/stop", r -> all.service(r, "srvstop", false));
        all.on(routes, "POST " + path + "/restart", r -> all.service(r, "srvrestart", true));
        all.on(routes, "GET " + path + "/mon", all::monitors);
        all.on(routes, "GET " + path + "/mgr", all::managers);
        all.on(routes, "GET " + path + "/mds", r -> Answer.of(List.of()));
        all.on(routes, "GET " + path + "/fs", r -> Answer.of(List.of()));
        all.on(routes, "GET " + path + "/rules", r -> Answer.of(List.of(Row.of("name", "replicated_rule"))));
        all.on(routes, "GET " + path + "/cmd-safety", all::safety);
        // 7 has both, 8 and 9 have "pool" alone: the tables refuse what a release has not.
        for (String pool : List.of("pool", "pools")) {
            all.on(
                    routes,
                    "GET " + path + "/" + pool,
                    r -> Answer.of(List.copyOf(ceph.pools().values())));
            all.on(routes, "POST " + path + "/" + pool, all::createPool);
            all.on(routes, "PUT " + path + "/" + pool + "/{name}", all::setPool);
            all.on(routes, "DELETE " + path + "/" + pool + "/{name}", all::destroyPool);
        }
        all.on(routes, "GET " + path + "/pools/{name}", r -> Answer.of(all.details(r)));
        all.on(routes, "GET " + path + "/pool/{name}/status", r -> Answer.of(all.details(r)));
        routes.on("POST " + path + "/init", all::init);
        all.on(routes, "POST " + path + "/mon/{monid}", all::createMonitor);
    }

    /** Without Ceph on the node everything fails alike. */
    private void on(Routes routes, String route, Handler handler) {
        routes.on(route, request -> {
            if (!ceph.installed()) {
                throw Refusal.failed("binary not installed: /usr/bin/ceph-mon");
            }
            return handler.answer(request);
        });
    }

    private Answer flags(Request request) {
        return Answer.of(FLAGS.stream()
                .map(flag -> Row.of("name", flag, "value", ceph.flags().contains(flag), "description", flag))
                .toList());
    }

    private Answer setFlags(Request request) {
        Map<String, String> asked = request.parameters();
        return Answer.of(site.world()
                .tasks()
                .start(request.entry(), "cephsetflags", "", request.identity(), run -> {
                    run.pass();
                    asked.forEach((flag, value) -> set(flag, value.equals("1")));
                })
                .upid());
    }

    private Answer setFlag(Request request) {
        set(request.needed("flag"), request.flag("value", false));
        return Answer.nothing();
    }

    private void set(String flag, boolean on) {
        if (on) {
            ceph.flags().add(flag);
        } else {
            ceph.flags().remove(flag);
        }
    }

    private Answer tree(Request request) {
        List<Row> hosts = new ArrayList<>();
        for (Node node : site.world().nodes()) {
            List<Row> osds = ceph.osds().values().stream()
                    .filter(osd -> osd.host.equals(node.name()))
                    .map(CephRoutes::leaf)
                    .toList();
            if (!osds.isEmpty()) {
                hosts.add(Row.of(
                        "id",
                        String.valueOf(-1 - 2 * node.number()),
                        "name",
                        node.name(),
                        "type",
                        "host",
                        "leaf",
                        0,
                        "children",
                        osds));
            }
        }
        Row root = Row.of("id", "-1", "name", "default", "type", "root", "leaf", 0, "children", hosts);
        return Answer.of(
                Row.of("flags", String.join(",", ceph.flags()), "root", Row.of("leaf", 0, "children", List.of(root))));
    }

    private static Row leaf(Ceph.Osd osd) {
        return Row.of(
                "id",
                String.valueOf(osd.id),
                "name",
                "osd." + osd.id,
                "type",
                "osd",
                "leaf",
                1,
                "host",
                osd.host,
                "status",
                osd.up ? "up" : "down",
                "in",
                osd.in,
                "reweight",
                osd.in ? 1.0 : 0.0,
                "crush_weight",
                (double) osd.size / (1L << 40),
                "device_class",
                osd.kind,
                "osdtype",
                "bluestore",
                "total_space",
                osd.size,
                "bytes_used",
                osd.used,
                "percent_used",
                100.0 * osd.used / osd.size,
                "pgs",
                129,
                "apply_latency_ms",
                1,
                "commit_latency_ms",
                1);
    }

    private Ceph.Osd osd(Request request) {
        int id = (int) request.number("osdid").orElseThrow();
        Ceph.Osd osd = ceph.osds().get(id);
        if (osd == null) {
            throw Refusal.failed("osd." + id + " does not exist");
        }
        return osd;
    }

    private Answer createOsd(Request request) {
        HostState host = site.host(request.node());
        String path = request.needed("dev");
        PhysicalDisk disk =
                host.disk(path).orElseThrow(() -> Refusal.failed("unable to get device info for '" + path + "'"));
        if (!disk.free()) {
            throw Refusal.failed("device '" + path + "' is already in use");
        }
        return site.world().task(request, "cephcreateosd", path.substring(path.lastIndexOf('/') + 1), run -> {
            run.log("create OSD on " + path + " (bluestore)");
            run.pass();
            int id = ceph.osds().keySet().stream().mapToInt(i -> i + 1).max().orElse(0);
            ceph.osds().put(id, new Ceph.Osd(id, host.name(), disk.size, disk.type));
            disk.osd(id);
        });
    }

    private Answer destroyOsd(Request request) {
        Ceph.Osd osd = osd(request);
        if (osd.in) {
            throw Refusal.failed("osd is in use (in == 1)");
        }
        if (osd.up) {
            throw Refusal.failed("osd is still running (up == 1)");
        }
        return site.world().task(request, "cephdestroyosd", "osd." + osd.id, run -> {
            run.pass();
            ceph.osds().remove(osd.id);
            site.host(osd.host).disks().stream()
                    .filter(disk -> disk.osd.isPresent() && disk.osd.getAsInt() == osd.id)
                    .forEach(PhysicalDisk::unused);
        });
    }

    private Answer place(Request request, boolean in) {
        osd(request).in(in);
        return Answer.nothing();
    }

    private Answer service(Request request, String type, boolean up) {
        String service = request.text("service").orElse("ceph.target");
        String node = site.node(request.node());
        return site.world().task(request, type, service, run -> {
            run.pass();
            ceph.osds().values().stream()
                    .filter(osd -> osd.host.equals(node))
                    .filter(osd -> service.equals("osd." + osd.id) || service.matches("ceph(\\.target)?|osd"))
                    .forEach(osd -> osd.up(up));
        });
    }

    private Answer monitors(Request request) {
        List<String> names = List.copyOf(ceph.monitors().keySet());
        return Answer.of(names.stream()
                .map(name -> Row.of(
                        "name",
                        name,
                        "host",
                        name,
                        "rank",
                        names.indexOf(name),
                        "service",
                        1,
                        "direxists",
                        "1",
                        "addr",
                        site.host(name).network().address() + ":6789/0",
                        "state",
                        ceph.monitors().get(name) ? "running" : "stopped",
                        "quorum",
                        ceph.monitors().get(name)))
                .toList());
    }

    private Answer managers(Request request) {
        List<String> names = List.copyOf(ceph.monitors().keySet());
        return Answer.of(names.stream()
                .map(name ->
                        Row.of("name", name, "host", name, "state", names.indexOf(name) == 0 ? "active" : "standby"))
                .toList());
    }

    private Answer createMonitor(Request request) {
        String node = site.node(request.node());
        if (ceph.monitors().containsKey(node)) {
            throw Refusal.failed("monitor '" + node + "' already exists");
        }
        return site.world().task(request, "cephcreatemon", "mon." + node, run -> {
            run.pass();
            ceph.monitors().put(node, true);
        });
    }

    private Answer init(Request request) {
        site.node(request.node());
        ceph.installed(true);
        return Answer.nothing();
    }

    /** Safe is to stop what leaves enough others. */
    private Answer safety(Request request) {
        String service = request.needed("service");
        long left = service.equals("mon")
                ? ceph.monitors().values().stream().filter(in -> in).count() - 1
                : ceph.osds().values().stream().filter(o -> o.up).count() - 1;
        boolean safe = service.equals("mon")
                ? left > ceph.monitors().size() / 2
                : left >= 2 && (request.needed("action").equals("stop") || left >= 3);
        return Answer.of(
                Row.of("safe", safe, "status", safe ? "" : "Error EBUSY: unsafe to " + request.needed("action")));
    }

    private Row pool(Request request) {
        Row pool = ceph.pools().get(request.needed("name"));
        if (pool == null) {
            throw Refusal.failed("pool '" + request.needed("name") + "' does not exist");
        }
        return pool;
    }

    private Row details(Request request) {
        Row pool = pool(request);
        return Row.of(
                "id",
                pool.get("pool"),
                "name",
                pool.get("pool_name"),
                "size",
                pool.get("size"),
                "min_size",
                pool.get("min_size"),
                "pg_num",
                pool.get("pg_num"),
                "pgp_num",
                pool.get("pg_num"),
                "pg_autoscale_mode",
                pool.get("pg_autoscale_mode"),
                "crush_rule",
                pool.get("crush_rule_name"),
                "application",
                "rbd",
                "application_list",
                List.of("rbd"));
    }

    private Answer createPool(Request request) {
        String name = request.needed("name");
        if (ceph.pools().containsKey(name)) {
            throw Refusal.failed("pool '" + name + "' already exists");
        }
        return site.world().task(request, "cephcreatepool", name, run -> {
            run.pass();
            ceph.pool(
                    name,
                    (int) request.number("size").orElse(3),
                    (int) request.number("min_size").orElse(2),
                    (int) request.number("pg_num").orElse(128),
                    0);
            if (request.flag("add_storages", false)) {
                site.stores()
                        .add(name, "rbd", 1_900L << 30)
                        .options()
                        .putAll(Map.of("pool", name, "content", "rootdir,images", "krbd", "0"));
            }
        });
    }

    private Answer setPool(Request request) {
        Row pool = pool(request);
        return site.world().task(request, "cephsetpool", request.needed("name"), run -> {
            run.pass();
            for (String key : List.of("size", "min_size", "pg_num")) {
                request.number(key).ifPresent(value -> pool.put(key, (int) value));
            }
            request.text("pg_autoscale_mode").ifPresent(mode -> pool.put("pg_autoscale_mode", mode));
        });
    }

    private Answer destroyPool(Request request) {
        String name = String.valueOf(pool(request).get("pool_name"));
        boolean used = site.stores().all().stream()
                .anyMatch(s -> s.type().equals("rbd") && name.equals(s.options().get("pool")));
        if (used && !request.flag("force", false) && !request.flag("remove_storages", false)) {
            throw Refusal.failed("ceph pool '" + name + "' still in use by storage '" + name + "'");
        }
        return site.world().task(request, "cephdestroypool", name, run -> {
            run.pass();
            ceph.pools().remove(name);
            if (request.flag("remove_storages", false)
                    && site.stores().find(name).isPresent()) {
                site.stores().drop(name);
            }
        });
    }
}
