package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.DeviceXml;
import io.edgevirt.kvm.translate.DiskChoice;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans disks of a machine that exists. */
final class DiskPlan {

    private final Node node;
    private final Reads reads;
    private final GuestTasks tasks;
    private final Attached vm;

    DiskPlan(Node node, Reads reads, GuestTasks tasks, Attached vm) {
        this.node = node;
        this.reads = reads;
        this.tasks = tasks;
        this.vm = vm;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    Work add(Change.AddDisk change) {
        Optional<Finding> fixed = vm.fixed("disks");
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        List<String> used = vm.now().disks().stream().map(DiskElement::id).toList();
        DiskPlacement placement =
                new DiskPlacement(node.facts(), reads.pools(), vm.name(), change.token(), false, used);
        placement.place("disk", change.disk());
        List<Finding> findings = new ArrayList<>(placement.placed().findings());
        placement.placed().items().forEach(d -> CreatePlan.occupied(reads, d).ifPresent(findings::add));
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        DiskChoice disk = placement.placed().items().get(0);
        XmlElement xml = node.test() ? DeviceXml.testDisk(disk) : DeviceXml.disk(disk);
        Map<String, String> learned = Map.of(Step.DISK, disk.target());
        Step attach = new NativeStep("attach disk " + disk.target() + " to " + vm.name(), xml.document())
                .start(results -> {
                    vm.attach(xml);
                    return new Started.Done(learned);
                })
                .landed(results -> has(disk.path()) ? Landed.yes(learned) : Landed.no())
                .undo(results -> {
                    if (has(disk.path())) {
                        vm.detach(xml, d -> {});
                    }
                });
        return new Work(findings, List.of(new VolumeSteps(reads).create(disk, change.token()), attach));
    }

    private boolean has(String path) {
        return reads.now(vm.uuid()).disks().stream()
                .anyMatch(d -> d.source().filter(path::equals).isPresent());
    }

    private Optional<DiskElement> disk(String id) {
        return vm.now().disks().stream()
                .filter(d -> d.isDisk() && d.id().equals(id))
                .findFirst();
    }

    private static Work missing(String id) {
        return Work.stopped(Finding.fail(
                "disk", Problem.NOT_FOUND, id, "the machine has no disk of that id", "disks() tells which it has"));
    }

    Work resize(Change.ResizeDisk change) {
        Optional<DiskElement> disk = disk(change.disk());
        if (disk.isEmpty() || disk.get().source().isEmpty()) {
            return missing(change.disk());
        }
        if (vm.now().metadata().linkedClones()) {
            return Work.stopped(Finding.fail(
                    "vm.linkedClones",
                    Problem.STATE,
                    vm.name(),
                    "linked clones build on its disks",
                    "resize the clone's disk"));
        }
        Size before = Size.ofBytes(reads.sizes(vm.uuid(), disk.get()).capacity());
        if (change.size().compareTo(before) < 0) {
            return Work.stopped(io.edgevirt.kvm.translate.NameRules.invalid(
                    "size",
                    change.size().toString(),
                    "a disk only grows: it has " + before,
                    "give at least its present size"));
        }
        if (change.size().equals(before)) {
            return new Work(List.of(Finding.pass("size", change.disk(), "it has that size")), List.of());
        }
        if (node.test()) {
            return Work.stopped(Finding.fail(
                    "disk",
                    Problem.UNSUPPORTED,
                    change.disk(),
                    "libvirt's driver for tests resizes no volumes",
                    "connect to a host with QEMU: qemu:///system"));
        }
        String path = disk.get().source().get();
        String title = "resize disk " + change.disk() + " of " + vm.name() + " to " + change.size();
        if (vm.active()) {
            return Work.of(new NativeStep(
                            title, "virDomainBlockResize " + change.size().bytes() + " bytes")
                    .send(() -> lib().disks()
                            .resize(vm.uuid(), change.disk(), change.size().bytes()))
                    .landed(results -> Landed.no()));
        }
        Optional<PoolText> pool =
                PoolText.holding(reads.pools(), path).filter(p -> p.info().active());
        return pool.map(p -> Work.of(new NativeStep(
                                title, "virStorageVolResize " + change.size().bytes() + " bytes")
                        .send(() -> lib().volumes()
                                .resize(
                                        VolumeSteps.id(p),
                                        path.substring(path.lastIndexOf('/') + 1),
                                        change.size().bytes(),
                                        0))
                        .landed(results -> Landed.no())))
                .orElseGet(() -> Work.stopped(Finding.fail(
                        "disk.pool",
                        Problem.UNSUPPORTED,
                        path,
                        "the disk lies in no active storage pool, so libvirt resizes it only while it is in use",
                        "start the machine first, or define a pool for the folder")));
    }

    Work remove(Change.RemoveDisk change) {
        Optional<DiskElement> disk = disk(change.disk());
        if (disk.isEmpty()) {
            return missing(change.disk());
        }
        Optional<Finding> fixed = vm.fixed("disks");
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        List<Finding> findings = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        steps.add(detach(disk.get()));
        if (!change.keepFile()) {
            disk.get().source().ifPresent(path -> file(path, findings).ifPresent(steps::add));
        }
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)
                ? new Work(findings, List.of())
                : new Work(findings, steps);
    }

    private Step detach(DiskElement disk) {
        XmlElement xml = disk.xml().copy();
        xml.removeAll("alias");
        String id = disk.id();
        return new NativeStep("detach disk " + id + " from " + vm.name(), xml.document())
                .start(results -> {
                    vm.detach(
                            xml,
                            domain -> DiskElement.of(domain).stream()
                                    .filter(d -> d.id().equals(id))
                                    .forEach(d -> domain.need("devices").remove(d.xml())));
                    return tasks.begin(
                            "detach:" + vm.uuid() + ":" + id,
                            () -> !ids(reads.now(vm.uuid())).contains(id),
                            "the guest did not let go of the disk",
                            "unmount it in the guest; a guest that is just booting does not listen");
                })
                .landed(results -> ids(reads.now(vm.uuid())).contains(id) ? Landed.no() : Landed.yes(Map.of()))
                .undo(results -> {
                    if (ids(reads.now(vm.uuid())).contains(id)
                            && !ids(reads.next(vm.uuid())).contains(id)) {
                        vm.restoreDefinition(xml);
                    }
                });
    }

    private static Set<String> ids(DomainText domain) {
        return domain.disks().stream().map(DiskElement::id).collect(java.util.stream.Collectors.toSet());
    }

    /** Its file goes if it lies in a pool, and nobody else needs it. */
    private Optional<Step> file(String path, List<Finding> findings) {
        List<PoolText> pools = reads.pools();
        Optional<DomainName> other = Backing.otherUser(reads.disksInUse(), path, vm.uuid());
        List<String> built = new Backing(reads).builtOn(Set.of(path), pools);
        if (!built.isEmpty()) {
            findings.add(Finding.fail(
                    "disk.backing",
                    Problem.STATE,
                    path,
                    "other volumes build on it: " + built,
                    "detach() keeps the file"));
            return Optional.empty();
        }
        if (other.isPresent()
                || PoolText.holding(pools, path).filter(p -> p.info().active()).isEmpty()) {
            findings.add(Finding.warn(
                    "disk.file",
                    path,
                    "the file stays: "
                            + other.map(d -> d.name() + " uses it as well").orElse("it lies in no active pool"),
                    ""));
            return Optional.empty();
        }
        return Optional.of(new VolumeSteps(reads).delete(path));
    }
}
