package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a change of a machine's configuration: a plan of its own for each kind of change. */
final class ChangePlan {

    private final Site site;
    private final MachineReads reads;

    ChangePlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(String id, Change change) {
        Machine vm = reads.machine(id);
        if (change instanceof Change.Reconfigure c) {
            return new ReconfigurePlan(site, vm).plan(c);
        }
        if (change instanceof Change.Rename c) {
            return rename(vm, c.name());
        }
        if (change instanceof Change.AttachIso c) {
            return new IsoPlan(site, vm).attach(c.image());
        }
        if (change instanceof Change.EjectIso) {
            return new IsoPlan(site, vm).eject();
        }
        if (change instanceof Change.AddDisk c) {
            return new DiskPlan(site, vm).add(c);
        }
        if (change instanceof Change.ResizeDisk c) {
            return new DiskPlan(site, vm).resize(c);
        }
        if (change instanceof Change.RemoveDisk c) {
            return new DiskPlan(site, vm).remove(c);
        }
        if (change instanceof Change.AddNic c) {
            return new NicPlan(site, vm).add(c.nic());
        }
        return new NicPlan(site, vm).remove(((Change.RemoveNic) change).nic());
    }

    private Work rename(Machine vm, String name) {
        if (name.equals(vm.name())) {
            return new Work(List.of(Finding.pass("name", name, "it has that name")), List.of());
        }
        List<Finding> findings =
                new ArrayList<>(new NameRules().name("name", name).findings());
        if (findings.isEmpty()) {
            Optional<String> folder = vm.folder();
            folder.flatMap(f -> CreatePlan.taken(reads, f, name)).ifPresent(findings::add);
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        VimStep step = new VimStep(site.vim(), "rename " + vm.name() + " to " + name, Requests.rename(vm.id(), name));
        return Work.of(new MachineSteps(site)
                .settled(step, vm.id(), () -> reads.machine(vm.id()).name().equals(name)));
    }
}
