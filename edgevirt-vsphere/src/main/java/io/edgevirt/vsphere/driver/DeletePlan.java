package io.edgevirt.vsphere.driver;

import io.edgevirt.DeleteOptions;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.VMState;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Edits;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Plans a machine's removal. vSphere takes all disks that are attached along with it: those that are to stay are detached
 * first.
 */
final class DeletePlan {

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    DeletePlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(String id, DeleteOptions options) {
        Machine vm = reads.machine(id);
        if (vm.state() == VMState.UNKNOWN) {
            vm.fixed().ifPresent(findings::add);
            return new Work(findings, List.of());
        }
        List<Device> staying = options.disks() ? shared(vm) : vm.disks();
        if (!staying.isEmpty()) {
            apart(vm);
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>();
        if (!staying.isEmpty()) {
            steps.add(new MachineSteps(site)
                    .reconfigure(
                            "detach the disks of " + vm.name() + " that stay",
                            id,
                            Edits.withoutDisks(staying),
                            () -> reads.machine(id).disks().size() + staying.size()
                                    <= vm.disks().size()));
        }
        steps.add(new VimStep(site.vim(), "delete " + vm.name(), Requests.destroy(id)).landed(results -> gone(id)));
        return new Work(findings, steps);
    }

    private Landed gone(String id) {
        try {
            reads.machine(id);
        } catch (NotFoundException e) {
            return Landed.yes(Map.of());
        }
        return new MachineSteps(site).busy(id) ? Landed.unknown() : Landed.no();
    }

    /** Disks that other machines use as well stay; those that others build on forbid it. */
    private List<Device> shared(Machine vm) {
        List<Device> disks = vm.disks();
        if (disks.isEmpty()) {
            return List.of();
        }
        FileUsers users = new FileUsers(reads.disksOfAll());
        List<Device> shared = new ArrayList<>();
        for (Device disk : disks) {
            List<String> others = users.others(vm.id(), disk.file().orElse(""));
            if (!others.isEmpty()) {
                shared.add(disk);
                findings.add(Finding.warn(
                        "disk.shared",
                        disk.file().orElse(disk.label()),
                        "it stays: " + others + " need it as well",
                        "delete them first, or keep it"));
            }
        }
        return shared;
    }

    /** Detaching needs a machine that is off and has no snapshots, whose files would go with the machine. */
    private void apart(Machine vm) {
        if (!vm.off()) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    vm.name(),
                    "its disks are detached only while it is off, and it is saved",
                    "start it and shut it down, or power it off"));
        }
        if (vm.currentSnapshot().isPresent()) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    vm.name(),
                    "what its disks build on goes with its snapshots",
                    "delete its snapshots first"));
        }
    }
}
