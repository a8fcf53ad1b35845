package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.proxmox.translate.NameRules;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Plans a change of a machine's configuration: a plan of its own for each kind of change. */
final class ChangePlan {

    private final Site site;

    ChangePlan(Site site) {
        this.site = site;
    }

    /** Plans a change. Two requests, and those that the kind of change needs. */
    Work plan(Ref ref, Change change) {
        Machine vm = new ChangeReads(site).machine(ref);
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
            return new DiskRemoval(site, vm).plan(c);
        }
        if (change instanceof Change.AddNic c) {
            return new NicPlan(site, vm).add(c.nic());
        }
        return new NicPlan(site, vm).remove(((Change.RemoveNic) change).nic());
    }

    private Work rename(Machine vm, String name) {
        if (vm.config().get("name").filter(name::equals).isPresent()) {
            return new Work(List.of(Finding.pass("name", name, "it has that name")), List.of());
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(new NameRules().name("name", name).findings());
        vm.fixed().ifPresent(findings::add);
        findings.addAll(EstateRules.taken(Estate.of(Json.of(site.nodes().listing())), name));
        return findings.isEmpty()
                ? Work.of(ConfigStep.of(
                                site,
                                vm,
                                "rename " + vm.name() + " to " + name,
                                Edit.none().set("name", name))
                        .then(() -> site.nodes().sightings().renamed(vm.vmid(), name)))
                : new Work(findings, List.of());
    }

    /** A change with the look whether it is in effect, where its end does not tell. */
    static List<Step> inEffect(Site site, Machine vm, ConfigStep step, Edit edit, Predicate<Configuration> holds) {
        return step.asTask() && vm.running()
                ? List.of(step, new EffectStep(site, vm, edit.keys(), holds))
                : List.of(step);
    }
}
