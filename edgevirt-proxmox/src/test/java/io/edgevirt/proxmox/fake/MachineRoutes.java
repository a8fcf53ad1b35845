package io.edgevirt.proxmox.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes, lists, changes and deletes machines. */
final class MachineRoutes {
    private final World world;
    private final Disks disks;
    private final Edits edits;
    private final ApiMethod changing;

    private MachineRoutes(World world) {
        this.world = world;
        this.disks = world.disks();
        this.edits = world.edits();
        this.changing = world.release()
                .table()
                .find("PUT", "/nodes/x/qemu/100/config")
                .orElseThrow()
                .method();
    }

    static void install(Routes routes, World world) {
        MachineRoutes machines = new MachineRoutes(world);
        String vm = "/nodes/{node}/qemu/{vmid}";
        routes.on("GET /nodes/{node}/qemu", machines::list);
        routes.on("POST /nodes/{node}/qemu", machines::create);
        routes.on("DELETE " + vm, machines::delete);
        routes.on("GET " + vm, request -> {
            world.machines().of(request);
            return Answer.of(
                    List.of(Map.of("subdir", "config"), Map.of("subdir", "status"), Map.of("subdir", "snapshot")));
        });
        routes.on("GET " + vm + "/config", machines::config);
        routes.on("PUT " + vm + "/config", machines::change);
        routes.on("POST " + vm + "/config", machines::changeLater);
        routes.on("GET " + vm + "/pending", machines::pending);
        routes.on("GET /nodes/{node}/lxc", request -> Answer.of(List.of()));
        routes.on("GET /nodes/{node}/lxc/{vmid}/config", MachineRoutes::noContainer);
        routes.on("GET /nodes/{node}/lxc/{vmid}/snapshot", MachineRoutes::noContainer);
    }

    private static Answer noContainer(Request request) {
        throw Refusal.failed(
                "Configuration file 'nodes/" + request.node() + "/lxc/" + request.vmid() + ".conf' does not exist");
    }

    private Answer list(Request request) {
        world.node(request.node());
        return Answer.of(world.machines().on(request.node()).stream()
                .filter(vm -> world.access().may(request.identity(), "/vms/" + vm.vmid(), "VM.Audit"))
                .map(vm -> Figures.row(world, vm, request.flag("full", false)))
                .toList());
    }

    private Answer create(Request request) {
        world.node(request.node());
        world.access().need(request.identity(), "/vms/" + request.vmid(), "VM.Allocate");
        if (request.text("archive").isPresent()) {
            return restore(request);
        }
        Map<String, String> wanted = Edits.wanted(request);
        pool(request);
        edits.check(new Vm(world, request.vmid(), request.node()), wanted, request.identity());
        Vm vm = reserved(request);
        vm.lock("create");
        return world.task(request, "qmcreate", String.valueOf(vm.vmid()), task -> {
            try {
                world.machines().locks().hold(vm.vmid(), () -> {
                    task.pass();
                    edits.create(vm, wanted);
                    vm.lock("");
                });
            } catch (Refusal refusal) {
                disks.removeAll(vm, true);
                world.machines().remove(vm.vmid());
                throw Refusal.failed("unable to create VM " + vm.vmid() + " - " + refusal.message());
            }
            if (request.flag("start", false)) {
                world.tasks()
                        .start(
                                vm.node(),
                                "qmstart",
                                "" + vm.vmid(),
                                request.identity(),
                                start -> world.power().start(start, vm));
            }
        });
    }

    private Vm reserved(Request request) {
        try {
            return world.machines().reserve(request.node(), request.vmid());
        } catch (Refusal taken) {
            throw Refusal.failed("unable to create VM " + request.vmid() + " - " + taken.message());
        }
    }

    private void pool(Request request) {
        request.text("pool").ifPresent(id -> world.hooks().join(id, request.vmid()));
    }

    /** Makes a machine of a backup, in place of an old one if that is forced. */
    private Answer restore(Request request) {
        String archive = request.needed("archive");
        Map<String, String> saved = world.hooks().backup(request.node(), archive);
        boolean force = request.flag("force", false);
        boolean there = world.machines().find(request.vmid()).isPresent();
        if (there && !force) {
            throw Refusal.failed("unable to restore VM " + request.vmid() + " - VM " + request.vmid()
                    + " already exists on node '" + request.node() + "'");
        }
        if (there && world.machines().get(request.node(), request.vmid()).running()) {
            throw Refusal.failed("unable to restore VM " + request.vmid() + " - vm is running");
        }
        pool(request);
        return world.task(request, "qmrestore", String.valueOf(request.vmid()), task -> {
            world.machines().find(request.vmid()).ifPresent(old -> {
                disks.removeAll(old, false);
                world.machines().remove(old.vmid());
            });
            Vm vm = world.machines().reserve(request.node(), request.vmid());
            vm.lock("create");
            task.pass();
            Map<String, String> config = new LinkedHashMap<>(saved);
            saved.forEach((key, value) -> {
                if (Drive.key(key) && !Drive.parse(value).cdrom()) {
                    config.put(key, restored(request, vm, value));
                }
            });
            config.keySet().removeIf(key -> key.startsWith("unused"));
            if (request.flag("unique", false)) {
                Edits.renew(config);
            }
            config.putAll(Edits.wanted(request));
            vm.config(config);
            vm.lock("");
            vm.changed();
        });
    }

    private String restored(Request request, Vm vm, String value) {
        Drive drive = Drive.parse(value);
        String storage = request.text("storage")
                .orElse(drive.file().substring(0, drive.file().indexOf(':')));
        long size = Drive.bytes(drive.options().getOrDefault("size", "1G"));
        return drive.at(world.site().stores().volumes().allocate(vm.node(), storage, vm.vmid(), "raw", size))
                .text();
    }

    private Answer delete(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Allocate");
        if ("1".equals(vm.config().get("protection"))) {
            throw Refusal.failed("can't remove VM " + vm.vmid() + " - protection mode enabled");
        }
        if (world.ha().resources().containsKey("vm:" + vm.vmid()) && !request.flag("purge", false)) {
            throw Refusal.failed(
                    "unable to remove VM " + vm.vmid() + " - used in HA resources and purge parameter" + " not set.");
        }
        boolean purge = request.flag("purge", false);
        world.site().leaving(vm.vmid(), purge);
        idle(vm);
        return world.task(
                request,
                "qmdestroy",
                String.valueOf(vm.vmid()),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    idle(vm);
                    if (!"suspended".equals(vm.lock())) {
                        vm.unlocked();
                    }
                    task.pass();
                    disks.removeAll(vm, request.flag("destroy-unreferenced-disks", false));
                    world.site().left(vm.vmid(), purge);
                    world.machines().remove(vm.vmid());
                    if (request.flag("purge", false)) {
                        world.ha().resources().remove("vm:" + vm.vmid());
                    }
                }));
    }

    private static void idle(Vm vm) {
        if (vm.running()) {
            throw Refusal.failed("VM " + vm.vmid() + " is running - destroy failed");
        }
    }

    private Answer config(Request request) {
        Vm vm = world.machines().of(request);
        Map<String, String> config = request.flag("current", false) ? vm.config() : vm.coming();
        if (request.text("snapshot").isPresent()) {
            config = SnapshotRoutes.of(vm, request.needed("snapshot")).config();
        }
        Map<String, Object> data = plain(config);
        data.put("digest", vm.digest());
        return Answer.of(data);
    }

    /** Values as Proxmox's parser leaves them: numbers and flags as numbers, all else as texts. */
    Map<String, Object> plain(Map<String, String> config) {
        Map<String, Object> data = new TreeMap<>();
        config.forEach((key, value) -> data.put(key, plain(key, value)));
        return data;
    }

    private Object plain(String key, String value) {
        if (key.equals("cipassword")) {
            return "**********";
        }
        @Nullable ApiParameter parameter = changing.parameters().get(key);
        boolean number = parameter != null && (parameter.type() == 'i' || parameter.type() == 'b');
        return number && value.matches("\\d+") ? Long.valueOf(value) : value;
    }

    private Vm changeable(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Config.Options");
        if (request.text("skiplock").isPresent() && !request.identity().root()) {
            throw Refusal.parameter("skiplock", "Only root may use this option.");
        }
        edits.check(vm, Edits.wanted(request), request.identity());
        return vm;
    }

    private void changeNow(Request request, Vm vm) {
        world.machines().locks().hold(vm.vmid(), () -> {
            vm.checkDigest(request.text("digest"));
            if (vm.lock().equals("suspended") && request.list("delete").contains("vmstate")) {
                world.power().awake(vm); // saved memory that is dropped takes its lock along
            }
            if (!request.flag("skiplock", false)) {
                vm.unlocked();
            }
            edits.change(vm, request);
        });
    }

    private Answer change(Request request) {
        changeNow(request, changeable(request));
        return Answer.nothing();
    }

    private Answer changeLater(Request request) {
        Vm vm = changeable(request);
        vm.checkDigest(request.text("digest"));
        return world.task(request, "qmconfig", String.valueOf(vm.vmid()), task -> {
            task.pass(Duration.ofNanos(world.settings().taskLength.toNanos() / 2));
            changeNow(request, vm);
        });
    }

    private Answer pending(Request request) {
        Vm vm = world.machines().of(request);
        Set<String> keys = new TreeSet<>(vm.config().keySet());
        keys.addAll(vm.pending().keySet());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (String key : keys) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("key", key);
            if (vm.config().containsKey(key)) {
                row.put("value", plain(key, vm.config().getOrDefault(key, "")));
            }
            if (vm.pending().containsKey(key)) {
                row.put("pending", plain(key, vm.pending().getOrDefault(key, "")));
            }
            if (vm.pendingDeletes().contains(key)) {
                row.put("delete", 1);
            }
            rows.add(row);
        }
        rows.add(Map.of("key", "digest", "value", vm.digest()));
        return Answer.of(rows);
    }
}
