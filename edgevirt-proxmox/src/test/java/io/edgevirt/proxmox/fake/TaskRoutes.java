package io.edgevirt.proxmox.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Answers for tasks. */
final class TaskRoutes {
    private static final int RECENT = 25;
    private static final int PAGE = 50;

    private final World world;

    private TaskRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        TaskRoutes answers = new TaskRoutes(world);
        String one = "/nodes/{node}/tasks/{upid}";
        routes.on("GET /cluster/tasks", answers::recent);
        routes.on("GET /nodes/{node}/tasks", answers::list);
        routes.on("GET " + one, request -> {
            answers.task(request);
            return Answer.of(List.of(Map.of("name", "log"), Map.of("name", "status")));
        });
        routes.on(
                "GET " + one + "/status",
                request -> Answer.of(answers.task(request).state()));
        routes.on("GET " + one + "/log", answers::log);
        routes.on("DELETE " + one, request -> {
            answers.task(request).abort();
            return Answer.nothing();
        });
    }

    private boolean seen(Request request, Task task) {
        return task.user().name().equals(request.user())
                || world.access().may(request.identity(), "/nodes/" + task.node(), "Sys.Audit");
    }

    /** Tasks of all nodes: those that run, and of each node the latest that ended; nothing of nodes that are down. */
    private Answer recent(Request request) {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Node node : world.nodes()) {
            List<Task> all = newestFirst(world.tasks().all()).stream()
                    .filter(task -> task.node().equals(node.name()) && !node.down() && seen(request, task))
                    .toList();
            all.stream().filter(Task::running).forEach(task -> rows.add(task.row()));
            all.stream().filter(task -> !task.running()).limit(RECENT).forEach(task -> rows.add(task.row()));
        }
        return Answer.of(rows);
    }

    private static List<Task> newestFirst(List<Task> tasks) {
        List<Task> turned = new ArrayList<>();
        tasks.forEach(task -> turned.add(0, task));
        return turned;
    }

    private Answer list(Request request) {
        String source = request.text("source").orElse("archive");
        String type = request.text("typefilter").orElse("");
        String user = request.text("userfilter").orElse("");
        String vmid = request.text("vmid").orElse("");
        long since = request.number("since").orElse(0);
        long until = request.number("until").orElse(Long.MAX_VALUE);
        boolean errors = request.flag("errors", false);
        return Answer.of(newestFirst(world.tasks().all()).stream()
                .filter(task -> task.node().equals(request.node()) && seen(request, task))
                .filter(task -> source.equals("all") || source.equals("active") == task.running())
                .filter(task -> type.isEmpty() || task.type().equals(type))
                .filter(task -> task.user().name().contains(user))
                .filter(task -> vmid.isEmpty() || task.id().equals(vmid))
                .filter(task -> task.started() >= since && task.started() <= until)
                .filter(task -> !errors || !task.running() && !task.exit().equals("OK"))
                .skip(request.number("start").orElse(0))
                .limit(request.number("limit").orElse(PAGE))
                .map(Task::row)
                .toList());
    }

    private Task task(Request request) {
        String upid = request.needed("upid");
        if (!upid.matches("UPID:[^:]+:[0-9A-F]{8}:[0-9A-F]{8,9}:[0-9A-F]{8}:[^:\\s]+:[^:\\s]*:[^:\\s]+:")) {
            throw Refusal.parameter("upid", "unable to parse worker upid '" + upid + "'");
        }
        Task task = world.tasks()
                .find(upid)
                .filter(found -> found.node().equals(request.node()))
                .orElseThrow(() -> Refusal.parameter("upid", "no such task"));
        if (!seen(request, task)) {
            throw Refusal.forbidden("/nodes/" + task.node(), "Sys.Audit");
        }
        return task;
    }

    private Answer log(Request request) {
        List<String> lines = task(request).lines();
        int from = (int) Math.min(lines.size(), request.number("start").orElse(0));
        long limit = request.number("limit").orElse(PAGE);
        int to = limit == 0 ? lines.size() : (int) Math.min(lines.size(), from + limit);
        List<Map<String, Object>> rows = IntStream.range(from, to)
                .mapToObj(n -> Map.<String, Object>of("n", n + 1, "t", lines.get(n)))
                .toList();
        return Answer.of(rows.isEmpty() ? List.of(Map.of("n", 1, "t", "no content")) : rows);
    }
}
