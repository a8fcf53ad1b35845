package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.CreateSpec;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Devices;
import io.edgevirt.vsphere.translate.Edits;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Store;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.Placing;
import io.edgevirt.vsphere.translate.Requests;
import io.edgevirt.vsphere.translate.Slots;
import io.edgevirt.vsphere.translate.SpecRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans disks of a machine that exists. A new one is known by its file's name, which carries the change's token. */
final class DiskPlan {

    private final Site site;
    private final Machine vm;
    private final MachineReads reads;

    DiskPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
        this.reads = new MachineReads(site);
    }

    Work add(Change.AddDisk change) {
        DiskSpec wanted = change.disk();
        List<Finding> findings = new ArrayList<>();
        SpecRules.disk("disk", wanted).ifPresent(findings::add);
        still().ifPresent(findings::add);
        Slots slots = new Slots(vm.guest(), vm.devices());
        Optional<Store> store = findings.isEmpty() ? store(wanted, findings) : Optional.empty();
        if (store.isEmpty()) {
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>();
        String file = file(change, store.get(), steps);
        if (!slots.disk(Devices.disk(file, wanted.size(), wanted.thin()), wanted.bus())) {
            return Work.stopped(SpecRules.full("disk"));
        }
        steps.add(new MachineSteps(site)
                .reconfigure(
                        "add a disk of " + wanted.size() + " to " + vm.name() + ": " + file,
                        vm.id(),
                        Edits.added(slots),
                        () -> key(reads.machine(vm.id()), file).isPresent())
                .token(change.token().toString())
                .makes("disk " + file)
                .undo(results -> removeAgain(file)));
        steps.add(new LookStep("the disk", Step.DISK, () -> key(reads.machine(vm.id()), file)));
        return new Work(findings, steps);
    }

    private Optional<Store> store(DiskSpec wanted, List<Finding> findings) {
        Estate estate = EstateReader.read(site, false);
        return Placing.store(
                estate,
                vm.host().flatMap(h -> Estate.byId(estate.nodes(), h.id())),
                new Placing.Room(CreatePlan.store(wanted), wanted.thin() ? Size.ZERO : wanted.size()),
                findings);
    }

    /** Beside the machine's own files, or in a folder of the same name on another datastore. */
    private String file(Change.AddDisk change, Store store, List<Step> steps) {
        Optional<String> asked = change.disk().path();
        if (asked.isPresent()) {
            return CreateSpec.file(store.name(), asked);
        }
        String home = vm.home().orElse("[" + store.name() + "] " + vm.id());
        String folder = "[" + store.name() + "]" + home.substring(home.indexOf(']') + 1);
        if (!folder.equals(home)) {
            steps.add(new FolderStep(site, folder, Images.datacenter(store)));
        }
        return folder + "/disk-" + change.token() + ".vmdk";
    }

    private static Optional<String> key(Machine machine, String file) {
        return machine.disks().stream()
                .filter(d -> d.file().filter(file::equals).isPresent())
                .map(d -> String.valueOf(d.key()))
                .findFirst();
    }

    private void removeAgain(String file) {
        Machine now = reads.machine(vm.id());
        key(now, file)
                .flatMap(now::device)
                .ifPresent(disk -> new TaskEnd(site.inventory())
                        .await(site.vim().task(Requests.reconfigure(vm.id(), Edits.withoutDisk(disk, false)))));
    }

    private Optional<Finding> still() {
        return vm.fixed().or(() -> NicPlan.saved(vm, "disks"));
    }

    private static Work missing(String id) {
        return Work.stopped(Finding.fail(
                "disk", Problem.NOT_FOUND, id, "the machine has no disk of that id", "disks() tells which it has"));
    }

    Work resize(Change.ResizeDisk change) {
        Optional<Device> disk = vm.device(change.disk()).filter(Device::disk);
        if (disk.isEmpty()) {
            return missing(change.disk());
        }
        Size before = disk.get().capacity().orElse(Size.ZERO);
        if (change.size().equals(before)) {
            return new Work(List.of(Finding.pass("size", change.disk(), "it has that size")), List.of());
        }
        List<Finding> findings = new ArrayList<>();
        SpecRules.size("size", change.size()).ifPresent(findings::add);
        if (change.size().compareTo(before) < 0) {
            findings.add(NameRules.invalid(
                    "size",
                    change.size().toString(),
                    "a disk only grows: it has " + before,
                    "give at least its present size"));
        }
        still().ifPresent(findings::add);
        if (disk.get().layered()) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    vm.name(),
                    "the disk builds on another file, of a snapshot or of the machine it was copied from",
                    "delete the machine's snapshots first"));
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        return Work.of(new MachineSteps(site)
                .reconfigure(
                        "resize disk " + change.disk() + " of " + vm.name() + " to " + change.size(),
                        vm.id(),
                        Edits.resized(disk.get(), change.size()),
                        () -> reads.machine(vm.id())
                                .device(change.disk())
                                .flatMap(Device::capacity)
                                .filter(change.size()::equals)
                                .isPresent()));
    }

    Work remove(Change.RemoveDisk change) {
        Optional<Device> disk = vm.device(change.disk()).filter(Device::disk);
        if (disk.isEmpty()) {
            return missing(change.disk());
        }
        List<Finding> findings = new ArrayList<>();
        still().ifPresent(findings::add);
        boolean keep = change.keepFile();
        Optional<String> file = disk.get().file();
        if (!keep && file.isPresent()) {
            List<String> users = new FileUsers(reads.disksOfAll()).others(vm.id(), file.get());
            if (!users.isEmpty()) {
                keep = true;
                findings.add(
                        Finding.warn("disk.file", file.get(), "the file stays: " + users + " need it as well", ""));
            }
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        return new Work(
                findings,
                List.of(new MachineSteps(site)
                        .reconfigure(
                                (keep ? "detach" : "remove") + " disk " + change.disk() + " of " + vm.name(),
                                vm.id(),
                                Edits.withoutDisk(disk.get(), keep),
                                () -> reads.machine(vm.id())
                                        .device(change.disk())
                                        .filter(Device::disk)
                                        .isEmpty())));
    }
}
