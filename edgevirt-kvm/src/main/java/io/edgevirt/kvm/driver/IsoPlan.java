package io.edgevirt.kvm.driver;

import io.edgevirt.DiskBus;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.libvirt.Devices;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.DeviceXml;
import io.edgevirt.kvm.translate.MetadataXml;
import io.edgevirt.kvm.translate.Targets;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plans what is in a machine's CD drive. The drive with the data for cloud-init is left alone. */
final class IsoPlan {

    private final Link link;
    private final Reads reads;
    private final Attached vm;

    IsoPlan(Link link, Reads reads, Attached vm) {
        this.link = link;
        this.reads = reads;
        this.vm = vm;
    }

    Work attach(FileSource image) {
        Optional<Finding> fixed = vm.fixed("CD images");
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        List<PoolText> pools = reads.pools();
        BootPlacement placement = new BootPlacement(reads, link.local(), pools, vm.name(), UUID.randomUUID());
        Optional<String> path = placement.image("image", image);
        if (path.isEmpty() || placement.findings().stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(placement.findings(), List.of());
        }
        Optional<DiskElement> drive = drive();
        if (drive.isEmpty() && vm.active()) {
            return Work.stopped(Finding.fail(
                    "vm.cdrom",
                    Problem.STATE,
                    vm.name(),
                    "it has no CD drive, and QEMU adds none while it runs",
                    "shut it down first"));
        }
        List<Step> steps = new ArrayList<>(placement.uploads());
        steps.add(drive.map(d -> insert(d, path.get())).orElseGet(() -> addDrive(path.get())));
        if (!placement.uploads().isEmpty()) {
            steps.add(note(path.get()));
        }
        return new Work(placement.findings(), steps);
    }

    Work eject() {
        Optional<DiskElement> drive = drive().filter(d -> d.source().isPresent());
        if (drive.isEmpty()) {
            return new Work(List.of(Finding.pass("vm.cdrom", vm.name(), "its CD drive is empty")), List.of());
        }
        Optional<Finding> fixed = vm.fixed("CD images");
        return fixed.map(Work::stopped).orElseGet(() -> Work.of(insert(drive.get(), "")));
    }

    /** The first with a medium, else the first. */
    private Optional<DiskElement> drive() {
        List<String> own = vm.now().metadata().files();
        List<DiskElement> drives = vm.now().disks().stream()
                .filter(DiskElement::isCdrom)
                .filter(d -> d.source()
                        .filter(s -> own.contains(s) && s.endsWith("-seed.iso"))
                        .isEmpty())
                .toList();
        return drives.stream()
                .filter(d -> d.source().isPresent())
                .findFirst()
                .or(() -> drives.stream().findFirst());
    }

    /** Another medium, or none. */
    private Step insert(DiskElement drive, String path) {
        XmlElement before = bare(drive, drive.source().orElse(""));
        XmlElement after = bare(drive, path);
        String title = path.isEmpty() ? "eject the CD of " + vm.name() : "insert " + path + " into " + vm.name();
        return new NativeStep(title, after.document())
                .send(() -> change(after, drive.id()))
                .landed(results -> Landed.no())
                .undo(results -> change(before, drive.id()));
    }

    private void change(XmlElement drive, String id) {
        vm.update(drive, domain -> {
            XmlElement devices = domain.need("devices");
            DiskElement.of(domain).stream().filter(d -> d.id().equals(id)).forEach(d -> devices.remove(d.xml()));
            devices.add(drive.copy());
        });
    }

    private static XmlElement bare(DiskElement drive, String path) {
        XmlElement xml = drive.xml().copy();
        xml.removeAll("source").removeAll("backingStore").removeAll("alias");
        xml.with("type", "file");
        return path.isEmpty() ? xml : xml.add(new XmlElement("source").with("file", path));
    }

    private Step addDrive(String path) {
        List<String> used = vm.now().disks().stream().map(DiskElement::id).toList();
        boolean sata = vm.now().xml().all("devices/controller").stream()
                .noneMatch(
                        c -> c.attribute("model").filter("virtio-scsi"::equals).isPresent());
        DiskBus bus = sata ? DiskBus.SATA : DiskBus.SCSI;
        XmlElement drive = DeviceXml.cdrom(path, Targets.next(used, bus), bus);
        return new NativeStep("add a CD drive with " + path + " to " + vm.name(), drive.document())
                .send(() -> vm.attach(drive))
                .landed(results -> Landed.unknown())
                .undo(results -> vm.detach(drive, d -> {}));
    }

    /** An image that was uploaded for the machine goes with it. */
    private Step note(String path) {
        OwnMetadata own = vm.now().metadata();
        List<String> files = new ArrayList<>(own.files());
        files.add(path);
        String xml = MetadataXml.of(own.files(files)).document();
        return new NativeStep("note that " + path + " belongs to " + vm.name(), xml)
                .start(results -> {
                    element(xml);
                    return new io.edgevirt.spi.Started.Done(Map.of());
                })
                .landed(results -> Landed.no())
                .undo(results -> element(MetadataXml.of(own).document()));
    }

    private void element(String xml) {
        int flags = vm.active() ? vm.flags() : Devices.AFFECT_CONFIG;
        reads.lib().metadata().element(vm.uuid(), OwnMetadata.NAMESPACE, OwnMetadata.PREFIX, xml, flags);
    }
}
