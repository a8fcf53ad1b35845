package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotRole;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.SnapshotReader;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.SnapshotRequests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Snapshots: a tree of each machine, whose names may repeat. */
final class VSphereSnapshots implements SnapshotRole {

    private static final String POWER = "runtime.powerState";
    private static final String TOOLS = "guest.toolsRunningStatus";

    private final Site site;
    private final RecentTasks tasks;

    VSphereSnapshots(Site site) {
        this.site = site;
        tasks = new RecentTasks(site);
    }

    private Managed machine(Ref vm) {
        String[] paths = Stream.concat(SnapshotReader.WANTED.paths().stream(), Stream.of("name", POWER, TOOLS))
                .toArray(String[]::new);
        return site.inventory().one(reference(vm), paths);
    }

    private static Reference reference(Ref vm) {
        return new Reference("VirtualMachine", vm.id());
    }

    private static String name(Managed machine) {
        return machine.text("name").map(Names::plain).orElse(machine.id());
    }

    /** One request. */
    @Override
    public List<SnapshotInfo> list(Ref vm) {
        return SnapshotReader.snapshots(machine(vm));
    }

    @Override
    public Work take(Ref vm, SnapshotSpec spec) {
        Managed machine = machine(vm);
        List<Finding> findings = refusals(machine, spec);
        return findings.isEmpty()
                ? Work.of(new SnapshotTaking(site, tasks, machine, spec).step())
                : new Work(findings, List.of());
    }

    private static List<Finding> refusals(Managed machine, SnapshotSpec spec) {
        String name = name(machine);
        boolean runs = machine.text(POWER).filter("poweredOn"::equals).isPresent();
        List<Finding> findings = new ArrayList<>();
        if (spec.memory() && !runs) {
            findings.add(Finding.fail(
                    "memory", Problem.STATE, name, "it does not run, so there is no memory to keep", "start it first"));
        }
        if (spec.quiesce() && !runs) {
            findings.add(Finding.fail(
                    "quiesce",
                    Problem.STATE,
                    name,
                    "it does not run, so nothing is to be brought to rest",
                    "leave it out"));
        }
        if (spec.quiesce()
                && runs
                && machine.text(TOOLS).filter("guestToolsNotRunning"::equals).isPresent()) {
            findings.add(Finding.fail(
                    "quiesce",
                    Problem.STATE,
                    name,
                    "VMware Tools do not run in its guest, which bring its file systems to rest",
                    "install open-vm-tools or VMware Tools and wait until they run"));
        }
        if (spec.quiesce() && spec.memory()) {
            findings.add(Finding.fail(
                    "quiesce",
                    Problem.UNSUPPORTED,
                    name,
                    "vSphere keeps the memory or brings the file systems to rest, not both",
                    "choose one of them: with the memory nothing is lost"));
        }
        return findings;
    }

    @Override
    public Work revert(Ref vm, String snapshot) {
        Managed machine = machine(vm);
        SnapshotInfo wanted = find(machine, snapshot);
        String token = UUID.randomUUID().toString();
        boolean running = wanted.memory().orElse(false);
        Step revert = new VimStep(
                        site.vim(),
                        "revert " + name(machine) + " to " + wanted.name(),
                        SnapshotRequests.revert(moref(snapshot), !running))
                .token(token)
                .landed(results -> own(reference(vm), token).orElse(Landed.unknown()));
        return Work.of(revert, new SettleStep(site, vm.id(), name(machine), running));
    }

    @Override
    public Work delete(Ref vm, String snapshot, boolean tree) {
        Managed machine = machine(vm);
        SnapshotInfo wanted = find(machine, snapshot);
        String token = UUID.randomUUID().toString();
        return Work.of(new VimStep(
                        site.vim(),
                        "delete snapshot " + wanted.name() + (tree ? " and all below it" : "") + " of " + name(machine),
                        SnapshotRequests.remove(moref(snapshot), tree))
                .token(token)
                .landed(results -> own(reference(vm), token).orElseGet(() -> gone(vm, snapshot))));
    }

    private Landed gone(Ref vm, String snapshot) {
        return list(vm).stream().anyMatch(s -> s.id().equals(snapshot)) ? Landed.no() : Landed.yes(Map.of());
    }

    private Optional<Landed> own(Reference vm, String token) {
        return tasks.of(vm)
                .own(token)
                .map(info -> Landed.running(TaskId.of(info.at("key").text(), "")));
    }

    private static ManagedObjectReference moref(String snapshot) {
        return Request.ref("VirtualMachineSnapshot", snapshot);
    }

    private static SnapshotInfo find(Managed machine, String snapshot) {
        return SnapshotReader.snapshots(machine).stream()
                .filter(s -> s.id().equals(snapshot))
                .findFirst()
                .orElseThrow(() ->
                        new NotFoundException(Failure.of("the machine has no snapshot with the id '" + snapshot + "'")
                                .backend(Faults.BACKEND)));
    }
}
