package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.HaGroup;
import io.edgevirt.proxmox.HaResource;
import io.edgevirt.proxmox.HaRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what the HA manager is told to do. */
public final class HaReader {

    private HaReader() {}

    /**
     * What it looks after.
     *
     * @param listing the reply to {@code GET /cluster/ha/resources}
     * @return the resources
     */
    public static List<HaResource> resources(Json listing) {
        List<HaResource> resources = new ArrayList<>();
        for (Json row : listing.list()) {
            row.text("sid")
                    .filter(s -> s.indexOf(':') > 0)
                    .ifPresent(sid -> resources.add(new HaResource(
                            sid,
                            state(row.text("state").orElse("started")),
                            MembershipReader.count(row, "max_restart"),
                            MembershipReader.count(row, "max_relocate"),
                            row.text("group").filter(g -> !g.isEmpty()),
                            comment(row))));
        }
        return resources;
    }

    /** An older word for the same. */
    private static String state(String told) {
        return told.equals("enabled") ? "started" : told;
    }

    private static Optional<String> comment(Json row) {
        return row.text("comment").map(String::strip).filter(c -> !c.isEmpty());
    }

    /**
     * Groups of nodes.
     *
     * @param listing the reply to {@code GET /cluster/ha/groups}
     * @return the groups
     */
    public static List<HaGroup> groups(Json listing) {
        List<HaGroup> groups = new ArrayList<>();
        for (Json row : listing.list()) {
            row.text("group")
                    .ifPresent(name -> groups.add(new HaGroup(
                            name,
                            nodes(row.text("nodes").orElse("")),
                            row.flag("restricted").orElse(false),
                            !row.flag("nofailback").orElse(false),
                            comment(row))));
        }
        return groups;
    }

    /**
     * Rules.
     *
     * @param listing the reply to {@code GET /cluster/ha/rules}
     * @return the rules of the kinds that are known
     */
    public static List<HaRule> rules(Json listing) {
        List<HaRule> rules = new ArrayList<>();
        for (Json row : listing.list()) {
            Optional<HaRule.Kind> kind = kind(row);
            Optional<String> name = row.text("rule").filter(n -> !n.isEmpty());
            if (kind.isPresent() && name.isPresent()) {
                rules.add(new HaRule(
                        name.get(),
                        kind.get(),
                        List.copyOf(StoreReader.words(row.text("resources").orElse(""))),
                        nodes(row.text("nodes").orElse("")),
                        row.flag("strict").orElse(false),
                        !row.flag("disable").orElse(false),
                        comment(row)));
            }
        }
        return rules;
    }

    private static Optional<HaRule.Kind> kind(Json row) {
        return switch (row.text("type").orElse("")) {
            case "node-affinity" -> Optional.of(HaRule.Kind.NODES);
            case "resource-affinity" ->
                row.text("affinity").flatMap(a -> switch (a) {
                    case "positive" -> Optional.of(HaRule.Kind.TOGETHER);
                    case "negative" -> Optional.of(HaRule.Kind.APART);
                    default -> Optional.empty();
                });
            default -> Optional.empty();
        };
    }

    /** {@code pve1:2,pve2}: a node without a priority has 0. */
    private static Map<String, Integer> nodes(String list) {
        Map<String, Integer> nodes = new LinkedHashMap<>();
        for (String each : list.split("[,; ]+")) {
            int colon = each.indexOf(':');
            if (!each.isEmpty()) {
                nodes.put(
                        colon < 0 ? each : each.substring(0, colon),
                        colon < 0 ? 0 : priority(each.substring(colon + 1)));
            }
        }
        return nodes;
    }

    private static int priority(String text) {
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
    }
}
