package io.edgevirt.kvm.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.LibvirtError;
import io.edgevirt.kvm.libvirt.Snapshots;
import io.edgevirt.kvm.read.DiskElement;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.SnapshotText;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.SnapshotXml;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotRole;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Snapshots. They are internal ones, in the qcow2 files themselves: libvirt 9.0 takes external ones and refuses to revert
 * to them. An internal snapshot of a running machine always holds its memory; within a machine a name is its id.
 */
final class KvmSnapshots implements SnapshotRole {

    /** From this version on, libvirt reverts to external snapshots. */
    private static final long EXTERNAL_REVERT = 9_009_000;

    private final Node node;
    private final Reads reads;
    private final SerialPorts serial;

    KvmSnapshots(Node node, Reads reads, SerialPorts serial) {
        this.node = node;
        this.reads = reads;
        this.serial = serial;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    private static UUID uuid(Ref vm) {
        return Reads.uuid("VM", vm.id());
    }

    /** Two requests, and one for each snapshot, whose parents are told nowhere else. */
    @Override
    public List<SnapshotInfo> list(Ref vm) {
        return texts(uuid(vm)).stream().map(SnapshotText::info).toList();
    }

    private List<SnapshotText> texts(UUID uuid) {
        reads.domain(uuid);
        String current = lib().snapshots().current(uuid).orElse("");
        return lib().snapshots().listXml(uuid, 0).stream()
                .map(xml -> SnapshotText.of(xml, current))
                .toList();
    }

    @Override
    public Work take(Ref vm, SnapshotSpec spec) {
        UUID uuid = uuid(vm);
        DomainName domain = reads.domain(uuid);
        NameRules names = new NameRules().fileName("name", spec.name());
        spec.description().ifPresent(d -> names.text("description", d));
        List<Finding> findings = new ArrayList<>(names.findings());
        if (findings.isEmpty()) {
            findings.addAll(refusals(uuid, domain, spec));
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        return Work.of(taking(uuid, domain, spec));
    }

    private Step taking(UUID uuid, DomainName domain, SnapshotSpec spec) {
        String xml = SnapshotXml.of(spec).document();
        Making making = new Making();
        DomainJob job = new DomainJob(reads, uuid);
        return new NativeStep("take snapshot " + spec.name() + " of " + domain.name(), xml)
                .makes("snapshot " + spec.name() + " of " + domain.name())
                .block(
                        () -> {
                            making.by(() -> lib().snapshots().create(uuid, xml, 0));
                            return Map.of(Step.SNAPSHOT, spec.name());
                        },
                        job::fraction,
                        job::abort)
                .landed(results -> landed(uuid, spec.name()))
                .undo(results -> {
                    if (!making.byStranger() && lookedFor(uuid, spec.name())) {
                        delete(uuid, spec.name(), false);
                    }
                });
    }

    /** After a lost reply. There was none of that name before, and a machine has no two of a name. */
    private Landed landed(UUID uuid, String name) {
        boolean atWork = new DomainJob(reads, uuid).runs();
        if (lib().snapshots().list(uuid, 0).contains(name)) {
            return Landed.yes(Map.of(Step.SNAPSHOT, name));
        }
        return atWork ? Landed.unknown() : Landed.no();
    }

    /** Whether the snapshot is there, its reply lost or not; while one may still be under way, nobody can tell. */
    private boolean lookedFor(UUID uuid, String name) {
        Landed.Answer answer = landed(uuid, name).answer();
        if (answer == Landed.Answer.UNKNOWN) {
            throw Errors.because(
                    ConflictException::new,
                    "the machine is still at work, perhaps on this snapshot",
                    "look whether the snapshot " + name + " appears, and delete it");
        }
        return answer == Landed.Answer.YES;
    }

    private List<Finding> refusals(UUID uuid, DomainName domain, SnapshotSpec spec) {
        List<Finding> findings = new ArrayList<>();
        if (lib().snapshots().list(uuid, 0).contains(spec.name())) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "the machine has a snapshot of that name",
                    "choose another name, or delete that one"));
        }
        boolean active = reads.active(uuid);
        if (active && !spec.memory() && !node.test()) {
            findings.add(Finding.fail(
                    "memory",
                    Problem.UNSUPPORTED,
                    domain.name(),
                    "QEMU's snapshots of a running machine always hold its memory",
                    "call memory(true), or shut it down first"));
        }
        if (spec.quiesce()) {
            findings.add(Finding.fail(
                    "quiesce",
                    Problem.UNSUPPORTED,
                    domain.name(),
                    "a snapshot within the disk's own file is taken of the whole machine at one instant, and libvirt"
                            + " does not have the guest's file systems brought to rest for it",
                    "leave it out: with the memory nothing is lost"));
        }
        if (!node.test()) {
            findings.addAll(disks(reads.now(uuid), active));
        }
        return findings;
    }

    private static List<Finding> disks(DomainText domain, boolean active) {
        List<Finding> findings = new ArrayList<>();
        List<DiskElement> written =
                domain.disks().stream().filter(d -> d.isDisk() && !d.readOnly()).toList();
        for (DiskElement d : written) {
            if (d.format().filter("qcow2"::equals).isEmpty()) {
                findings.add(Finding.fail(
                        "disk." + d.id(),
                        Problem.UNSUPPORTED,
                        d.source().orElse(d.id()),
                        "a snapshot lies within a qcow2 file, and this disk is "
                                + d.format().orElse("of another format"),
                        "convert it to qcow2"));
            }
        }
        if (written.isEmpty() && active) {
            findings.add(Finding.fail(
                    "disk",
                    Problem.UNSUPPORTED,
                    domain.name().orElse(""),
                    "a snapshot with memory lies within a qcow2 disk, and the machine has none",
                    "add a disk"));
        }
        boolean uefi =
                domain.firmware().filter(io.edgevirt.Firmware.UEFI::equals).isPresent();
        if (uefi) {
            findings.add(Finding.fail(
                    "firmware",
                    Problem.UNSUPPORTED,
                    domain.name().orElse(""),
                    "libvirt takes no snapshots within the disks of a machine with UEFI, whose variables lie elsewhere",
                    "clone it, or use BIOS"));
        }
        return findings;
    }

    @Override
    public Work revert(Ref vm, String snapshot) {
        UUID uuid = uuid(vm);
        DomainName domain = reads.domain(uuid);
        SnapshotText wanted = find(uuid, snapshot);
        if (wanted.external() && node.facts().libvirt() < EXTERNAL_REVERT) {
            return Work.stopped(Finding.fail(
                    "snapshot",
                    Problem.UNSUPPORTED,
                    snapshot,
                    "its data lie in files of their own, and this libvirt does not revert to such",
                    "update libvirt to 9.9 or later"));
        }
        boolean running = wanted.info().memory().orElse(false);
        boolean console = running && !node.test() && reads.next(uuid).serialPty();
        int flags =
                Snapshots.REVERT_FORCE | (console ? Snapshots.REVERT_PAUSED : running ? Snapshots.REVERT_RUNNING : 0);
        String call = "virDomainRevertToSnapshot " + snapshot
                + (console ? ", paused; virDomainOpenConsole; virDomainResume" : "");
        return Work.of(new NativeStep("revert " + domain.name() + " to " + snapshot, call).block(() -> {
            lib().snapshots().revert(uuid, snapshot, flags);
            if (console) {
                serial.begin(uuid);
                lib().power().resume(uuid);
            } else if (!running && reads.active(uuid)) {
                lib().power().destroy(uuid, 0);
            }
            return Map.of();
        }));
    }

    private SnapshotText find(UUID uuid, String snapshot) {
        try {
            return SnapshotText.of(lib().snapshots().xml(uuid, snapshot), "");
        } catch (LibvirtError e) {
            throw Errors.of(e);
        }
    }

    @Override
    public Work delete(Ref vm, String snapshot, boolean tree) {
        UUID uuid = uuid(vm);
        DomainName domain = reads.domain(uuid);
        find(uuid, snapshot);
        return Work.of(new NativeStep(
                        "delete snapshot " + snapshot + (tree ? " and all below it" : "") + " of " + domain.name(),
                        "virDomainSnapshotDelete " + snapshot)
                .block(() -> {
                    delete(uuid, snapshot, tree);
                    return Map.of();
                })
                .landed(results ->
                        lib().snapshots().list(uuid, 0).contains(snapshot) ? Landed.no() : Landed.yes(Map.of())));
    }

    private void delete(UUID uuid, String snapshot, boolean tree) {
        lib().snapshots().delete(uuid, snapshot, tree ? Snapshots.DELETE_CHILDREN : 0);
    }
}
