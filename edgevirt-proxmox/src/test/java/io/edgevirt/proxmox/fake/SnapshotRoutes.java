package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Storage;
import io.edgevirt.proxmox.fake.site.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Answers for snapshots of machines. */
final class SnapshotRoutes {
    private static final Set<String> NOT_KEPT = Set.of("lock", "parent", "snapstate", "description");
    private static final Set<String> ABLE = Set.of("lvmthin", "rbd", "zfspool", "btrfs");

    private final World world;

    private SnapshotRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        SnapshotRoutes answers = new SnapshotRoutes(world);
        String all = "/nodes/{node}/qemu/{vmid}/snapshot";
        String one = all + "/{snapname}";
        routes.on("GET " + all, answers::list);
        routes.on("POST " + all, answers::create);
        routes.on("GET " + one, request -> {
            of(world.machines().of(request), request.needed("snapname"));
            return Answer.of(List.of(Map.of("cmd", "rollback"), Map.of("cmd", "config")));
        });
        routes.on("DELETE " + one, answers::delete);
        routes.on("POST " + one + "/rollback", answers::rollback);
        routes.on("GET " + one + "/config", answers::config);
        routes.on("PUT " + one + "/config", answers::describe);
        routes.on("GET /nodes/{node}/qemu/{vmid}/feature", answers::feature);
    }

    static Snapshot of(Vm vm, String name) {
        Snapshot snapshot = vm.snapshots().get(name);
        if (snapshot == null) {
            throw Refusal.failed("snapshot '" + name + "' does not exist");
        }
        return snapshot;
    }

    private Vm changeable(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Snapshot");
        return vm;
    }

    private Answer list(Request request) {
        Vm vm = world.machines().of(request);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Snapshot snapshot : vm.snapshots().values()) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", snapshot.name());
            row.put("description", snapshot.description());
            row.put("snaptime", snapshot.time());
            row.put("vmstate", snapshot.memory());
            if (!snapshot.parent().isEmpty()) {
                row.put("parent", snapshot.parent());
            }
            rows.add(row);
        }
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("name", "current");
        now.put("description", "You are here!");
        now.put("digest", vm.digest());
        now.put("running", vm.running());
        if (vm.config().containsKey("parent")) {
            now.put("parent", vm.config().get("parent"));
        }
        rows.add(now);
        return Answer.of(rows);
    }

    private Answer create(Request request) {
        Vm vm = changeable(request);
        String name = request.needed("snapname");
        if (name.equals("current")) {
            throw Refusal.failed("unable to use snapshot name 'current' (reserved name)");
        }
        if (name.equals("pending")) {
            throw Refusal.failed("unable to use snapshot name 'pending' (reserved name)");
        }
        String description = request.text("description").orElse("");
        boolean memory = request.flag("vmstate", false);
        return world.task(
                request,
                "qmsnapshot",
                "" + vm.vmid(),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    vm.unlocked();
                    if (vm.snapshots().containsKey(name)) {
                        throw Refusal.failed("snapshot name '" + name + "' already used");
                    }
                    able(vm);
                    if (vm.template()) {
                        throw Refusal.failed("snapshot feature is not available");
                    }
                    vm.lock("snapshot");
                    task.pass();
                    take(vm, name, description, memory && vm.running());
                    vm.lock("");
                }));
    }

    private void take(Vm vm, String name, String description, boolean memory) {
        Map<String, String> config = new LinkedHashMap<>(vm.config());
        config.keySet().removeAll(NOT_KEPT);
        config.keySet().removeIf(key -> key.startsWith("unused"));
        String parent = vm.config().getOrDefault("parent", "");
        if (memory) {
            config.put("vmstate", world.power().state(vm, "", name));
            config.put("runningmachine", "pc-i440fx-9.2+pve1");
        }
        config.put("snaptime", String.valueOf(world.seconds()));
        if (!parent.isEmpty()) {
            config.put("parent", parent);
        }
        vm.snapshots().put(name, new Snapshot(name, description, world.seconds(), memory, parent, config));
        vm.config().put("parent", name);
        vm.changed();
    }

    private void able(Vm vm) {
        if (!able(vm, vm.config())) {
            throw Refusal.failed("snapshot feature is not available");
        }
    }

    private boolean able(Vm vm, Map<String, String> config) {
        return config.entrySet().stream()
                .filter(entry -> Drive.key(entry.getKey()))
                .map(entry -> Drive.parse(entry.getValue()))
                .filter(drive -> drive.volume() && !drive.cdrom())
                .allMatch(drive -> able(vm, drive));
    }

    private boolean able(Vm vm, Drive drive) {
        String id = drive.file().substring(0, drive.file().indexOf(':'));
        Storage storage = world.site().stores().get(id);
        String format = world.site()
                .stores()
                .volumes()
                .find(vm.node(), drive.file())
                .map(Volume::format)
                .orElse("raw");
        return ABLE.contains(storage.type()) || storage.files() && format.equals("qcow2");
    }

    private Answer delete(Request request) {
        Vm vm = changeable(request);
        String name = request.needed("snapname");
        return world.task(
                request,
                "qmdelsnapshot",
                "" + vm.vmid(),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    Snapshot gone = of(vm, name);
                    vm.unlocked();
                    vm.lock("snapshot-delete");
                    task.pass();
                    vm.snapshots().remove(name);
                    vm.snapshots()
                            .replaceAll(
                                    (key, other) -> other.parent().equals(name) ? other.below(gone.parent()) : other);
                    if (name.equals(vm.config().get("parent"))) {
                        vm.config().remove("parent");
                        if (!gone.parent().isEmpty()) {
                            vm.config().put("parent", gone.parent());
                        }
                    }
                    String state = gone.config().get("vmstate");
                    if (state != null) {
                        world.disks().remove(vm, state);
                    }
                    vm.lock("");
                }));
    }

    private Answer rollback(Request request) {
        Vm vm = changeable(request);
        String name = request.needed("snapname");
        boolean start = request.flag("start", false);
        return world.task(
                request,
                "qmrollback",
                "" + vm.vmid(),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    Snapshot snapshot = of(vm, name);
                    vm.unlocked();
                    newest(vm, snapshot);
                    vm.lock("rollback");
                    task.pass();
                    back(vm, snapshot);
                    if (snapshot.memory() || start) {
                        world.power().up(vm);
                    }
                }));
    }

    /** ZFS goes back to the newest snapshot only. */
    private void newest(Vm vm, Snapshot snapshot) {
        boolean zfs = snapshot.config().entrySet().stream()
                .filter(entry -> Drive.key(entry.getKey()))
                .map(entry -> Drive.parse(entry.getValue()))
                .filter(drive -> drive.volume() && !drive.cdrom())
                .anyMatch(drive -> world.site()
                        .stores()
                        .find(drive.file().substring(0, drive.file().indexOf(':')))
                        .filter(storage -> storage.type().equals("zfspool"))
                        .isPresent());
        boolean later = vm.snapshots().values().stream()
                .anyMatch(other -> other.parent().equals(snapshot.name()));
        if (zfs && later) {
            throw Refusal.failed(
                    "can't rollback, '" + snapshot.name() + "' is not most recent snapshot on a ZFS volume");
        }
    }

    private void back(Vm vm, Snapshot snapshot) {
        if (vm.running()) {
            vm.qmpStatus(Vm.STOPPED);
        }
        vm.pending().clear();
        vm.pendingDeletes().clear();
        Map<String, String> before = vm.config();
        Map<String, String> config = new LinkedHashMap<>(snapshot.config());
        config.keySet().removeAll(Set.of("snaptime", "vmstate", "runningmachine"));
        config.put("parent", snapshot.name());
        String description = before.get("description");
        if (description != null) {
            config.put("description", description);
        }
        vm.config(config);
        before.forEach((key, value) -> {
            boolean lost = Drive.key(key)
                    && config.values().stream()
                            .noneMatch(kept -> Drive.parse(kept)
                                    .file()
                                    .equals(Drive.parse(value).file()));
            if (lost) {
                world.disks().release(vm, value);
            }
        });
        vm.changed();
    }

    private Answer config(Request request) {
        Snapshot snapshot = of(world.machines().of(request), request.needed("snapname"));
        Map<String, Object> all = new TreeMap<>(snapshot.config());
        all.put("snaptime", snapshot.time());
        all.put("description", snapshot.description());
        return Answer.of(all);
    }

    private Answer describe(Request request) {
        Vm vm = changeable(request);
        world.machines().locks().hold(vm.vmid(), () -> {
            Snapshot old = of(vm, request.needed("snapname"));
            vm.unlocked();
            String words = request.text("description").orElse(old.description());
            vm.snapshots()
                    .put(
                            old.name(),
                            new Snapshot(old.name(), words, old.time(), old.memory(), old.parent(), old.config()));
        });
        return Answer.nothing();
    }

    private Answer feature(Request request) {
        Vm vm = world.machines().of(request);
        Map<String, String> config =
                request.text("snapname").map(name -> of(vm, name).config()).orElse(vm.config());
        boolean has = switch (request.needed("feature")) {
            case "snapshot" -> able(vm, config) && !vm.template();
            case "clone" -> vm.template() && able(vm, config);
            default -> request.text("snapname").isEmpty() || able(vm, config);
        };
        return Answer.of(Map.of("hasFeature", has, "nodes", List.of(vm.node())));
    }
}
