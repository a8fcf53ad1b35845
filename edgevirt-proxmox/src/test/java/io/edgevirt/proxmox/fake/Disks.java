package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Storage;
import io.edgevirt.proxmox.fake.site.Volume;
import io.edgevirt.proxmox.fake.site.Volumes;
import java.util.Map;
import java.util.Optional;

/** Makes, finds and gives away the volumes behind machines' drives. */
final class Disks {
    private static final String CLOUD_INIT = "cloudinit";
    private static final long SMALL = 4L << 20;

    private final World world;

    Disks(World world) {
        this.world = world;
    }

    private Volumes volumes() {
        return world.site().stores().volumes();
    }

    /** Refuses, as a parameter, storages that are not there or hold no disks. */
    void check(String key, String value, Vm vm, Identity who) {
        Drive drive = Drive.parse(value);
        boolean passed = drive.file().startsWith("/")
                || drive.options().getOrDefault("import-from", "").startsWith("/");
        if (passed && !who.root()) {
            throw Refusal.failed("only root can use a path as a volume");
        }
        if (drive.cdrom() || !drive.volume()) {
            return;
        }
        String id = drive.file().substring(0, drive.file().indexOf(':'));
        Storage storage = world.site().stores().usable(id, vm.node());
        if (!storage.content().contains("images")) {
            throw Refusal.parameter(key, "storage '" + id + "' does not support vm images");
        }
    }

    /** What the configuration says of a drive that a request asks for, its volume made if it is a new one. */
    Drive provide(Vm vm, String key, String value) {
        Drive drive = Drive.parse(value);
        if (drive.file().endsWith(":" + CLOUD_INIT)) {
            return cloudInit(vm, drive);
        }
        Optional<String> storage = drive.newOn();
        if (storage.isPresent()) {
            return created(vm, key, drive, storage.get());
        }
        if (!drive.volume()) {
            return drive;
        }
        Volume volume = volumes().get(vm.node(), drive.file());
        if (!drive.cdrom() && volume.content().equals("images")) {
            vm.config()
                    .entrySet()
                    .removeIf(entry -> entry.getKey().startsWith("unused")
                            && Drive.parse(entry.getValue()).file().equals(drive.file()));
        }
        return drive.with("size", Drive.size(volume.size()));
    }

    private Drive cloudInit(Vm vm, Drive drive) {
        String storage = drive.file().substring(0, drive.file().indexOf(':'));
        boolean files = world.site().stores().usable(storage, vm.node()).files();
        String volume = volumes()
                .allocate(
                        vm.node(),
                        storage,
                        vm.vmid(),
                        "vm-" + vm.vmid() + "-cloudinit",
                        files ? "qcow2" : "raw",
                        SMALL);
        return drive.at(volume).with("media", "cdrom").with("size", "4M");
    }

    private Drive created(Vm vm, String key, Drive drive, String storage) {
        Storage at = world.site().stores().usable(storage, vm.node());
        room(at);
        String format = drive.options().getOrDefault("format", "raw");
        String source = drive.options().getOrDefault("import-from", "");
        long size = key.equals("efidisk0") || key.equals("tpmstate0") ? SMALL : drive.newSize();
        if (!source.isEmpty()) {
            size = source.startsWith("/")
                    ? 1L << 30
                    : volumes().get(vm.node(), source).size();
        } else if (size == 0) {
            throw Refusal.failed("unable to parse size of new disk '" + drive.file() + "'");
        }
        String volume = volumes().allocate(vm.node(), storage, vm.vmid(), format, size);
        return drive.at(volume).without("format").without("import-from").with("size", Drive.size(size));
    }

    /** Refuses if a test said that a storage is full. */
    void room(Storage at) {
        if (world.full(at.id())) {
            throw Refusal.failed(
                    at.files()
                            ? "unable to create image: qemu-img: " + at.id() + ": No space left on device"
                            : "lvcreate 'pve/" + at.id() + "' error:   Insufficient free space: 1 extents needed,"
                                    + " but only 0 available");
        }
    }

    /** Keeps a drive's volume as an unused one, but removes what is only made of the configuration. */
    void release(Vm vm, String value) {
        Drive drive = Drive.parse(value);
        if (drive.cloudInit()) {
            remove(vm, drive.file());
        } else if (drive.volume() && !drive.cdrom()) {
            for (int n = 0; ; n++) {
                if (vm.config().putIfAbsent("unused" + n, drive.file()) == null) {
                    return;
                }
            }
        }
    }

    /** Removes a volume, if it is the machine's own. */
    void remove(Vm vm, String volid) {
        Optional<Volume> volume = volumes().find(vm.node(), volid);
        if (volume.isPresent() && volume.get().vmid() == vm.vmid()) {
            boolean held = vm.snapshots().values().stream()
                    .anyMatch(snapshot -> snapshot.config().values().stream()
                            .anyMatch(value -> value.equals(volid) || value.startsWith(volid + ",")));
            if (held) {
                throw Refusal.failed("can't remove volume '" + volid + "' - it is used by a snapshot");
            }
            volumes().remove(vm.node(), volid);
        }
    }

    /** Removes all volumes of a machine that is going. */
    void removeAll(Vm vm, boolean unreferenced) {
        for (Map.Entry<String, String> entry : Map.copyOf(vm.config()).entrySet()) {
            Drive drive = Drive.parse(entry.getValue());
            boolean own = Drive.keyOfVolume(entry.getKey()) && drive.volume();
            if (own
                    && volumes()
                            .find(vm.node(), drive.file())
                            .filter(v -> v.vmid() == vm.vmid())
                            .isPresent()) {
                volumes().remove(vm.node(), drive.file());
            }
        }
        for (Snapshot snapshot : vm.snapshots().values()) {
            Optional.ofNullable(snapshot.config().get("vmstate"))
                    .filter(state -> volumes().find(vm.node(), state).isPresent())
                    .ifPresent(state -> volumes().remove(vm.node(), state));
        }
        if (unreferenced) {
            volumes().of(vm.vmid()).stream()
                    .filter(volume -> volume.where().isEmpty() || volume.where().equals(vm.node()))
                    .filter(volume -> volume.content().equals("images"))
                    .forEach(volume -> volumes().remove(vm.node(), volume.volid()));
        }
    }
}
