package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Node;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.List;
import java.util.Map;

/** The nodes: what they are, how they fare, and their plain settings. */
final class NodeRoutes {

    private static final long GIB = 1L << 30;
    private static final List<String> SERVICES = List.of(
            "chrony",
            "corosync",
            "cron",
            "pve-cluster",
            "pve-firewall",
            "pve-ha-crm",
            "pve-ha-lrm",
            "pvedaemon",
            "pveproxy",
            "pvescheduler",
            "pvestatd",
            "qmeventd",
            "spiceproxy",
            "sshd");

    private final Site site;

    private NodeRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        NodeRoutes nodes = new NodeRoutes(site);
        routes.on("GET /nodes", nodes::all);
        routes.on("GET /nodes/{node}", nodes::index);
        routes.on("GET /nodes/{node}/status", nodes::status);
        routes.on("POST /nodes/{node}/status", nodes::power);
        routes.on("GET /nodes/{node}/version", nodes::version);
        routes.on("GET /nodes/{node}/time", nodes::time);
        routes.on("PUT /nodes/{node}/time", nodes::setTime);
        routes.on("GET /nodes/{node}/dns", r -> Answer.of(Row.copy(nodes.host(r).dns())));
        routes.on("PUT /nodes/{node}/dns", nodes::setDns);
        routes.on("GET /nodes/{node}/config", nodes::config);
        routes.on("PUT /nodes/{node}/config", nodes::setConfig);
        routes.on("GET /nodes/{node}/services", nodes::services);
        routes.on("GET /nodes/{node}/services/{service}/state", r -> Answer.of(nodes.service(r.needed("service"))));
        routes.on("GET /nodes/{node}/subscription", nodes::subscription);
        routes.on("GET /nodes/{node}/rrddata", nodes::rrd);
        routes.on("POST /nodes/{node}/wakeonlan", nodes::wake);
    }

    private HostState host(Request request) {
        return site.host(request.node());
    }

    private Answer all(Request request) {
        return Answer.of(site.world().nodes().stream().map(this::row).toList());
    }

    /** A node in lists: of one that is down nothing but its name is known. */
    private Row row(Node node) {
        Row row = Row.of(
                "id",
                "node/" + node.name(),
                "node",
                node.name(),
                "type",
                "node",
                "status",
                node.down() ? "offline" : "online");
        if (node.down()) {
            return row.with("ssl_fingerprint", site.fingerprint());
        }
        HostState host = site.host(node.name());
        return row.with("cpu", 0.03)
                .with("maxcpu", host.cpus())
                .with("mem", host.memoryUsed())
                .with("maxmem", host.memory())
                .with("disk", 12 * GIB)
                .with("maxdisk", 96 * GIB)
                .with("uptime", host.uptime())
                .with("level", "")
                .with("ssl_fingerprint", site.fingerprint());
    }

    private Answer index(Request request) {
        site.node(request.node());
        return Answer.of(List.of("ceph", "disks", "hardware", "network", "qemu", "status", "storage", "tasks").stream()
                .map(name -> Row.of("name", name))
                .toList());
    }

    private Answer status(Request request) {
        HostState host = host(request);
        String kernel = kernel();
        Row row = Row.of(
                "uptime", host.uptime(),
                "kversion", "Linux " + kernel + " #1 SMP PREEMPT_DYNAMIC PMX " + kernel + " (2026-10-01T10:00Z)",
                "pveversion", "pve-manager/" + site.world().release().version() + "/0a1b2c3d4e5f6071",
                "cpu", 0.03,
                "wait", 0.001,
                "idle", 0,
                "loadavg", List.of("0.21", "0.18", "0.11"),
                "cpuinfo", cpu(host),
                "memory", memory(host),
                "swap", Row.of("total", 8 * GIB, "used", 0, "free", 8 * GIB),
                "rootfs", Row.of("total", 96 * GIB, "used", 12 * GIB, "avail", 84 * GIB, "free", 84 * GIB),
                "ksm", Row.of("shared", 0));
        if (site.version() >= 8) {
            row.put(
                    "current-kernel",
                    Row.of(
                            "sysname",
                            "Linux",
                            "release",
                            kernel,
                            "version",
                            "#1 SMP PREEMPT_DYNAMIC",
                            "machine",
                            "x86_64"));
            Row boot = Row.of("mode", host.efi() ? "efi" : "legacy-bios");
            row.put("boot-info", host.efi() ? boot.with("secureboot", host.secureBoot()) : boot);
        }
        return Answer.of(row);
    }

    private String kernel() {
        return switch (site.version()) {
            case 7 -> "5.15.108-1-pve";
            case 8 -> "6.8.12-15-pve";
            default -> "6.17.2-2-pve";
        };
    }

    private static Row cpu(HostState host) {
        return Row.of(
                "model",
                "13th Gen Intel(R) Core(TM) i7-13700E",
                "cpus",
                host.cpus(),
                "cores",
                Math.max(1, host.cpus() / 2),
                "sockets",
                1,
                "mhz",
                "2400.000",
                "hvm",
                "1",
                "user_hz",
                100,
                "flags",
                host.flags());
    }

    private Row memory(HostState host) {
        long free = host.memory() - host.memoryUsed();
        Row row = Row.of("total", host.memory(), "used", host.memoryUsed(), "free", free);
        return site.version() >= 9 ? row.with("available", free) : row;
    }

    private Answer power(Request request) {
        site.world().down(site.node(request.node()), true);
        return Answer.nothing();
    }

    private Answer version(Request request) {
        site.node(request.node());
        return Answer.of(Row.of(
                "version", site.world().release().version(),
                "release", site.world().release().release(),
                "repoid", "0a1b2c3d"));
    }

    private Answer time(Request request) {
        long now = site.world().seconds();
        return Answer.of(Row.of("timezone", host(request).timezone(), "time", now, "localtime", now));
    }

    private Answer setTime(Request request) {
        host(request).timezone(request.needed("timezone"));
        return Answer.nothing();
    }

    private Answer setDns(Request request) {
        Map<String, String> dns = host(request).dns();
        List.of("search", "dns1", "dns2", "dns3")
                .forEach(name -> request.text(name).ifPresent(v -> dns.put(name, v)));
        return Answer.nothing();
    }

    private Answer config(Request request) {
        HostState host = host(request);
        Row row = Row.copy(host.config());
        request.text("property").ifPresent(name -> row.keySet().retainAll(List.of(name)));
        return Answer.of(row.with("digest", Digests.of(host.config().toString())));
    }

    private Answer setConfig(Request request) {
        HostState host = host(request);
        Digests.check(request, Digests.of(host.config().toString()));
        request.list("delete").forEach(host.config()::remove);
        request.parameters().forEach((name, value) -> {
            if (!List.of("node", "digest", "delete").contains(name)) {
                host.config().put(name, value);
            }
        });
        return Answer.nothing();
    }

    private Answer services(Request request) {
        site.node(request.node());
        return Answer.of(SERVICES.stream().map(this::service).toList());
    }

    private Row service(String name) {
        boolean on = SERVICES.contains(name)
                && !(name.equals("corosync") && site.world().clusterName().isEmpty());
        return Row.of(
                "service",
                name,
                "name",
                name,
                "desc",
                name + " service",
                "state",
                on ? "running" : "dead",
                "active-state",
                on ? "active" : "inactive",
                "unit-state",
                on ? "enabled" : "not-found");
    }

    private Answer subscription(Request request) {
        site.node(request.node());
        return Answer.of(Row.of("status", "notfound", "message", "There is no subscription key"));
    }

    private Answer rrd(Request request) {
        HostState host = host(request);
        return Answer.of(Rrd.rows(
                request.needed("timeframe"),
                Map.of(
                        "cpu",
                        0.03,
                        "maxcpu",
                        (double) host.cpus(),
                        "memused",
                        (double) host.memoryUsed(),
                        "memtotal",
                        (double) host.memory(),
                        "rootused",
                        12.0 * GIB,
                        "roottotal",
                        96.0 * GIB,
                        "loadavg",
                        0.21,
                        "iowait",
                        0.001,
                        "netin",
                        1234.5,
                        "netout",
                        2345.6)));
    }

    private Answer wake(Request request) {
        String node = site.node(request.node());
        String address = site.host(node).config().getOrDefault("wakeonlan", "");
        if (address.isEmpty()) {
            throw Refusal.failed("No wake on LAN MAC address defined for '" + node + "'!");
        }
        site.world().down(node, false);
        return Answer.of(address);
    }
}
