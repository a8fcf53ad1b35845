package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Software-defined networks: zones, vnets and subnets are written first and put in effect together. */
final class SdnRoutes {

    private static final Set<String> NOT_KEPT = Set.of("digest", "delete", "lock-token", "pending", "running");
    private static final Map<String, List<String>> NEEDED = Map.of(
            "vlan", List.of("bridge"),
            "qinq", List.of("bridge", "tag"),
            "evpn", List.of("controller", "vrf-vxlan"));

    private final Site site;

    private SdnRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        SdnRoutes sdn = new SdnRoutes(site);
        Sdn state = site.sdn();
        routes.on("PUT /cluster/sdn", sdn::apply);
        routes.on("POST /cluster/sdn/rollback", sdn::rollBack);
        sdn.kind(routes, "/cluster/sdn/zones", "zone", state.zones);
        sdn.kind(routes, "/cluster/sdn/vnets", "vnet", state.vnets);
        sdn.kind(routes, "/cluster/sdn/vnets/{vnet}/subnets", "subnet", state.subnets);
        routes.on("GET /nodes/{node}/sdn/zones", sdn::onNode);
        routes.on("GET /nodes/{node}/sdn/zones/{zone}/content", sdn::content);
    }

    private void kind(Routes routes, String path, String name, Sdn.Kind kind) {
        String one = path + "/{" + name + "}";
        routes.on("GET " + path, r -> list(r, name, kind));
        routes.on("POST " + path, r -> create(r, name, kind));
        routes.on("GET " + one, r -> show(r, name, kind));
        routes.on("PUT " + one, r -> change(r, name, kind));
        routes.on("DELETE " + one, r -> delete(r, name, kind));
    }

    private static boolean mine(Request request, String name, Row row) {
        boolean below = name.equals("subnet") && !request.needed("vnet").equals(row.get("vnet"));
        return !below
                && request.text("type").map(t -> t.equals(row.get("type"))).orElse(true);
    }

    private Answer list(Request request, String name, Sdn.Kind kind) {
        List<Row> rows = new ArrayList<>();
        for (String id : kind.ids()) {
            Row row = view(request, kind, id);
            if (!row.isEmpty() && mine(request, name, row)) {
                rows.add(row.with("digest", Digests.of(kind.written.toString())));
            }
        }
        return Answer.of(rows);
    }

    /** A thing as it is asked for: in effect, with its changes, or as it is written. Empty if it is not there. */
    private static Row view(Request request, Sdn.Kind kind, String id) {
        if (request.flag("running", false)) {
            return Row.copy(kind.running.getOrDefault(id, new Row()));
        }
        return request.flag("pending", false) ? kind.pending(id) : Row.copy(kind.written.getOrDefault(id, new Row()));
    }

    private static Refusal gone(String name, String id) {
        return Refusal.failed("sdn " + name + " '" + id + "' does not exist");
    }

    private Answer show(Request request, String name, Sdn.Kind kind) {
        String id = request.needed(name);
        Row row = kind.ids().contains(id) ? view(request, kind, id) : new Row();
        if (row.isEmpty()) {
            throw gone(name, id);
        }
        return Answer.of(row.with("digest", Digests.of(kind.written.toString())));
    }

    private Answer create(Request request, String name, Sdn.Kind kind) {
        String given = request.needed(name);
        Row row = Row.of(name, given, "type", request.text("type").orElse(name));
        keep(row, request);
        String id = switch (name) {
            case "zone" -> zone(request, given);
            case "vnet" -> vnet(request, given);
            default -> subnet(request, row, given);
        };
        if (kind.written.containsKey(id)) {
            throw Refusal.failed("sdn " + name + " object ID '" + id + "' already defined");
        }
        kind.written.put(id, row);
        return Answer.nothing();
    }

    private static void keep(Row row, Request request) {
        request.parameters().forEach((key, value) -> {
            if (!NOT_KEPT.contains(key)) {
                boolean number = key.equals("tag") || key.equals("vlanaware") || key.equals("mtu");
                row.put(key, number ? (Object) Integer.parseInt(value) : value);
            }
        });
    }

    private static String named(String name, String id) {
        if (!id.matches("[a-zA-Z][a-zA-Z0-9]{0,7}")) {
            throw Refusal.parameter(name, name + " ID '" + id + "' contains illegal characters");
        }
        return id;
    }

    private String zone(Request request, String id) {
        for (String option : NEEDED.getOrDefault(request.needed("type"), List.of())) {
            if (request.text(option).isEmpty()) {
                throw Refusal.failed("missing value for required option '" + option + "'");
            }
        }
        return named("zone", id);
    }

    private String vnet(Request request, String id) {
        String zone = request.needed("zone");
        Row in = site.sdn().zones.written.get(zone);
        if (in == null) {
            throw gone("zone", zone);
        }
        boolean tagged = !String.valueOf(in.get("type")).equals("simple");
        if (tagged && request.text("tag").isEmpty()) {
            throw Refusal.failed("missing vlan tag");
        }
        return named("vnet", id);
    }

    private String subnet(Request request, Row row, String cidr) {
        Row vnet = site.sdn().vnets.written.get(request.needed("vnet"));
        if (vnet == null) {
            throw gone("vnet", request.needed("vnet"));
        }
        String id = vnet.get("zone") + "-" + cidr.replace('/', '-');
        String[] parts = cidr.split("/", -1);
        row.with("subnet", id).with("cidr", cidr).with("zone", vnet.get("zone")).with("network", parts[0]);
        row.with("mask", parts[parts.length - 1]);
        return id;
    }

    private Answer change(Request request, String name, Sdn.Kind kind) {
        String id = request.needed(name);
        Row row = kind.written.get(id);
        if (row == null) {
            throw gone(name, id);
        }
        Digests.check(request, Digests.of(kind.written.toString()));
        request.list("delete").forEach(row::remove);
        keep(row, request);
        return Answer.nothing();
    }

    private Answer delete(Request request, String name, Sdn.Kind kind) {
        String id = request.needed(name);
        if (!kind.written.containsKey(id)) {
            throw gone(name, id);
        }
        if (name.equals("zone")) {
            site.sdn().vnets.written.forEach((vnet, row) -> {
                if (id.equals(row.get("zone"))) {
                    throw Refusal.failed("zone " + id + " is used by vnet " + vnet);
                }
            });
        }
        if (name.equals("vnet")) {
            site.sdn().subnets.written.forEach((subnet, row) -> {
                if (id.equals(row.get("vnet"))) {
                    throw Refusal.failed("can't delete vnet if subnets exists");
                }
            });
        }
        kind.written.remove(id);
        return Answer.nothing();
    }

    private Answer apply(Request request) {
        return Answer.of(site.world()
                .tasks()
                .start(request.entry(), "reloadnetworkall", "", request.identity(), run -> {
                    site.world().nodes().stream()
                            .filter(node -> !node.down())
                            .forEach(node -> run.log(node.name() + ": reloading network config"));
                    run.pass();
                    site.sdn().apply();
                })
                .upid());
    }

    private Answer rollBack(Request request) {
        for (Sdn.Kind kind : List.of(site.sdn().zones, site.sdn().vnets, site.sdn().subnets)) {
            kind.written.clear();
            kind.running.forEach((id, row) -> kind.written.put(id, Row.copy(row)));
        }
        return Answer.nothing();
    }

    private Answer onNode(Request request) {
        String node = site.node(request.node());
        List<Row> rows = new ArrayList<>();
        site.sdn().zones.running.forEach((id, zone) -> {
            if (Sdn.on(zone, node)) {
                rows.add(Row.of("zone", id, "status", zoneState(node, zone)));
            }
        });
        return Answer.of(rows);
    }

    /** A zone on a bridge that a node has not is in error there. */
    private String zoneState(String node, Row zone) {
        Object bridge = zone.get("bridge");
        return bridge == null || site.host(node).network().bridges().contains(String.valueOf(bridge))
                ? "available"
                : "error";
    }

    private Answer content(Request request) {
        String node = site.node(request.node());
        List<Row> rows = new ArrayList<>();
        site.sdn().vnets.running.forEach((id, vnet) -> {
            if (vnet.get("zone").equals(request.needed("zone"))
                    && site.sdn().bridges(node).contains(id)) {
                rows.add(Row.of("vnet", id, "status", "available"));
            }
        });
        return Answer.of(rows);
    }
}
