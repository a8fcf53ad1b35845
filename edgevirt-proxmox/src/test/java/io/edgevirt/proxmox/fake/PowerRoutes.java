package io.edgevirt.proxmox.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers for the power of machines. */
final class PowerRoutes {
    private final World world;
    private final Power power;

    private PowerRoutes(World world) {
        this.world = world;
        this.power = world.power();
    }

    static void install(Routes routes, World world) {
        PowerRoutes answers = new PowerRoutes(world);
        String status = "/nodes/{node}/qemu/{vmid}/status";
        routes.on(
                "GET " + status, request -> Answer.of(List.of(Map.of("subdir", "current"), Map.of("subdir", "start"))));
        routes.on(
                "GET " + status + "/current",
                request -> Answer.of(Figures.status(world, world.machines().of(request))));
        routes.on("POST " + status + "/start", answers::start);
        routes.on("POST " + status + "/stop", answers::stop);
        routes.on("POST " + status + "/shutdown", answers::shutdown);
        routes.on("POST " + status + "/reboot", answers::reboot);
        routes.on("POST " + status + "/reset", answers::reset);
        routes.on("POST " + status + "/suspend", answers::suspend);
        routes.on("POST " + status + "/resume", answers::resume);
    }

    private Vm vm(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.PowerMgmt");
        if (request.text("skiplock").isPresent() && !request.identity().root()) {
            throw Refusal.parameter("skiplock", "Only root may use this option.");
        }
        return vm;
    }

    private Vm running(Request request) {
        Vm vm = vm(request);
        if (!vm.running()) {
            throw Refusal.failed("VM " + vm.vmid() + " not running");
        }
        return vm;
    }

    private Answer task(Request request, String type, TaskWork work) {
        return world.task(request, type, String.valueOf(request.vmid()), work);
    }

    private Optional<Answer> managed(Request request, Vm vm, String type, String wish) {
        if (world.ha().of(vm.vmid()).isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(task(request, type, task -> {
            world.ha().wish(vm.vmid(), wish);
            world.obey(vm);
        }));
    }

    private Answer start(Request request) {
        Vm vm = vm(request);
        return managed(request, vm, "hastart", "started")
                .orElseGet(() -> task(request, "qmstart", task -> power.start(task, vm)));
    }

    private Answer stop(Request request) {
        Vm vm = vm(request);
        Optional<Answer> managed = managed(request, vm, "hastop", "stopped");
        if (managed.isPresent()) {
            return managed.get();
        }
        return task(request, "qmstop", task -> {
            if (request.flag("overrule-shutdown", false)) {
                world.tasks().ofType("qmshutdown").stream()
                        .filter(other -> other.running() && other.id().equals(task.id()))
                        .forEach(other -> {
                            task.log("overruling " + other.upid());
                            other.abort();
                        });
            }
            power.stop(task, vm);
        });
    }

    private Answer shutdown(Request request) {
        Vm vm = vm(request);
        long timeout = request.number("timeout").orElse(0);
        boolean force = request.flag("forceStop", false);
        if (vm.qmpStatus().equals(Vm.PAUSED) && !force) {
            throw Refusal.failed("VM is paused - cannot shutdown");
        }
        return managed(request, vm, "hastop", "stopped")
                .orElseGet(() -> task(request, "qmshutdown", task -> power.shutdown(task, vm, timeout, force)));
    }

    private Answer reboot(Request request) {
        Vm vm = running(request);
        if (vm.qmpStatus().equals(Vm.PAUSED)) {
            throw Refusal.failed("VM is paused - cannot shutdown");
        }
        long timeout = request.number("timeout").orElse(0);
        return task(request, "qmreboot", task -> power.reboot(task, vm, timeout));
    }

    private Answer reset(Request request) {
        Vm vm = running(request);
        return task(
                request,
                "qmreset",
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    vm.unlocked();
                    task.pass();
                    vm.restarted();
                    vm.qmpStatus(Vm.RUNNING);
                }));
    }

    private Answer suspend(Request request) {
        Vm vm = running(request);
        if (request.flag("todisk", false)) {
            String storage = request.text("statestorage").orElse("");
            return task(request, "qmsuspend", task -> power.hibernate(task, vm, storage));
        }
        return task(request, "qmpause", task -> power.pause(task, vm));
    }

    private Answer resume(Request request) {
        Vm vm = vm(request);
        if (vm.lock().equals("suspended")) {
            return task(request, "qmresume", task -> power.start(task, vm));
        }
        running(request);
        return task(
                request,
                "qmresume",
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    task.pass();
                    vm.qmpStatus(Vm.RUNNING);
                }));
    }
}
