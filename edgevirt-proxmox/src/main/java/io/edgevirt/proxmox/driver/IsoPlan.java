package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Drive;
import io.edgevirt.proxmox.read.PropertyString;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans what is in a machine's CD drives, but for the one of cloud-init. */
final class IsoPlan {

    private static final String FILE = "file";
    private static final String NONE = "none";
    /** What PVE's own pages take, and then what is free. */
    private static final List<String> PLACES = List.of("ide2", "ide0", "ide3", "ide1", "sata0", "sata1", "sata2");

    private final Site site;
    private final Machine vm;

    IsoPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
    }

    Work attach(FileSource image) {
        List<Finding> findings = new ArrayList<>();
        vm.fixed().ifPresent(findings::add);
        Optional<Drive> drive = drives(vm.config()).findFirst();
        if (drive.isEmpty() && vm.running()) {
            findings.add(vm.runs("it has no CD drive, and gets none"));
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        ImageSource source = new ImageSource(site, vm.node());
        Optional<String> volume = source.find(image, UUID.randomUUID());
        findings.addAll(source.findings());
        if (volume.isEmpty() || findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        if (drive.flatMap(Drive::volume).equals(volume)) {
            findings.add(Finding.pass("iso", vm.name(), "it is in the drive"));
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>(source.uploads());
        steps.addAll(insert(drive, volume.get()));
        return new Work(findings, steps);
    }

    private static java.util.stream.Stream<Drive> drives(Configuration config) {
        return config.drives().stream().filter(d -> d.cdrom() && !d.cloudInit());
    }

    private List<Step> insert(Optional<Drive> drive, String volume) {
        String key = drive.map(Drive::key).orElseGet(this::place);
        Edit edit = Edit.none().set(key, tray(drive, volume));
        ConfigStep step = ConfigStep.of(site, vm, "put " + volume + " into the drive of " + vm.name(), edit)
                .holds(now -> holds(now.afterStart(), key, Optional.of(volume)));
        return ChangePlan.inEffect(site, vm, step, edit, now -> holds(now, key, Optional.of(volume)));
    }

    private String place() {
        return PLACES.stream()
                .filter(p ->
                        vm.config().get(p).isEmpty() && vm.config().later(p).isEmpty())
                .findFirst()
                .orElse("sata5");
    }

    /** The drive's other properties stay; the size is the old image's. */
    private static String tray(Optional<Drive> drive, String volume) {
        PropertyString before = drive.map(Drive::text).orElse(PropertyString.empty(FILE));
        return before.without("size")
                .without("volume")
                .with(FILE, volume)
                .with("media", "cdrom")
                .text();
    }

    private static boolean holds(Configuration config, String key, Optional<String> volume) {
        return config.get(key)
                .flatMap(v -> Drive.of(key, v))
                .filter(d -> d.cdrom() && d.volume().equals(volume))
                .isPresent();
    }

    Work eject() {
        List<Drive> full =
                drives(vm.config()).filter(d -> d.volume().isPresent()).toList();
        if (full.isEmpty()) {
            return new Work(List.of(Finding.pass("iso", vm.name(), "its drives are empty")), List.of());
        }
        Optional<Finding> fixed = vm.fixed();
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        Edit edit = Edit.none();
        for (Drive drive : full) {
            edit = edit.set(drive.key(), tray(Optional.of(drive), NONE));
        }
        ConfigStep step = ConfigStep.of(site, vm, "empty the drive of " + vm.name(), edit)
                .holds(now -> empty(now.afterStart(), full));
        return Work.of(ChangePlan.inEffect(site, vm, step, edit, now -> empty(now, full))
                .toArray(Step[]::new));
    }

    private static boolean empty(Configuration config, List<Drive> drives) {
        return drives.stream().allMatch(d -> holds(config, d.key(), Optional.empty()));
    }
}
