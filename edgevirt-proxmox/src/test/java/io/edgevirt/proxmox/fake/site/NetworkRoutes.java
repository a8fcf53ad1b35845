package io.edgevirt.proxmox.fake.site;

import com.fasterxml.jackson.jr.ob.JSON;
import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The nodes' interfaces: edits wait in a file of their own until they are applied or thrown away. */
final class NetworkRoutes {

    private static final Set<String> NOT_KEPT = Set.of("node", "delete", "iface");
    private static final Set<String> NUMBERS = Set.of("autostart", "bridge_vlan_aware");

    private final Site site;

    private NetworkRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        NetworkRoutes network = new NetworkRoutes(site);
        String path = "/nodes/{node}/network";
        routes.on("GET " + path, network::list);
        routes.on("POST " + path, network::create);
        routes.on("PUT " + path, network::reload);
        routes.on("DELETE " + path, r -> {
            network.of(r).revert();
            return Answer.nothing();
        });
        routes.on("GET " + path + "/{iface}", network::show);
        routes.on("PUT " + path + "/{iface}", network::change);
        routes.on("DELETE " + path + "/{iface}", network::delete);
    }

    private Interfaces of(Request request) {
        return site.host(request.node()).network();
    }

    private Answer list(Request request) {
        Interfaces network = of(request);
        String type = request.text("type").orElse("");
        List<Row> rows = new ArrayList<>();
        network.shown().values().forEach(row -> {
            if (fits(type, String.valueOf(row.get("type")))) {
                rows.add(full(network, row));
            }
        });
        boolean virtual = type.equals("vnet") || type.equals("include_sdn") || type.equals("any_bridge");
        if (virtual && site.version() >= 8) {
            site.sdn()
                    .bridges(request.node())
                    .forEach(vnet -> rows.add(Row.of("iface", vnet, "type", "vnet", "active", 1)));
        }
        return listed(rows, network.changes());
    }

    private static boolean fits(String asked, String type) {
        return switch (asked) {
            case "", "include_sdn" -> true;
            case "any_bridge", "any_local_bridge" -> type.equals("bridge") || type.equals("OVSBridge");
            default -> asked.equals(type);
        };
    }

    /** What the file says, and whether it is so at present: the word is missing where it is not. */
    private static Row full(Interfaces network, Row saved) {
        Row row = Row.copy(saved);
        String name = String.valueOf(row.get("iface"));
        row.putIfAbsent("method", row.containsKey("cidr") ? "static" : "manual");
        row.putIfAbsent("method6", row.containsKey("cidr6") ? "static" : "manual");
        row.put("families", row.containsKey("cidr6") ? List.of("inet", "inet6") : List.of("inet"));
        row.put("priority", new ArrayList<>(network.shown().keySet()).indexOf(name) + 3);
        if (network.current().containsKey(name)) {
            row.put("active", 1);
        }
        if (row.get("type").equals("bond") && !name.matches("bond\\d+")) {
            // The file has no types: they are told from names when it is read again.
            row.put("type", "unknown");
        }
        return row;
    }

    private static Answer listed(List<Row> rows, String changes) {
        Row whole = Row.of("data", rows);
        if (!changes.isEmpty()) {
            whole.put("changes", changes);
        }
        try {
            byte[] body = JSON.std.asString(whole).getBytes(StandardCharsets.UTF_8);
            return new Answer(200, "", "application/json;charset=UTF-8", body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Answer show(Request request) {
        Interfaces network = of(request);
        Row row = network.shown().get(request.needed("iface"));
        if (row == null) {
            throw Refusal.parameter("iface", "interface does not exist");
        }
        return Answer.of(full(network, row));
    }

    private Answer create(Request request) {
        Interfaces network = of(request);
        String name = request.needed("iface");
        network.edit(all -> {
            if (all.containsKey(name)) {
                throw Refusal.parameter("iface", "interface already exists");
            }
            Row row = Row.of("iface", name);
            fill(row, request, all);
            row.put("type", request.needed("type"));
            all.put(name, row);
        });
        return Answer.nothing();
    }

    private Answer change(Request request) {
        Interfaces network = of(request);
        String name = request.needed("iface");
        network.edit(all -> {
            Row row = all.get(name);
            if (row == null) {
                throw Refusal.parameter("iface", "interface does not exist");
            }
            request.list("delete").forEach(row::remove);
            fill(row, request, all);
        });
        return Answer.nothing();
    }

    private static void fill(Row row, Request request, Map<String, Row> all) {
        request.text("gateway")
                .ifPresent(gateway -> all.forEach((other, it) -> {
                    if (!other.equals(row.get("iface")) && it.containsKey("gateway")) {
                        throw Refusal.parameter(
                                "gateway", "Default gateway already exists on interface '" + other + "'.");
                    }
                }));
        request.parameters().forEach((key, value) -> {
            if (!NOT_KEPT.contains(key)) {
                row.put(key, NUMBERS.contains(key) ? (Object) Integer.parseInt(value) : value);
            }
        });
        request.text("cidr").ifPresent(cidr -> {
            row.put("address", cidr.substring(0, cidr.indexOf('/')));
            row.put("netmask", cidr.substring(cidr.indexOf('/') + 1));
        });
        String name = String.valueOf(row.get("iface"));
        if ("vlan".equals(request.text("type").orElse("")) && name.matches("\\S+\\.\\d+")) {
            row.put("vlan-raw-device", name.substring(0, name.lastIndexOf('.')));
            row.put("vlan-id", name.substring(name.lastIndexOf('.') + 1));
        }
        if ("bridge".equals(request.text("type").orElse(""))) {
            row.putIfAbsent("bridge_ports", "");
            row.putIfAbsent("bridge_stp", "off");
            row.putIfAbsent("bridge_fd", "0");
        }
    }

    private Answer delete(Request request) {
        Interfaces network = of(request);
        String name = request.needed("iface");
        network.edit(all -> {
            Row old = all.get(name);
            if (old == null) {
                throw Refusal.parameter("iface", "interface does not exist");
            }
            all.remove(name);
            if (old.containsKey("exists")) {
                // The hardware is still there.
                all.put(name, Row.of("iface", name, "type", "eth", "method", "manual", "exists", 1));
            }
        });
        return Answer.nothing();
    }

    private Answer reload(Request request) {
        Interfaces network = of(request);
        return site.world().task(request, "srvreload", "networking", run -> {
            run.pass();
            network.apply();
        });
    }
}
