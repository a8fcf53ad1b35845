package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans one disk less. A file that is kept stays on its storage, and the machine keeps it as unused. */
final class DiskRemoval {

    private final Site site;
    private final Machine vm;
    private final List<Finding> findings = new ArrayList<>();

    DiskRemoval(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
    }

    Work plan(Change.RemoveDisk change) {
        String key = change.disk();
        Optional<Drive> disk = vm.config().disk(key);
        if (disk.isEmpty()) {
            return DiskPlan.missing(key);
        }
        allowed(key);
        Optional<String> volume = disk.get().volume();
        if (!change.keepFile()) {
            volume.ifPresent(this::file);
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        Edit unlink = Edit.none().delete(key);
        Edit edit = change.keepFile() ? unlink : unlink.withFiles();
        String what = (change.keepFile() ? "detach" : "remove") + " disk " + key + " of " + vm.name();
        ConfigStep step = ConfigStep.slow(site, vm, what, edit)
                .holds(now -> gone(now, key, volume))
                .undo(this::keep);
        return new Work(findings, ChangePlan.inEffect(site, vm, step, edit, now -> gone(now, key, volume)));
    }

    /** The place may have been taken by another disk meanwhile. */
    private static boolean gone(Configuration now, String key, Optional<String> volume) {
        return now.disk(key).filter(d -> d.volume().equals(volume)).isEmpty();
    }

    /** A removal that waits for the next start is dropped; one that has happened cannot be taken back. */
    private void keep(Configuration now) {
        Edit back = Edit.none();
        for (String key : now.waiting(List.of("boot"))) {
            back = vm.config().waiting(List.of(key)).isEmpty() ? back.revert(key) : back;
        }
        for (Drive drive : vm.config().drives()) {
            boolean leaves = now.leaving().contains(drive.key())
                    && !vm.config().leaving().contains(drive.key());
            back = leaves ? back.revert(drive.key()) : back;
        }
        ConfigStep.back(site, vm.vmid(), back, now);
    }

    private void allowed(String key) {
        vm.fixed().ifPresent(findings::add);
        if (vm.config().flag("protection")) {
            findings.add(Finding.fail(
                    "vm.protection",
                    Problem.STATE,
                    vm.name(),
                    "the machine is protected, and with it its disks",
                    "take the protection away first"));
        }
        if (vm.running() && (vm.paused() || !vm.hotplug().drive(key))) {
            findings.add(vm.runs("disk " + key + " cannot be removed, for which the guest must let it go,"));
        }
    }

    private void file(String volume) {
        String path = volume.substring(volume.indexOf(':') + 1);
        if (volume.startsWith("/") || !path.matches("(?s).*(vm|base)-" + vm.vmid() + "-.*")) {
            findings.add(Finding.warn(
                    "disk.file", volume, "it is not this machine's own, so that the file stays", "remove it yourself"));
            return;
        }
        List<String> users = new SnapshotUse(site.pve(), "qemu", vm.node(), vm.vmid()).of(volume);
        if (!users.isEmpty()) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    vm.name(),
                    "the snapshots " + String.join(", ", users) + " need " + volume,
                    "delete them first, or detach() the disk, which keeps its file"));
        }
    }
}
