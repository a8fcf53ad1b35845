package io.edgevirt.proxmox.fake;

import io.edgevirt.proxmox.fake.site.Volume;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Starts and stops machines: what the tasks of power do, and what the HA manager does. */
final class Power {
    private static final long USUAL_TIMEOUT = 180;

    private final World world;

    Power(World world) {
        this.world = world;
    }

    private Locks locks() {
        return world.machines().locks();
    }

    /** The whole work of a start. */
    void start(Task task, Vm vm) {
        locks().hold(vm.vmid(), () -> {
            boolean hibernated = vm.lock().equals("suspended");
            if (!hibernated) {
                vm.unlocked();
            }
            if (vm.running()) {
                throw Refusal.failed("VM " + vm.vmid() + " already running");
            }
            task.pass();
            up(vm);
            if (hibernated) {
                awake(vm);
            }
        });
    }

    /** Brings a machine up, if all it needs is there. */
    void up(Vm vm) {
        if (vm.template()) {
            throw Refusal.failed("you can't start a vm if it's a template");
        }
        world.edits().applyPending(vm);
        for (Map.Entry<String, String> entry : vm.config().entrySet()) {
            check(vm, entry.getKey(), entry.getValue());
        }
        if (!vm.startError().isEmpty()) {
            throw Refusal.failed(vm.startError());
        }
        vm.qmpStatus(Vm.RUNNING);
    }

    private void check(Vm vm, String key, String value) {
        if (key.matches("net\\d+") && value.contains("bridge=")) {
            String bridge = value.replaceFirst(".*bridge=([^,]*).*", "$1");
            if (!world.hooks().bridge(vm.node(), bridge)) {
                throw Refusal.failed("bridge '" + bridge + "' does not exist");
            }
        }
        if (key.matches("(hostpci|usb)\\d+") && value.contains("mapping=")) {
            String mapping = value.replaceFirst(".*mapping=([^,]*).*", "$1");
            String kind = key.startsWith("usb") ? "usb" : "pci";
            if (!world.hooks().mapping(kind, mapping, vm.node())) {
                throw Refusal.failed(kind.toUpperCase(Locale.ROOT) + " device mapping not found for '" + mapping + "'");
            }
        }
        Drive drive = Drive.parse(value);
        if (Drive.key(key) && drive.volume()) {
            String storage = drive.file().substring(0, drive.file().indexOf(':'));
            world.site().stores().usable(storage, vm.node());
            Volume volume = world.site().stores().volumes().get(vm.node(), drive.file());
            if (volume.size() < 0) {
                throw Refusal.failed("volume '" + drive.file() + "' has no size");
            }
        }
    }

    /** Forgets the memory that was saved. */
    void awake(Vm vm) {
        String state = vm.config().remove("vmstate");
        vm.lock("");
        if (state != null) {
            world.disks().remove(vm, state);
        }
    }

    /** Pulls the plug. */
    void stop(Task task, Vm vm) {
        locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            task.pass();
            down(vm);
        });
    }

    void down(Vm vm) {
        if (vm.running()) {
            vm.qmpStatus(Vm.STOPPED);
            world.edits().applyPending(vm);
        }
    }

    /** Asks the guest to shut down, and pulls the plug in the end if that is wanted. */
    void shutdown(Task task, Vm vm, long seconds, boolean force) {
        locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            if (!vm.running()) {
                return;
            }
            task.pass();
            if (!obeys(task, vm, seconds) && !force) {
                throw Refusal.failed(
                        silentAgent(vm)
                                ? "VM " + vm.vmid() + " qga command 'guest-shutdown' failed - got timeout"
                                : "VM quit/powerdown failed - got timeout");
            }
            down(vm);
        });
    }

    /** Asks the guest to restart: a new process, so that waiting changes hold. */
    void reboot(Task task, Vm vm, long seconds) {
        locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            task.pass();
            if (!obeys(task, vm, seconds)) {
                throw Refusal.failed("VM quit/powerdown failed - got timeout");
            }
            down(vm);
            up(vm);
        });
    }

    private static boolean silentAgent(Vm vm) {
        return AgentRoutes.enabled(vm) && !vm.guest().installed();
    }

    private static boolean listens(Vm vm) {
        return vm.qmpStatus().equals(Vm.RUNNING) && !vm.deaf() && !silentAgent(vm);
    }

    private boolean obeys(Task task, Vm vm, long seconds) {
        if (listens(vm)) {
            return true;
        }
        Duration patience = world.settings().second.multipliedBy(seconds == 0 ? USUAL_TIMEOUT : seconds);
        return task.await(patience, () -> !vm.running() || listens(vm));
    }

    /** Holds the processors. */
    void pause(Task task, Vm vm) {
        locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            task.pass();
            vm.qmpStatus(Vm.PAUSED);
        });
    }

    /** Writes the memory to a volume and stops. */
    void hibernate(Task task, Vm vm, String storage) {
        locks().hold(vm.vmid(), () -> {
            vm.unlocked();
            vm.lock("suspending");
            task.pass();
            String state = state(vm, storage, "suspend-" + world.seconds());
            vm.config().put("vmstate", state);
            vm.lock("suspended");
            vm.qmpStatus(Vm.STOPPED);
        });
    }

    /** A new volume for a machine's memory. */
    String state(Vm vm, String storage, String what) {
        String first = vm.config().entrySet().stream()
                .filter(entry -> Drive.key(entry.getKey()))
                .map(entry -> Drive.parse(entry.getValue()))
                .filter(drive -> drive.volume() && !drive.cdrom())
                .map(drive -> drive.file().substring(0, drive.file().indexOf(':')))
                .findFirst()
                .orElse("local");
        String chosen = storage.isEmpty() ? vm.config().getOrDefault("vmstatestorage", first) : storage;
        long bytes = 2 * (Figures.memory(vm) + (256L << 20));
        return world.site()
                .stores()
                .volumes()
                .allocate(vm.node(), chosen, vm.vmid(), "vm-" + vm.vmid() + "-state-" + what, "raw", bytes);
    }
}
