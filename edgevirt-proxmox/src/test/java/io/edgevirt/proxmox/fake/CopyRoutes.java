package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Storage;
import io.edgevirt.proxmox.fake.site.Volumes;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Answers for copies of machines and for templates. */
final class CopyRoutes {
    private static final Set<String> NOT_COPIED =
            Set.of("template", "parent", "lock", "protection", "snaptime", "vmstate", "runningmachine", "meta");

    private final World world;

    private CopyRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        CopyRoutes answers = new CopyRoutes(world);
        routes.on("POST /nodes/{node}/qemu/{vmid}/clone", answers::copy);
        routes.on("POST /nodes/{node}/qemu/{vmid}/template", answers::template);
    }

    private Volumes volumes() {
        return world.site().stores().volumes();
    }

    private Answer copy(Request request) {
        Vm source = world.machines().of(request);
        int newId = (int) request.number("newid").orElseThrow();
        world.access().need(request.identity(), "/vms/" + source.vmid(), "VM.Clone");
        world.access().need(request.identity(), "/vms/" + newId, "VM.Allocate");
        boolean full = request.flag("full", !source.template());
        if (request.text("storage").isPresent() && !full) {
            throw Refusal.failed("parameter 'storage' not allowed for linked clones");
        }
        if (world.machines().find(newId).isPresent()) {
            throw Refusal.failed("unable to create VM " + newId + ": config file already exists");
        }
        Map<String, String> config = request.text("snapname")
                .map(name -> SnapshotRoutes.of(source, name).config())
                .orElse(source.config());
        check(request, source, config, full);
        request.text("pool").ifPresent(pool -> world.hooks().join(pool, newId));
        String target = request.text("target").orElse(source.node());
        Vm copy = world.machines().reserve(source.node(), newId);
        copy.lock("clone");
        return world.task(request, "qmclone", String.valueOf(source.vmid()), task -> {
            try {
                world.machines().locks().share(source.vmid(), () -> {
                    task.log("create " + (full ? "full" : "linked") + " clone of VM " + source.vmid());
                    task.pass();
                    fill(request, source, config, copy, full);
                });
            } catch (Refusal refusal) {
                world.disks().removeAll(copy, true);
                world.machines().remove(newId);
                throw Refusal.failed("clone failed: " + refusal.message());
            }
            copy.lock("");
            copy.node(target);
        });
    }

    private void check(Request request, Vm source, Map<String, String> config, boolean full) {
        source.unlocked();
        String target = request.text("target").orElse(source.node());
        world.node(target);
        String storage = request.text("storage").orElse("");
        if (!storage.isEmpty()
                && !world.site()
                        .stores()
                        .usable(storage, source.node())
                        .content()
                        .contains("images")) {
            throw Refusal.parameter("storage", "storage '" + storage + "' does not support vm images");
        }
        config.forEach((key, value) -> {
            Drive drive = Drive.parse(value);
            if (!Drive.key(key) || !drive.volume() || drive.cdrom()) {
                return;
            }
            String id =
                    storage.isEmpty() ? drive.file().substring(0, drive.file().indexOf(':')) : storage;
            Storage at = world.site().stores().get(id);
            if (!at.shared() && !target.equals(source.node())) {
                throw Refusal.failed("can't clone VM to node '" + target + "' (VM uses local storage)");
            }
            boolean based = drive.file().matches(".*[:/]base-[^/]*");
            if (!full && !based) {
                throw Refusal.failed("Linked clone feature is not supported for drive '" + key + "'");
            }
        });
    }

    private void fill(Request request, Vm source, Map<String, String> config, Vm copy, boolean full) {
        Map<String, String> own = new LinkedHashMap<>(config);
        own.keySet().removeAll(NOT_COPIED);
        own.keySet().removeIf(key -> key.startsWith("unused"));
        Edits.renew(own);
        own.put(
                "name",
                request.text("name").orElse("Copy-of-VM-" + source.name().replace(" ", "-")));
        request.text("description").ifPresent(words -> own.put("description", words));
        own.put("meta", "creation-qemu=9.2.0,ctime=" + world.seconds());
        for (String key : Set.copyOf(own.keySet())) {
            Drive drive = Drive.parse(own.getOrDefault(key, ""));
            boolean copied = Drive.key(key) && drive.volume() && (!drive.cdrom() || drive.cloudInit());
            if (copied) {
                String file = volume(request, source, copy, drive, full);
                own.put(key, drive.at(file).text());
                copy.config().put(key, own.getOrDefault(key, ""));
            }
        }
        own.put("lock", "clone");
        copy.config(own);
    }

    private String volume(Request request, Vm source, Vm copy, Drive drive, boolean full) {
        String old = drive.file().substring(0, drive.file().indexOf(':'));
        String storage = request.text("storage").orElse(old);
        if (drive.cloudInit()) {
            return world.disks()
                    .provide(copy, "ide2", storage + ":cloudinit,media=cdrom")
                    .file();
        }
        if (!full) {
            return volumes().link(source.node(), drive.file(), copy.vmid());
        }
        world.disks().room(world.site().stores().usable(storage, source.node()));
        return volumes().copy(source.node(), drive.file(), source.node(), storage, copy.vmid());
    }

    private Answer template(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Allocate");
        if (!vm.snapshots().isEmpty()) {
            throw Refusal.failed("unable to create template, because VM contains snapshots");
        }
        if (vm.template()) {
            throw Refusal.failed("you can't convert a template to a template");
        }
        if (vm.running()) {
            throw Refusal.failed("you can't convert a VM to template if VM is running");
        }
        vm.unlocked();
        return world.task(
                request,
                "qmtemplate",
                String.valueOf(vm.vmid()),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    task.pass();
                    vm.config().replaceAll((key, value) -> {
                        Drive drive = Drive.parse(value);
                        boolean own = Drive.key(key) && drive.volume() && !drive.cdrom();
                        return own
                                ? drive.at(volumes().base(vm.node(), drive.file()))
                                        .text()
                                : value;
                    });
                    vm.config().put("template", "1");
                    vm.changed();
                }));
    }
}
