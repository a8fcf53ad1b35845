package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Volume;
import io.edgevirt.proxmox.fake.site.Volumes;

/** Answers for disks of machines: larger, elsewhere, away. */
final class DriveRoutes {
    private final World world;

    private DriveRoutes(World world) {
        this.world = world;
    }

    static void install(Routes routes, World world) {
        DriveRoutes answers = new DriveRoutes(world);
        String vm = "/nodes/{node}/qemu/{vmid}/";
        routes.on("PUT " + vm + "resize", answers::resize);
        routes.on("POST " + vm + "move_disk", answers::move);
        routes.on("PUT " + vm + "unlink", answers::unlink);
    }

    private Volumes volumes() {
        return world.site().stores().volumes();
    }

    private Vm vm(Request request) {
        Vm vm = world.machines().of(request);
        world.access().need(request.identity(), "/vms/" + vm.vmid(), "VM.Config.Disk");
        return vm;
    }

    private static Drive drive(Vm vm, String key) {
        String value = vm.config().get(key);
        if (value == null) {
            throw Refusal.failed("disk '" + key + "' does not exist");
        }
        return Drive.parse(value);
    }

    /** Release 7 resizes while the request waits, later ones by a task. */
    private Answer resize(Request request) {
        Vm vm = vm(request);
        String size = request.needed("size");
        if (!size.matches("\\+?\\d+(\\.\\d+)?[KMGT]?")) {
            throw Refusal.parameter("size", "value does not match the regex pattern");
        }
        if (!world.release().atLeast(8)) {
            resize(request, vm, size);
            return Answer.nothing();
        }
        return world.task(request, "resize", String.valueOf(vm.vmid()), task -> {
            task.pass();
            resize(request, vm, size);
        });
    }

    private void resize(Request request, Vm vm, String size) {
        String key = request.needed("disk");
        world.machines().locks().hold(vm.vmid(), () -> {
            vm.checkDigest(request.text("digest"));
            if (!request.flag("skiplock", false)) {
                vm.unlocked();
            }
            Drive drive = drive(vm, key);
            if (drive.cdrom()) {
                throw Refusal.failed("you can't resize a cdrom");
            }
            Volume volume = volumes().get(vm.node(), drive.file());
            long bytes = size.startsWith("+") ? volume.size() + Drive.bytes(size.substring(1)) : Drive.bytes(size);
            if (bytes < volume.size()) {
                throw Refusal.failed("shrinking disks is not supported");
            }
            world.disks().room(world.site().stores().usable(volume.storage(), vm.node()));
            volumes().resize(vm.node(), drive.file(), bytes);
            vm.config().put(key, drive.with("size", Drive.size(bytes)).text());
        });
    }

    private Answer move(Request request) {
        Vm vm = vm(request);
        String key = request.needed("disk");
        if (request.text("target-vmid").isPresent()) {
            return reassign(request, vm, key);
        }
        String storage = request.text("storage")
                .orElseThrow(() -> Refusal.parameter("storage", "either set storage or target-vmid"));
        vm.checkDigest(request.text("digest"));
        vm.unlocked();
        Drive drive = drive(vm, key);
        if (drive.cdrom()) {
            throw Refusal.failed("you can't move a cdrom");
        }
        Volume volume = volumes().get(vm.node(), drive.file());
        String format = request.text("format").orElse(volume.format());
        if (volume.storage().equals(storage) && format.equals(volume.format())) {
            throw Refusal.failed("you can't move to the same storage with same format");
        }
        boolean delete = request.flag("delete", false);
        if (delete && !vm.snapshots().isEmpty()) {
            throw Refusal.failed("you can't move a disk with snapshots and delete the source");
        }
        return world.task(
                request,
                "qmmove",
                String.valueOf(vm.vmid()),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    task.pass();
                    copied(vm, key, drive, storage, format, volume.size());
                    if (delete) {
                        volumes().remove(vm.node(), drive.file());
                    } else {
                        world.disks().release(vm, drive.text());
                    }
                }));
    }

    private void copied(Vm vm, String key, Drive drive, String storage, String format, long size) {
        try {
            world.disks().room(world.site().stores().usable(storage, vm.node()));
            String moved = volumes().allocate(vm.node(), storage, vm.vmid(), format, size);
            vm.config().put(key, drive.at(moved).text());
        } catch (Refusal refusal) {
            throw Refusal.failed("storage migration failed: " + refusal.message());
        }
    }

    /** Gives a disk to another machine of the same node; both must be off. */
    private Answer reassign(Request request, Vm vm, String key) {
        int other = (int) request.number("target-vmid").orElseThrow();
        Vm target = world.machines().get(request.node(), other);
        world.access().need(request.identity(), "/vms/" + other, "VM.Config.Disk");
        String place = request.text("target-disk").orElse(key);
        Drive drive = drive(vm, key);
        if (target.config().containsKey(place)) {
            throw Refusal.failed("Target disk key '" + place + "' is already in use for VM '" + other + "'");
        }
        if (vm.running() && !key.startsWith("unused")) {
            throw Refusal.failed("Cannot move disk of running VM to another VM");
        }
        return world.task(
                request,
                "qmmove",
                String.valueOf(vm.vmid()),
                task -> world.machines().locks().hold(vm.vmid(), () -> {
                    task.pass();
                    String moved = volumes().reassign(vm.node(), drive.file(), other);
                    vm.config().remove(key);
                    target.config().put(place, drive.at(moved).text());
                }));
    }

    private Answer unlink(Request request) {
        Vm vm = vm(request);
        world.machines().locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            for (String key : request.list("idlist")) {
                world.edits().delete(vm, key, request.flag("force", false));
            }
        });
        return Answer.nothing();
    }
}
