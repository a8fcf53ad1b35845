package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.libvirt.DomainName;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Plans a change of a machine's configuration: a plan of its own for each kind of change. */
final class ChangePlan {

    private final Link link;
    private final Node node;
    private final Reads reads;
    private final GuestTasks tasks;

    ChangePlan(Link link, Node node, Reads reads, GuestTasks tasks) {
        this.link = link;
        this.node = node;
        this.reads = reads;
        this.tasks = tasks;
    }

    Work plan(UUID uuid, Change change) {
        DomainName domain = reads.domain(uuid);
        Attached attached = Attached.of(node, reads, domain);
        if (change instanceof Change.Reconfigure c) {
            return new ReconfigurePlan(node, reads, tasks, attached).plan(c);
        }
        if (change instanceof Change.Rename c) {
            return rename(attached, c.name());
        }
        if (change instanceof Change.AttachIso c) {
            return new IsoPlan(link, reads, attached).attach(c.image());
        }
        if (change instanceof Change.EjectIso) {
            return new IsoPlan(link, reads, attached).eject();
        }
        if (change instanceof Change.AddDisk c) {
            return new DiskPlan(node, reads, tasks, attached).add(c);
        }
        if (change instanceof Change.ResizeDisk c) {
            return new DiskPlan(node, reads, tasks, attached).resize(c);
        }
        if (change instanceof Change.RemoveDisk c) {
            return new DiskPlan(node, reads, tasks, attached).remove(c);
        }
        if (change instanceof Change.AddNic c) {
            return new NicPlan(node, reads, tasks, attached).add(c.nic());
        }
        return new NicPlan(node, reads, tasks, attached).remove(((Change.RemoveNic) change).nic());
    }

    /** libvirt renames a machine that is off, has no saved memory and no snapshots. */
    private Work rename(Attached vm, String name) {
        if (name.equals(vm.name())) {
            return new Work(List.of(Finding.pass("name", name, "it has that name")), List.of());
        }
        List<Finding> findings =
                new ArrayList<>(new NameRules().fileName("name", name).findings());
        if (findings.isEmpty()) {
            CreatePlan.taken(reads, name).ifPresent(findings::add);
            if (vm.active() || vm.saved()) {
                findings.add(Finding.fail(
                        "vm.state",
                        Problem.STATE,
                        vm.name(),
                        "libvirt renames a machine that is off, and without saved memory",
                        "shut it down first"));
            } else if (!reads.lib().snapshots().list(vm.uuid(), 0).isEmpty()) {
                findings.add(Finding.fail(
                        "vm.snapshots",
                        Problem.STATE,
                        vm.name(),
                        "libvirt renames no machine that has snapshots",
                        "delete its snapshots first"));
            }
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        return Work.of(new NativeStep(
                        "rename " + vm.name() + " to " + name, "virDomainRename " + vm.uuid() + " " + name)
                .send(() -> reads.lib().domains().rename(vm.uuid(), name))
                .landed(results -> reads.domain(vm.uuid()).name().equals(name) ? Landed.yes(Map.of()) : Landed.no()));
    }
}
