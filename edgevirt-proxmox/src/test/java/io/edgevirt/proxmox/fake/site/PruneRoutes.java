package io.edgevirt.proxmox.fake.site;

import io.edgevirt.proxmox.fake.Answer;
import io.edgevirt.proxmox.fake.Request;
import io.edgevirt.proxmox.fake.Routes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Old backups: which are kept, and the rest removed. */
final class PruneRoutes {

    private static final Map<String, Long> SPANS = Map.of(
            "keep-hourly",
            3_600L,
            "keep-daily",
            86_400L,
            "keep-weekly",
            604_800L,
            "keep-monthly",
            2_592_000L,
            "keep-yearly",
            31_536_000L);

    private final Site site;

    private PruneRoutes(Site site) {
        this.site = site;
    }

    static void install(Routes routes, Site site) {
        PruneRoutes prune = new PruneRoutes(site);
        String path = "/nodes/{node}/storage/{storage}/prunebackups";
        routes.on("GET " + path, r -> Answer.of(prune.marks(r)));
        routes.on("DELETE " + path, prune::prune);
    }

    private List<Row> marks(Request request) {
        String node = site.node(request.node());
        Storage storage = site.stores().usable(request.needed("storage"), node);
        String rule =
                request.text("prune-backups").orElse(storage.options().getOrDefault("prune-backups", "keep-all=1"));
        Map<Integer, List<Volume>> groups = new HashMap<>();
        for (Volume volume : site.stores().volumes().on(node, storage.id())) {
            boolean wanted = volume.content().equals("backup")
                    && (request.number("vmid").isEmpty()
                            || request.number("vmid").getAsLong() == volume.vmid());
            if (wanted) {
                groups.computeIfAbsent(volume.vmid(), id -> new ArrayList<>()).add(volume);
            }
        }
        List<Row> rows = new ArrayList<>();
        groups.values().forEach(group -> rows.addAll(marked(group, rule)));
        return rows;
    }

    private static List<Row> marked(List<Volume> group, String rule) {
        group.sort(
                Comparator.comparing(Volume::ctime).thenComparing(Volume::volid).reversed());
        Map<String, String> marks = new HashMap<>();
        for (String part : rule.split(",")) {
            String[] pair = part.split("=", 2);
            int most = pair[0].equals("keep-all") ? Integer.MAX_VALUE : Integer.parseInt(pair[1]);
            long span = SPANS.getOrDefault(pair[0], 1L);
            Map<Long, String> taken = new HashMap<>();
            for (int i = 0; i < group.size() && taken.size() < most; i++) {
                Volume volume = group.get(i);
                long slot = SPANS.containsKey(pair[0]) ? volume.ctime() / span : -i;
                if (!marks.containsKey(volume.volid()) && taken.putIfAbsent(slot, volume.volid()) == null) {
                    marks.put(volume.volid(), "keep");
                }
            }
        }
        return group.stream()
                .map(volume -> Row.of(
                        "volid",
                        volume.volid(),
                        "type",
                        "qemu",
                        "vmid",
                        volume.vmid(),
                        "ctime",
                        volume.ctime(),
                        "mark",
                        volume.shielded() ? "protected" : marks.getOrDefault(volume.volid(), "remove")))
                .toList();
    }

    private Answer prune(Request request) {
        String node = site.node(request.node());
        List<Row> marks = marks(request);
        String id = request.text("vmid").map(vmid -> vmid + "@").orElse("") + request.needed("storage");
        return site.world().task(request, "prunebackups", id, run -> {
            run.pass();
            for (Row row : marks) {
                String volid = String.valueOf(row.get("volid"));
                run.log(row.get("mark") + " " + volid);
                if (row.get("mark").equals("remove")) {
                    site.stores().volumes().remove(node, volid);
                }
            }
        });
    }
}
