package io.edgevirt.proxmox.driver;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.proxmox.translate.NameRules;
import io.edgevirt.proxmox.translate.NewDrive;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/** Plans further disks of a machine, and larger ones. A new one is known by its serial number, which is the change's token. */
final class DiskPlan {

    private final Site site;
    private final Machine vm;
    private final ChangeReads reads;
    private final List<Finding> findings = new ArrayList<>();

    DiskPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
        this.reads = new ChangeReads(site);
    }

    Work add(Change.AddDisk change) {
        DiskSpec wanted = change.disk();
        NewDrive.refused(wanted.size()).ifPresent(findings::add);
        wanted.path().map(NewDrive::named).ifPresent(findings::add);
        Size room = wanted.thin() ? Size.ZERO : wanted.size();
        String serial = NewDrive.serial(change.token());
        return add(
                wanted.bus(),
                wanted.pool(),
                room,
                serial,
                (store, key) -> new Wanted(
                        "add a disk of " + wanted.size() + " on " + store.id() + " to " + vm.name(),
                        NewDrive.value(vm.config(), key, store, wanted, serial)));
    }

    /** A copy of a disk that lies elsewhere. */
    Work copy(String from, Optional<String> pool, UUID token) {
        if (from.isBlank() || PropertyString.unfit(from).isPresent()) {
            findings.add(NameRules.invalid("from", from, "a volume's id or a path without commas", "name the volume"));
            return new Work(findings, List.of());
        }
        String serial = NewDrive.serial(token);
        return add(
                Optional.empty(),
                pool,
                Size.ZERO,
                serial,
                (store, key) -> new Wanted(
                        "copy " + from + " to " + store.id() + " for " + vm.name(),
                        NewDrive.copy(vm.config(), key, store, from, serial)));
    }

    /**
     * A disk that is added.
     *
     * @param title what the step is called
     * @param value what its key is set to
     */
    private record Wanted(String title, String value) {}

    private Work add(
            Optional<DiskBus> wantedBus,
            Optional<String> pool,
            Size room,
            String serial,
            BiFunction<Store, String, Wanted> wanted) {
        DiskBus bus = wantedBus.orElseGet(() -> NewDrive.bus(vm.config()));
        Optional<String> key = NewDrive.key(vm.config(), bus);
        place(bus, key);
        Optional<Store> store = findings.isEmpty()
                ? DiskStores.of(site, vm.node(), "images").choose(pool, room, findings)
                : Optional.empty();
        if (store.isEmpty() || key.isEmpty()) {
            return new Work(findings, List.of());
        }
        Wanted disk = wanted.apply(store.get(), key.get());
        Edit edit = Edit.none().set(key.get(), disk.value());
        ConfigStep step = ConfigStep.slow(site, vm, disk.title(), edit)
                .tells(Step.DISK, key.get())
                .holds(now -> NewDrive.find(now.afterStart(), serial).isPresent())
                .makes("disk " + key.get() + " with the serial number " + serial + " of " + vm.name())
                .undo(now -> removeAgain(now, serial));
        return new Work(
                findings,
                ChangePlan.inEffect(
                        site, vm, step, edit, now -> NewDrive.find(now, serial).isPresent()));
    }

    private void place(DiskBus bus, Optional<String> key) {
        vm.fixed().ifPresent(findings::add);
        if (vm.template()) {
            findings.add(Finding.fail(
                    "vm.template", Problem.STATE, vm.name(), "a template's disks stay as they are", "change a copy"));
        }
        if (key.isEmpty()) {
            findings.add(Finding.fail(
                    "disk.bus",
                    bus == DiskBus.NVME ? Problem.UNSUPPORTED : Problem.RESOURCES,
                    bus.name(),
                    "the machine has no free place on such a bus",
                    "choose VIRTIO or SCSI"));
        } else if (vm.running() && !vm.hotplug().drive(key.get())) {
            findings.add(vm.runs("a disk cannot be added as " + key.get()));
        }
    }

    /** Takes away what this change made, whether it is in effect, waits for the next start, or is kept as unused. */
    private void removeAgain(Configuration now, String serial) {
        Optional<String> key = NewDrive.find(now.afterStart(), serial);
        Optional<String> volume = key.flatMap(k -> now.later(k))
                .flatMap(v -> Drive.of(key.get(), v))
                .flatMap(Drive::volume);
        if (key.isPresent()) {
            ConfigStep.back(site, vm.vmid(), Edit.none().delete(key.get()).withFiles(), now);
            Configuration then = reads.config(vm.vmid());
            volume.flatMap(then::unused)
                    .ifPresent(unused ->
                            ConfigStep.back(site, vm.vmid(), Edit.none().delete(unused), then));
        }
    }

    static Work missing(String id) {
        return Work.stopped(Finding.fail(
                "disk", Problem.NOT_FOUND, id, "the machine has no disk of that id", "disks() tells which it has"));
    }

    Work resize(Change.ResizeDisk change) {
        Optional<Drive> disk = vm.config().disk(change.disk());
        if (disk.isEmpty()) {
            return missing(change.disk());
        }
        Optional<Size> before = disk.get().size();
        if (before.filter(change.size()::equals).isPresent()) {
            return new Work(List.of(Finding.pass("size", change.disk(), "it has that size")), List.of());
        }
        NewDrive.refused(change.size()).ifPresent(findings::add);
        before.filter(b -> change.size().compareTo(b) < 0).ifPresent(this::shrinks);
        vm.fixed().ifPresent(findings::add);
        boolean image = disk.get().volume().filter(v -> v.endsWith(".qcow2")).isPresent();
        if (image && vm.snapshots() && !site.pve().version().atLeast(8)) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    vm.name(),
                    "Proxmox VE 7 does not resize qcow2 images of machines that have snapshots",
                    "delete the machine's snapshots first"));
        }
        return findings.isEmpty()
                ? Work.of(new ResizeStep(site, vm, change.disk(), change.size()))
                : new Work(findings, List.of());
    }

    private void shrinks(Size before) {
        findings.add(NameRules.invalid(
                "size",
                "less than " + before,
                "a disk only grows: it has " + before,
                "give at least its present size"));
    }
}
