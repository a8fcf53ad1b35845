package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Ha;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the HA manager keeps: resources, whose wishes are accepted at once and done later. */
final class HaRoutes {

    private static final Set<String> OPTIONS = Set.of("group", "comment", "max_restart", "max_relocate", "failback");

    private final Site site;

    private HaRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        HaRoutes ha = new HaRoutes(site);
        String path = "/cluster/ha/resources";
        routes.on("GET " + path, ha::list);
        routes.on("POST " + path, ha::create);
        routes.on("GET " + path + "/{sid}", r -> Answer.of(ha.row(ha.resource(r))));
        routes.on("PUT " + path + "/{sid}", ha::change);
        routes.on("DELETE " + path + "/{sid}", ha::delete);
        routes.on("POST " + path + "/{sid}/migrate", ha::move);
        routes.on("POST " + path + "/{sid}/relocate", ha::move);
    }

    private Map<String, Ha.Resource> all() {
        return site.world().ha().resources();
    }

    /** A resource may be named by its machine's number alone. */
    private static String sid(Request request) {
        String sid = request.needed("sid");
        return sid.contains(":") ? sid : "vm:" + sid;
    }

    private Ha.Resource resource(Request request) {
        Ha.Resource found = all().get(sid(request));
        if (found == null) {
            throw Refusal.failed("no such resource '" + sid(request) + "'");
        }
        return found;
    }

    private Row row(Ha.Resource resource) {
        Row row = Row.of("sid", resource.sid(), "type", "vm", "state", resource.state());
        resource.options()
                .forEach((name, value) ->
                        row.put(name, name.startsWith("max_") ? (Object) Integer.parseInt(value) : value));
        return row.with("digest", Digests.of(all().toString()));
    }

    private Answer list(Request request) {
        return Answer.of(all().values().stream()
                .filter(r -> request.text("type").map("vm"::equals).orElse(true))
                .map(this::row)
                .toList());
    }

    private Answer create(Request request) {
        String sid = sid(request);
        int vmid = Integer.parseInt(sid.substring(3));
        if (site.world().machines().find(vmid).isEmpty()) {
            throw Refusal.failed("cannot add service '" + sid + "': resource '" + vmid + "' does not exist in cluster");
        }
        if (all().containsKey(sid)) {
            throw Refusal.failed("resource ID '" + sid + "' already defined");
        }
        Map<String, String> options = options(request, new LinkedHashMap<>());
        wish(sid, state(request, "started"), options);
        return Answer.nothing();
    }

    private Map<String, String> options(Request request, Map<String, String> options) {
        request.list("delete").forEach(options::remove);
        request.parameters().forEach((name, value) -> {
            if (OPTIONS.contains(name)) {
                options.put(name, value);
            }
        });
        if (request.text("group").isPresent()) {
            if (site.version() >= 9) {
                throw Refusal.parameter("group", "invalid parameter 'group': ha groups have been migrated to rules");
            }
            if (!site.haGroups().all().containsKey(request.needed("group"))) {
                throw Refusal.failed("HA group '" + request.needed("group") + "' does not exist");
            }
        }
        return options;
    }

    /** "enabled" is the old word for started. */
    private static String state(Request request, String otherwise) {
        String state = request.text("state").orElse(otherwise);
        return state.equals("enabled") ? "started" : state;
    }

    private void wish(String sid, String state, Map<String, String> options) {
        all().put(sid, new Ha.Resource(sid, state, options));
        site.world().haChanged();
    }

    private Answer change(Request request) {
        Ha.Resource old = resource(request);
        Digests.check(request, Digests.of(all().toString()));
        Map<String, String> options = options(request, new LinkedHashMap<>(old.options()));
        wish(old.sid(), state(request, old.state()), options);
        return Answer.nothing();
    }

    private Answer delete(Request request) {
        String sid = sid(request);
        if (!all().containsKey(sid)) {
            throw Refusal.failed("cannot delete service '" + sid + "', not HA managed!");
        }
        all().remove(sid);
        if (site.version() >= 9 && request.flag("purge", true)) {
            HaRuleRoutes.purge(site, sid);
        }
        return Answer.nothing();
    }

    /** Only accepted: the manager moves the machine in its own time. */
    private Answer move(Request request) {
        Ha.Resource resource = resource(request);
        String to = site.node(request.needed("node"));
        Vm vm = site.world()
                .machines()
                .find(Integer.parseInt(resource.sid().substring(3)))
                .orElseThrow();
        List<String> with = new ArrayList<>();
        if (site.version() >= 9) {
            with.addAll(HaRuleRoutes.together(site, resource.sid()));
            List<Row> blocking = HaRuleRoutes.blocking(site, resource.sid(), to);
            if (!blocking.isEmpty()) {
                return Answer.of(Row.of("sid", resource.sid(), "requested-node", to, "blocking-resources", blocking));
            }
        }
        site.world().haMove(vm, to);
        for (String other : with) {
            site.world()
                    .machines()
                    .find(Integer.parseInt(other.substring(3)))
                    .ifPresent(it -> site.world().haMove(it, to));
        }
        if (site.version() < 9) {
            return Answer.nothing();
        }
        Row row = Row.of("sid", resource.sid(), "requested-node", to);
        return Answer.of(with.isEmpty() ? row : row.with("comigrated-resources", with));
    }
}
