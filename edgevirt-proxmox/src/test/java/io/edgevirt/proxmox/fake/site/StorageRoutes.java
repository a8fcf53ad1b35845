package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The storages: their configuration, and what a node sees of them. */
final class StorageRoutes {

    private static final long GIB = 1L << 30;

    private static final Set<String> FLAGS =
            Set.of("disable", "shared", "krbd", "sparse", "saferemove", "nocow", "mkdir", "create-base-path");

    private static final Map<String, List<String>> NEEDED = Map.of(
            "dir", List.of("path"),
            "btrfs", List.of("path"),
            "nfs", List.of("server", "export"),
            "cifs", List.of("server", "share"),
            "lvm", List.of("vgname"),
            "lvmthin", List.of("vgname", "thinpool"),
            "zfspool", List.of("pool"),
            "pbs", List.of("server", "datastore"),
            "iscsi", List.of("portal", "target"));

    private final Site site;

    private StorageRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        StorageRoutes storage = new StorageRoutes(site);
        routes.on("GET /storage", storage::configurations);
        routes.on("POST /storage", storage::create);
        routes.on(
                "GET /storage/{storage}",
                r -> Answer.of(storage.configuration(site.stores().get(r.needed("storage")))));
        routes.on("PUT /storage/{storage}", storage::change);
        routes.on("DELETE /storage/{storage}", r -> {
            site.stores().drop(r.needed("storage"));
            return Answer.nothing();
        });
        routes.on("GET /nodes/{node}/storage", storage::ofNode);
        routes.on("GET /nodes/{node}/storage/{storage}", storage::index);
        routes.on("GET /nodes/{node}/storage/{storage}/status", storage::status);
        routes.on("GET /nodes/{node}/storage/{storage}/rrddata", storage::rrd);
    }

    private Answer configurations(Request request) {
        return Answer.of(site.stores().all().stream()
                .filter(s -> request.text("type").map(s.type()::equals).orElse(true))
                .map(this::configuration)
                .toList());
    }

    private Row configuration(Storage storage) {
        Row row = Row.of("storage", storage.id(), "type", storage.type());
        storage.options().forEach((name, value) -> row.put(name, FLAGS.contains(name) ? value.equals("1") : value));
        row.put("content", storage.content().isEmpty() ? "none" : String.join(",", storage.content()));
        if (storage.shared()) {
            row.put("shared", 1);
        }
        return row.with("digest", digest());
    }

    private String digest() {
        StringBuilder text = new StringBuilder();
        site.stores().all().forEach(s -> text.append(s.id()).append(s.type()).append(s.options()));
        return Digests.of(text.toString());
    }

    private Answer create(Request request) {
        String id = request.needed("storage");
        String type = request.needed("type");
        if (site.stores().find(id).isPresent()) {
            throw Refusal.failed("storage ID '" + id + "' already defined");
        }
        for (String option : NEEDED.getOrDefault(type, List.of())) {
            if (request.text(option).isEmpty()) {
                throw Refusal.failed("missing value for required option '" + option + "'");
            }
        }
        if (type.equals("dir") && !request.needed("path").startsWith("/")) {
            throw Refusal.parameter("path", "invalid format - value does not look like a valid path");
        }
        Storage storage = site.stores().add(id, type, 500 * GIB);
        keep(storage, request, Set.of("storage", "type", "password", "encryption-key", "keyring"));
        return Answer.of(Row.of("storage", id, "type", type));
    }

    private Answer change(Request request) {
        Storage storage = site.stores().get(request.needed("storage"));
        Digests.check(request, digest());
        request.list("delete").forEach(storage.options()::remove);
        keep(storage, request, Set.of("storage", "digest", "delete", "password", "encryption-key", "keyring"));
        return Answer.of(Row.of("storage", storage.id(), "type", storage.type()));
    }

    private static void keep(Storage storage, Request request, Set<String> except) {
        request.parameters().forEach((name, value) -> {
            if (!except.contains(name)) {
                storage.options().put(name, value);
            }
        });
    }

    private Answer ofNode(Request request) {
        String node = site.node(request.node());
        List<Row> rows = new ArrayList<>();
        List<String> content = request.list("content");
        for (Storage storage : site.stores().all()) {
            boolean wanted = request.text("storage").map(storage.id()::equals).orElse(true)
                    && storage.on(node)
                    && request.text("target").map(storage::on).orElse(true)
                    && (!request.flag("enabled", false) || storage.enabled())
                    && (content.isEmpty() || content.stream().anyMatch(storage.content()::contains));
            if (wanted) {
                rows.add(figures(storage, node).with("storage", storage.id()));
            }
        }
        return Answer.of(rows);
    }

    /** What a node sees; a storage that is off or away tells zeros, as Proxmox VE does. */
    private Row figures(Storage storage, String node) {
        boolean active = storage.enabled() && storage.reachable();
        long total = active ? storage.total() : 0;
        long used = active ? site.stores().used(storage, node) : 0;
        Row row = Row.of(
                "type",
                storage.type(),
                "content",
                String.join(",", storage.content()),
                "enabled",
                storage.enabled(),
                "active",
                active,
                "shared",
                storage.shared(),
                "total",
                total,
                "used",
                used,
                "avail",
                total - used);
        return active ? row.with("used_fraction", (double) used / total) : row;
    }

    private Answer index(Request request) {
        site.node(request.node());
        site.stores().get(request.needed("storage"));
        return Answer.of(
                List.of("content", "download-url", "file-restore", "prunebackups", "rrd", "rrddata", "status", "upload")
                        .stream()
                        .map(name -> Row.of("subdir", name))
                        .toList());
    }

    private Answer status(Request request) {
        String node = site.node(request.node());
        Storage storage = site.stores().get(request.needed("storage"));
        if (!storage.on(node)) {
            throw Refusal.failed("storage '" + storage.id() + "' is not available on node '" + node + "'");
        }
        Row row = figures(storage, node);
        row.remove("used_fraction");
        return Answer.of(row);
    }

    private Answer rrd(Request request) {
        String node = site.node(request.node());
        Storage storage = site.stores().get(request.needed("storage"));
        return Answer.of(Rrd.rows(
                request.needed("timeframe"), Map.of("total", (double) storage.total(), "used", (double)
                        site.stores().used(storage, node))));
    }
}
