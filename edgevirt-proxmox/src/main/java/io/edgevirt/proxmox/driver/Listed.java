package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.read.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A listing of a cluster whose newest machines have no names yet, and which goes on for minutes to tell what machines did
 * whose node is down.
 */
final class Listed {

    /** What a row has of the cluster's own files, whichever node is down; the name is as it was. */
    private static final Set<String> LASTING =
            Set.of("id", "type", "vmid", "node", "name", "template", "tags", "lock", "pool", "hastate");

    private static final String STATUS = "status";

    private final List<Json> rows;
    private final Set<String> online = new HashSet<>();
    private final Set<String> nameless = new HashSet<>();
    private final Sightings sightings;

    /**
     * A listing.
     *
     * @param sightings what this connection knows of the machines, which it then need not ask for
     */
    Listed(List<Json> rows, Sightings sightings) {
        this.sightings = sightings;
        Set<String> offline = new HashSet<>();
        for (Json row : rows) {
            switch (row.text("type").orElse("")) {
                case "node" -> node(row, offline);
                case "qemu" -> {
                    if (nameless(row)) {
                        row.text("vmid").ifPresent(nameless::add);
                    }
                }
                default -> {
                    // neither moves nor lacks a name
                }
            }
        }
        this.rows = offline.isEmpty()
                ? rows
                : rows.stream()
                        .map(row -> away(row, offline) ? unknown(row) : row)
                        .toList();
    }

    private void node(Json row, Set<String> offline) {
        String status = row.text(STATUS).orElse("");
        if (status.equals("online") || status.equals("offline")) {
            row.text("node").ifPresent((status.equals("online") ? online : offline)::add);
        }
    }

    private static boolean away(Json row, Set<String> offline) {
        return row.text("vmid").isPresent()
                && row.text("node").filter(offline::contains).isPresent();
    }

    /** Nobody knows what machines of a node do that is down: what is told of them is from before. */
    private static Json unknown(Json row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        row.fields().forEach((name, value) -> {
            if (LASTING.contains(name)) {
                value.text().ifPresent(text -> fields.put(name, text));
            }
        });
        fields.put(STATUS, "unknown");
        return Json.of(fields);
    }

    /**
     * The listing with what the nodes tell of their new machines.
     *
     * @param machines asks a node for all its machines
     */
    List<Json> completed(Function<String, List<Json>> machines) {
        if (nameless.isEmpty() && !sightings.renamedLately()) {
            return rows;
        }
        Map<String, Json> fresh = new HashMap<>();
        for (String node : incomplete()) {
            for (Json machine : machines.apply(node)) {
                machine.text("vmid").ifPresent(vmid -> fresh.put(node + "/" + vmid, machine));
            }
        }
        List<Json> whole = new ArrayList<>();
        for (Json row : rows) {
            whole.add(lacks(row) ? filled(row, fresh) : renamed(row));
        }
        return whole;
    }

    private Json renamed(Json row) {
        return row.text("vmid")
                .flatMap(vmid -> sightings.lately(vmid, row.text("name").orElse("")))
                .map(name -> together(row, Json.of(Map.of("name", name))))
                .orElse(row);
    }

    private Json filled(Json row, Map<String, Json> fresh) {
        Json own = fresh.getOrDefault(key(row), named(row).orElse(Json.missing()));
        return own.present() ? together(row, own) : row;
    }

    /** What is known of a machine without a name: of a new one, and of every one while its node is down. */
    private Optional<Json> named(Json row) {
        boolean up = row.text("node").filter(online::contains).isPresent();
        return row.text("vmid")
                .flatMap(up ? sightings::unlisted : sightings::name)
                .map(name -> Json.of(Map.of("name", name)));
    }

    /** The VMIDs of the machines that the listing has without names. */
    Set<String> nameless() {
        return nameless;
    }

    private static String key(Json row) {
        return row.text("node").orElse("") + "/" + row.text("vmid").orElse("");
    }

    private static boolean nameless(Json row) {
        return row.text("name").filter(n -> !n.isEmpty()).isEmpty();
    }

    private boolean lacks(Json row) {
        return row.text("vmid").filter(nameless::contains).isPresent();
    }

    /** The nodes that are online and have machines without names. */
    private Set<String> incomplete() {
        Set<String> wanted = new LinkedHashSet<>();
        for (Json row : rows) {
            if (lacks(row) && named(row).isEmpty()) {
                row.text("node").ifPresent(wanted::add);
            }
        }
        wanted.retainAll(online);
        return wanted;
    }

    /** The node's figures, under the names that the listing has for them. */
    private static Json together(Json row, Json own) {
        Map<String, Object> fields = new LinkedHashMap<>();
        for (Json part : List.of(row, own)) {
            part.fields().forEach((name, value) -> value.text().ifPresent(text -> fields.put(name, text)));
        }
        own.text("cpus").ifPresent(cpus -> fields.put("maxcpu", cpus));
        return Json.of(fields);
    }
}
