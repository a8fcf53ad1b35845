package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Volume;
import io.edgevirt.proxmox.fake.site.Volumes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Answers for moves of machines to other nodes. */
final class MigrateRoutes {
    private final World world;

    MigrateRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        MigrateRoutes answers = new MigrateRoutes(world);
        routes.on("GET /nodes/{node}/qemu/{vmid}/migrate", answers::conditions);
        routes.on("POST /nodes/{node}/qemu/{vmid}/migrate", answers::migrate);
    }

    private Volumes volumes() {
        return world.site().stores().volumes();
    }

    private List<String> others(String node) {
        return world.nodes().stream()
                .filter(other -> !other.name().equals(node) && !other.down())
                .map(Node::name)
                .toList();
    }

    /** The volumes that lie on storages of the node alone; unused ones too. */
    private List<Volume> local(Vm vm) {
        return vm.config().entrySet().stream()
                .filter(entry -> Drive.keyOfVolume(entry.getKey()))
                .map(entry -> Drive.parse(entry.getValue()).file())
                .filter(file -> file.contains(":"))
                .flatMap(file -> volumes().find(vm.node(), file).stream())
                .filter(volume -> !volume.where().isEmpty())
                .toList();
    }

    /** What of the node itself a machine holds. */
    private static List<String> held(Vm vm) {
        return vm.config().keySet().stream()
                .filter(key -> key.matches("(hostpci|usb|serial|parallel)\\d+"))
                .filter(key -> !key.startsWith("serial")
                        || !"socket".equals(vm.config().get(key)))
                .filter(key -> !vm.config().getOrDefault(key, "").contains("mapping="))
                .filter(key -> !vm.config().getOrDefault(key, "").startsWith("spice"))
                .sorted()
                .toList();
    }

    private Answer conditions(Request request) {
        Vm vm = world.machines().of(request);
        List<Map<String, Object>> disks = new ArrayList<>();
        for (Volume volume : local(vm)) {
            Map<String, Object> disk = new LinkedHashMap<>();
            disk.put("volid", volume.volid());
            disk.put("size", volume.size());
            disk.put("cdrom", volume.content().equals("iso"));
            disk.put(
                    "is_unused",
                    vm.config().entrySet().stream()
                            .anyMatch(entry -> entry.getKey().startsWith("unused")
                                    && entry.getValue().equals(volume.volid())));
            disks.add(disk);
        }
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("running", vm.running());
        data.put("local_disks", disks);
        data.put("local_resources", held(vm));
        if (world.release().atLeast(8)) {
            data.put("mapped-resources", List.of());
        }
        if (!vm.running()) {
            data.put("allowed_nodes", others(vm.node()));
            data.put("not_allowed_nodes", Map.of());
        }
        return Answer.of(data);
    }

    private Answer migrate(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Migrate");
        String target = request.needed("target");
        if (target.equals(vm.node())) {
            throw Refusal.parameter("target", "target is local node.");
        }
        boolean known = world.nodes().stream().anyMatch(node -> node.name().equals(target));
        if (!known) {
            throw Refusal.failed("no such cluster node '" + target + "'");
        }
        if (world.node(target).down()) {
            throw Refusal.failed("Cluster node '" + target + "' is not online");
        }
        boolean online = request.flag("online", false);
        if (vm.running() && !online) {
            throw Refusal.failed("can't migrate running VM without --online");
        }
        if (world.ha().of(vm.vmid()).isPresent()) {
            return world.task(
                    request,
                    "hamigrate",
                    String.valueOf(vm.vmid()),
                    task -> world.later(world.settings().haLag, () -> byManager(vm, target)));
        }
        vm.unlocked();
        return world.task(request, "qmigrate", String.valueOf(vm.vmid()), task -> work(task, request, vm, target));
    }

    private void byManager(Vm vm, String target) {
        Identity root = new Identity("root@pam", "", false);
        world.tasks().start(vm.node(), "qmigrate", "" + vm.vmid(), root, task -> {
            task.pass();
            vm.node(target);
        });
    }

    void work(Task task, Request request, Vm vm, String target) {
        world.machines().locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            check(request, vm, target);
            vm.lock("migrate");
            try {
                task.pass();
                disks(request, vm, target);
                vm.node(target);
            } finally {
                vm.lock("");
            }
        });
    }

    private void check(Request request, Vm vm, String target) {
        List<String> held = held(vm);
        if (!held.isEmpty() && !request.flag("force", false)) {
            throw Refusal.failed("can't migrate VM which uses local devices: " + String.join(", ", held));
        }
        for (Volume volume : local(vm)) {
            if (volume.content().equals("iso")) {
                throw Refusal.failed(
                        "can't migrate local disk '" + volume.volid() + "': local cdrom image - migration aborted");
            }
            if (vm.running() && !request.flag("with-local-disks", false)) {
                throw Refusal.failed("can't migrate local disk '" + volume.volid() + "': can't live migrate attached"
                        + " local disks without with-local-disks option - migration aborted");
            }
            if (vm.running() && !vm.snapshots().isEmpty()) {
                throw Refusal.failed("can't migrate local disk '" + volume.volid()
                        + "': online storage migration not possible if snapshot exists - migration aborted");
            }
            if (volume.parent().isPresent()) {
                throw Refusal.failed("can't migrate local disk '" + volume.volid()
                        + "': clone of a base volume - migration aborted");
            }
        }
        vm.config().forEach((key, value) -> {
            Drive drive = Drive.parse(value);
            if (Drive.key(key) && drive.volume()) {
                world.site().stores().usable(place(request, drive.file()), target);
            }
        });
    }

    private String place(Request request, String volid) {
        String own = volid.substring(0, volid.indexOf(':'));
        for (String pair : request.list("targetstorage")) {
            if (pair.equals("1")) {
                return own;
            }
            if (!pair.contains(":")) {
                return world.site().stores().get(own).shared() ? own : pair;
            }
            if (pair.startsWith(own + ":")) {
                return pair.substring(own.length() + 1);
            }
        }
        return own;
    }

    private void disks(Request request, Vm vm, String target) {
        List<Volume> local = local(vm);
        vm.config().replaceAll((key, value) -> {
            Drive drive = Drive.parse(value);
            boolean moved = Drive.keyOfVolume(key)
                    && local.stream().anyMatch(volume -> volume.volid().equals(drive.file()));
            return moved
                    ? drive.at(volumes().move(drive.file(), vm.node(), target, place(request, drive.file())))
                            .text()
                    : value;
        });
    }
}
