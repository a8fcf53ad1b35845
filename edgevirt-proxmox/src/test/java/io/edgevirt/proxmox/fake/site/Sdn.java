package io.edgevirt.proxmox.fake.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Zones, vnets and subnets: what is written, and what is in effect since it was last applied. */
public final class Sdn {

    /** One kind of things. */
    static final class Kind {
        final Map<String, Row> written = new LinkedHashMap<>();
        final Map<String, Row> running = new LinkedHashMap<>();

        /** What is written; changes that are not in effect are told in a state and beside it. */
        Row pending(String id) {
            Row old = running.get(id);
            Row now = written.get(id);
            if (now == null) {
                return Row.copy(old).with("state", "deleted").with("pending", new Row());
            }
            if (old == null) {
                Row changes = Row.copy(now);
                changes.remove("digest");
                return Row.copy(now).with("state", "new").with("pending", changes);
            }
            if (old.equals(now)) {
                return Row.copy(now);
            }
            Row changes = new Row();
            now.forEach((key, value) -> {
                if (!value.equals(old.get(key))) {
                    changes.put(key, value);
                }
            });
            old.keySet().stream().filter(key -> !now.containsKey(key)).forEach(key -> changes.put(key, "deleted"));
            return Row.copy(old).with("state", "changed").with("pending", changes);
        }

        List<String> ids() {
            Set<String> ids = new TreeSet<>(written.keySet());
            ids.addAll(running.keySet());
            return List.copyOf(ids);
        }

        void apply() {
            running.clear();
            written.forEach((id, row) -> running.put(id, Row.copy(row)));
        }
    }

    final Kind zones = new Kind();
    final Kind vnets = new Kind();
    final Kind subnets = new Kind();

    /** Puts all in effect that is written. */
    public void apply() {
        zones.apply();
        vnets.apply();
        subnets.apply();
    }

    /** The vnets in effect that a node has as bridges. */
    public Set<String> bridges(String node) {
        Set<String> names = new TreeSet<>();
        vnets.running.forEach((id, vnet) -> {
            Optional<Row> zone = Optional.ofNullable(zones.running.get(String.valueOf(vnet.get("zone"))));
            if (zone.map(row -> on(row, node)).orElse(false)) {
                names.add(id);
            }
        });
        return names;
    }

    static boolean on(Row zone, String node) {
        String nodes = String.valueOf(zone.getOrDefault("nodes", ""));
        return nodes.isEmpty() || List.of(nodes.split("[,; ]+")).contains(node);
    }
}
