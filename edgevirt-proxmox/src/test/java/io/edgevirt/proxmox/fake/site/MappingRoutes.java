package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Devices and folders of several nodes under one name, from 8 on. */
final class MappingRoutes {

    private static final Map<String, List<String>> NEEDED =
            Map.of("pci", List.of("node", "path", "id"), "usb", List.of("node", "id"), "dir", List.of("node", "path"));

    private final Site site;

    private MappingRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        MappingRoutes mappings = new MappingRoutes(site);
        for (String kind : List.of("pci", "usb", "dir")) {
            Sections all = site.mappings(kind);
            String path = "/cluster/mapping/" + kind;
            routes.on("GET " + path, r -> mappings.list(r, kind));
            routes.on("POST " + path, r -> {
                all.keep(checked(kind, all.wanted(r)));
                return Answer.nothing();
            });
            routes.on("GET " + path + "/{id}", r -> Answer.of(all.shown(r.needed("id"))));
            routes.on("PUT " + path + "/{id}", r -> {
                all.keep(checked(kind, all.edited(r)));
                return Answer.nothing();
            });
            routes.on("DELETE " + path + "/{id}", r -> {
                all.all().remove(r.needed("id"));
                return Answer.nothing();
            });
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> entries(Row row) {
        return (List<String>) row.getOrDefault("map", List.of());
    }

    private static Row checked(String kind, Row row) {
        for (String entry : entries(row)) {
            for (String key : NEEDED.getOrDefault(kind, List.of())) {
                if (value(entry, key).isEmpty()) {
                    throw Refusal.parameter(
                            "map",
                            "invalid format - format error\n" + key + ": property is missing and it is not optional\n");
                }
            }
        }
        return row;
    }

    private static String value(String entry, String key) {
        for (String pair : entry.split(",")) {
            if (pair.startsWith(key + "=")) {
                return pair.substring(key.length() + 1);
            }
        }
        return "";
    }

    private Answer list(Request request, String kind) {
        List<Row> rows = new ArrayList<>();
        for (Row row : site.mappings(kind).shown()) {
            row.remove("digest");
            request.text("check-node").ifPresent(node -> row.put("checks", checks(kind, row, node)));
            rows.add(row);
        }
        return Answer.of(rows);
    }

    private List<Row> checks(String kind, Row row, String node) {
        List<Row> found = new ArrayList<>();
        List<String> mine = entries(row).stream()
                .filter(entry -> value(entry, "node").equals(node))
                .toList();
        if (mine.isEmpty()) {
            found.add(Row.of("severity", "warning", "message", "No mapping for node " + node));
        }
        for (String entry : mine) {
            if (kind.equals("pci") && !there(node, value(entry, "path"))) {
                found.add(Row.of(
                        "severity",
                        "error",
                        "message",
                        "Invalid configuration: pci device '" + value(entry, "path") + "' not found"));
            }
        }
        return found;
    }

    private boolean there(String node, String path) {
        return site.host(node).pci().stream()
                .anyMatch(row -> String.valueOf(row.get("id")).startsWith(path));
    }
}
