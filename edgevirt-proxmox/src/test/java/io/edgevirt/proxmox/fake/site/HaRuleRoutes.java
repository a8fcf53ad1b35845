package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where HA's resources may be: groups on 7 and 8, rules on 9. */
final class HaRuleRoutes {

    private final Site site;

    private HaRuleRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        HaRuleRoutes ha = new HaRuleRoutes(site);
        ha.groups(routes);
        ha.rules(routes);
    }

    private void groups(Routes routes) {
        Sections groups = site.haGroups();
        String path = "/cluster/ha/groups";
        routes.on("GET " + path, r -> {
            old("index groups");
            return Answer.of(groups.shown());
        });
        routes.on("POST " + path, r -> {
            old("create group");
            groups.keep(groups.wanted(r).with("type", "group"));
            return Answer.nothing();
        });
        routes.on("GET " + path + "/{group}", r -> {
            old("read group");
            return Answer.of(groups.shown(r.needed("group")));
        });
        routes.on("PUT " + path + "/{group}", r -> {
            old("update group");
            groups.keep(groups.edited(r));
            return Answer.nothing();
        });
        routes.on("DELETE " + path + "/{group}", r -> {
            old("delete group");
            String group = r.needed("group");
            site.world().ha().resources().forEach((sid, resource) -> {
                if (group.equals(resource.options().get("group"))) {
                    throw Refusal.failed("ha group is used by service '" + sid + "'");
                }
            });
            groups.remove(group);
            return Answer.nothing();
        });
    }

    /** 9 has made rules of all groups, and refuses to hear of them. */
    private void old(String verb) {
        if (site.version() >= 9) {
            throw Refusal.failed("cannot " + verb + ": ha groups have been migrated to rules");
        }
    }

    private void rules(Routes routes) {
        Sections rules = site.haRules();
        String path = "/cluster/ha/rules";
        routes.on("GET " + path, this::list);
        routes.on("POST " + path, r -> {
            Row row = rules.wanted(r);
            check(row);
            rules.keep(row);
            return Answer.nothing();
        });
        routes.on("GET " + path + "/{rule}", r -> Answer.of(rules.shown(r.needed("rule"))));
        routes.on("PUT " + path + "/{rule}", r -> {
            Row old = rules.get(r.needed("rule"));
            if (!r.needed("type").equals(old.get("type"))) {
                throw Refusal.parameter("type", "does not match the rule's type '" + old.get("type") + "'");
            }
            Row row = rules.edited(r);
            check(row);
            rules.keep(row);
            return Answer.nothing();
        });
        routes.on("DELETE " + path + "/{rule}", r -> {
            rules.remove(r.needed("rule"));
            return Answer.nothing();
        });
    }

    private Answer list(Request request) {
        List<Row> rows = new ArrayList<>();
        for (Row row : site.haRules().shown()) {
            boolean wanted =
                    request.text("type").map(t -> t.equals(row.get("type"))).orElse(true)
                            && request.text("resource")
                                    .map(sid -> resources(row).contains(sid))
                                    .orElse(true);
            if (wanted) {
                rows.add(row);
            }
        }
        return Answer.of(rows);
    }

    private static List<String> resources(Row row) {
        return List.of(String.valueOf(row.getOrDefault("resources", "")).split("[,; ]+"));
    }

    private void check(Row row) {
        List<String> unmanaged = resources(row).stream()
                .filter(sid -> !site.world().ha().resources().containsKey(sid))
                .toList();
        if (!unmanaged.isEmpty()) {
            throw Refusal.failed("cannot use unmanaged resource(s) " + String.join(", ", unmanaged) + ".");
        }
        if (row.get("type").equals("node-affinity")) {
            placed(row);
        } else {
            related(row);
        }
    }

    private void placed(Row row) {
        if (!row.containsKey("nodes")) {
            throw Refusal.parameter("nodes", "property is missing and it is not optional");
        }
        if (row.containsKey("affinity")) {
            throw Refusal.parameter("affinity", "unexpected property 'affinity'");
        }
        for (Row other : site.haRules().all().values()) {
            boolean same = other.get("rule").equals(row.get("rule"));
            if (!same
                    && other.get("type").equals("node-affinity")
                    && resources(other).stream().anyMatch(resources(row)::contains)) {
                throw Refusal.parameter("resources", "resource is already used in another node affinity rule");
            }
        }
    }

    private void related(Row row) {
        if (!row.containsKey("affinity")) {
            throw Refusal.parameter("affinity", "property is missing and it is not optional");
        }
        if (row.containsKey("nodes") || row.containsKey("strict")) {
            throw Refusal.parameter(row.containsKey("nodes") ? "nodes" : "strict", "unexpected property");
        }
        if (resources(row).size() < 2) {
            throw Refusal.parameter("resources", "rule is ineffective as there are less than two resources");
        }
        boolean apart = row.get("affinity").equals("negative");
        if (apart && resources(row).size() > site.world().nodes().size()) {
            throw Refusal.parameter("resources", "rule defines more resources than available nodes");
        }
    }

    /** Takes a resource out of all rules; of a rule that this leaves without any, nothing stays. */
    static void purge(Site site, String sid) {
        for (Row row : List.copyOf(site.haRules().all().values())) {
            List<String> left =
                    resources(row).stream().filter(it -> !it.equals(sid)).toList();
            if (left.isEmpty()) {
                site.haRules().remove(String.valueOf(row.get("rule")));
            } else {
                row.put("resources", String.join(",", left));
            }
        }
    }

    private static List<String> related(Site site, String sid, String affinity) {
        List<String> found = new ArrayList<>();
        for (Row row : site.haRules().all().values()) {
            if (affinity.equals(row.get("affinity"))
                    && !"1".equals(row.get("disable"))
                    && resources(row).contains(sid)) {
                resources(row).stream().filter(it -> !it.equals(sid)).forEach(found::add);
            }
        }
        return found;
    }

    /** The resources that must be where one is. */
    static List<String> together(Site site, String sid) {
        return related(site, sid, "positive");
    }

    /** The resources on a node that one must be kept apart from. */
    static List<Row> blocking(Site site, String sid, String node) {
        return related(site, sid, "negative").stream()
                .filter(other -> site.world()
                        .machines()
                        .find(Integer.parseInt(other.substring(3)))
                        .map(Vm::node)
                        .filter(node::equals)
                        .isPresent())
                .map(other -> Row.copy(Map.of("sid", other, "cause", "resource-affinity")))
                .toList();
    }
}
