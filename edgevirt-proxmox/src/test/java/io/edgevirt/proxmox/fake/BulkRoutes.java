package io.edgevirt.proxmox.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Answers what is done to many machines at once: those of a node, and since release 9 those of the cluster. */
final class BulkRoutes {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long USUAL_TIMEOUT = 180;

    private final World world;

    private BulkRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        BulkRoutes answers = new BulkRoutes(world);
        String cluster = "/cluster/bulk-action";
        routes.on("GET " + cluster, request -> Answer.of(List.of(Map.of("name", "guest"))));
        routes.on(
                "GET " + cluster + "/guest",
                request -> Answer.of(List.of("migrate", "shutdown", "start", "suspend").stream()
                        .map(name -> Map.of("name", name))
                        .toList()));
        routes.on("POST " + cluster + "/guest/start", request -> answers.start(request, "bulkstart"));
        routes.on("POST " + cluster + "/guest/shutdown", request -> answers.shutdown(request, "bulkshutdown"));
        routes.on("POST " + cluster + "/guest/suspend", request -> answers.suspend(request, "bulksuspend"));
        routes.on("POST " + cluster + "/guest/migrate", request -> answers.migrate(request, "bulkmigrate"));
        routes.on("POST /nodes/{node}/startall", request -> answers.start(request, "startall"));
        routes.on("POST /nodes/{node}/stopall", request -> answers.shutdown(request, "stopall"));
        routes.on("POST /nodes/{node}/suspendall", request -> answers.suspend(request, "suspendall"));
        routes.on("POST /nodes/{node}/migrateall", request -> answers.migrate(request, "migrateall"));
    }

    private List<Vm> meant(Request request, Predicate<Vm> unasked) {
        String node = request.text("node").orElse("");
        List<String> asked = request.texts("vms").stream()
                .flatMap(each -> Request.split(each).stream())
                .toList();
        return world.machines().all().stream()
                .filter(vm -> node.isEmpty() || vm.node().equals(node))
                .filter(vm -> !vm.template())
                .filter(vm -> asked.isEmpty() ? unasked.test(vm) : asked.contains(String.valueOf(vm.vmid())))
                .toList();
    }

    /** One task that starts one for each machine and waits for all; what went wrong is in the log as a warning. */
    private Answer each(Request request, String type, String single, List<Vm> machines, BiConsumer<Task, Vm> work) {
        machines.forEach(vm -> world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.PowerMgmt"));
        String node = request.text("node").orElse(request.entry());
        Task whole = world.tasks().start(node, type, "", request.identity(), task -> {
            List<Task> parts = new ArrayList<>();
            for (Vm vm : machines) {
                parts.add(world.tasks()
                        .start(vm.node(), single, "" + vm.vmid(), request.identity(), one -> work.accept(one, vm)));
                task.log(single + " VM " + vm.vmid());
            }
            task.await(PATIENCE, () -> parts.stream().noneMatch(Task::running));
            parts.stream()
                    .filter(part -> !part.exit().equals("OK"))
                    .forEach(part -> task.warn("VM " + part.id() + ": " + part.exit()));
        });
        return Answer.of(whole.upid());
    }

    private Answer start(Request request, String type) {
        boolean force = request.flag("force", false);
        List<Vm> machines = meant(request, vm -> force || "1".equals(vm.config().get("onboot")));
        return each(
                request,
                type,
                "qmstart",
                machines.stream().filter(vm -> !vm.running()).toList(),
                world.power()::start);
    }

    private Answer shutdown(Request request, String type) {
        long timeout = request.number("timeout").orElse(USUAL_TIMEOUT);
        boolean force = request.flag("force-stop", true);
        return each(
                request,
                type,
                "qmshutdown",
                meant(request, Vm::running),
                (task, vm) -> world.power().shutdown(task, vm, timeout, force));
    }

    private Answer suspend(Request request, String type) {
        boolean toDisk = request.flag("to-disk", type.equals("suspendall"));
        String storage = request.text("statestorage").orElse("");
        return each(request, type, toDisk ? "qmsuspend" : "qmpause", meant(request, Vm::running), (task, vm) -> {
            if (toDisk) {
                world.power().hibernate(task, vm, storage);
            } else {
                world.power().pause(task, vm);
            }
        });
    }

    private Answer migrate(Request request, String type) {
        String target = request.needed("target");
        world.node(target);
        List<Vm> machines = meant(request, vm -> true).stream()
                .filter(vm -> !vm.node().equals(target))
                .toList();
        MigrateRoutes moves = new MigrateRoutes(world);
        return each(request, type, "qmigrate", machines, (task, vm) -> moves.work(task, request, vm, target));
    }
}
