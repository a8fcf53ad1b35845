package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Refusal;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import io.edgevirt.proxmox.fake.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Volumes kept alike on two nodes by a schedule. */
final class ReplicationRoutes {

    private final Site site;

    private ReplicationRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        ReplicationRoutes replication = new ReplicationRoutes(site);
        Sections jobs = site.replications().jobs();
        routes.on("GET /cluster/replication", replication::list);
        routes.on("POST /cluster/replication", replication::create);
        routes.on("GET /cluster/replication/{id}", r -> Answer.of(replication.job(r)));
        routes.on("PUT /cluster/replication/{id}", r -> {
            jobs.keep(jobs.edited(r));
            return Answer.nothing();
        });
        routes.on("DELETE /cluster/replication/{id}", replication::delete);
        String path = "/nodes/{node}/replication";
        routes.on("GET " + path, replication::onNode);
        routes.on("GET " + path + "/{id}", r -> Answer.of(List.of()));
        routes.on("GET " + path + "/{id}/status", r -> Answer.of(replication.status(r, r.needed("id"))));
        routes.on("GET " + path + "/{id}/log", replication::log);
        routes.on("POST " + path + "/{id}/schedule_now", replication::now);
    }

    private Row job(Request request) {
        site.replications().settle();
        Row row = site.replications().jobs().shown(request.needed("id"));
        return numbered(row);
    }

    private static Row numbered(Row row) {
        row.put("guest", Integer.parseInt(String.valueOf(row.get("guest"))));
        row.put("jobnum", Integer.parseInt(String.valueOf(row.get("jobnum"))));
        return row;
    }

    private Answer list(Request request) {
        site.replications().settle();
        List<Row> rows = new ArrayList<>();
        site.replications().jobs().shown().forEach(row -> rows.add(numbered(row)));
        return Answer.of(rows);
    }

    private Answer create(Request request) {
        site.replications().settle();
        Sections jobs = site.replications().jobs();
        Row row = jobs.wanted(request);
        String[] parts = request.needed("id").split("-", 2);
        Vm vm = vm(parts[0]);
        String target = site.node(request.needed("target"));
        if (vm.node().equals(target)) {
            throw Refusal.failed("target '" + target + "' is same as source");
        }
        for (Row other : jobs.all().values()) {
            if (other.get("guest").equals(parts[0]) && other.get("target").equals(target)) {
                throw Refusal.failed("job for guest '" + parts[0] + "' to target '" + target + "' already exists");
            }
        }
        site.stores().volumes().of(vm.vmid()).stream()
                .filter(volume -> !site.stores().get(volume.storage()).type().equals("zfspool"))
                .findFirst()
                .ifPresent(volume -> {
                    throw Refusal.failed("missing replicate feature on volume '" + volume.volid() + "'");
                });
        row.with("guest", parts[0]).with("jobnum", parts[1]).with("source", vm.node());
        row.putIfAbsent("schedule", "*/15");
        jobs.keep(row);
        return Answer.nothing();
    }

    private Vm vm(String guest) {
        Optional<Vm> vm = site.world().machines().find(Integer.parseInt(guest));
        return vm.orElseThrow(() -> Refusal.failed("unable to find guest '" + guest + "' in cluster"));
    }

    /** Only marked: the job goes when it ran the next time, unless that is forced. */
    private Answer delete(Request request) {
        site.replications().settle();
        String id = request.needed("id");
        Row row = site.replications().jobs().get(id);
        if (request.flag("force", false)) {
            site.replications().jobs().remove(id);
        } else {
            row.put("remove_job", request.flag("keep", false) ? "local" : "full");
            site.replications().removeLater(id, site.world().settings().haLag());
        }
        return Answer.nothing();
    }

    private Answer onNode(Request request) {
        String node = site.node(request.node());
        site.replications().settle();
        List<Row> rows = new ArrayList<>();
        for (String id : List.copyOf(site.replications().jobs().all().keySet())) {
            String guest = id.substring(0, id.indexOf('-'));
            boolean here = site.world()
                    .machines()
                    .find(Integer.parseInt(guest))
                    .filter(vm -> vm.node().equals(node))
                    .isPresent();
            if (here && request.text("guest").map(guest::equals).orElse(true)) {
                rows.add(status(request, id));
            }
        }
        return Answer.of(rows);
    }

    private Row status(Request request, String id) {
        site.node(request.node());
        Row row = numbered(site.replications().jobs().shown(id));
        row.remove("digest");
        row.put("vmtype", "qemu");
        row.putAll(site.replications().state(id));
        return row;
    }

    private Answer log(Request request) {
        String id = request.needed("id");
        site.replications().jobs().get(id);
        List<Row> rows = new ArrayList<>();
        for (String line : site.replications().log(id)) {
            rows.add(Row.of("n", rows.size() + 1, "t", line));
        }
        return Answer.of(rows);
    }

    private Answer now(Request request) {
        String id = request.needed("id");
        site.replications().jobs().get(id);
        site.replications().runLater(id, site.world().settings().haLag());
        return Answer.nothing();
    }
}
