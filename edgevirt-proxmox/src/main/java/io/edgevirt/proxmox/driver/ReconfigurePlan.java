package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.translate.ChangeRules;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.proxmox.translate.Figures;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;

/** Plans other figures: all of them in one request, so that all are set or none is. */
final class ReconfigurePlan {

    private final Site site;
    private final Machine vm;

    ReconfigurePlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
    }

    Work plan(Change.Reconfigure change) {
        List<Finding> findings = new ArrayList<>(ChangeRules.figures(vm.name(), change));
        vm.fixed().ifPresent(findings::add);
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        Figures figures = new Figures(vm.config(), vm.running(), site.pve().version()).want(change);
        if (!figures.needStop().isEmpty() && !change.atNextStart()) {
            return Work.stopped(needsStop(figures.needStop()));
        }
        Edit edit = figures.edit();
        if (edit.isEmpty()) {
            return new Work(List.of(Finding.pass("vm", vm.name(), "it is configured so already")), List.of());
        }
        return new Work(findings, steps(change, edit));
    }

    private Finding needsStop(List<String> fields) {
        return Finding.fail(
                "vm.state",
                Problem.STATE,
                vm.name(),
                String.join(", ", fields) + " cannot change as asked while it is " + (vm.paused() ? "paused" : "on"),
                "shut it down first, or accept it at its next start with atNextStart()");
    }

    private List<Step> steps(Change.Reconfigure change, Edit edit) {
        // What Proxmox VE keeps is not always what was sent: descriptions get a line end, tags are put in order.
        ConfigStep step = ConfigStep.of(site, vm, "reconfigure " + vm.name(), edit)
                .holds(now -> different(now.afterStart(), change).isEmpty());
        return change.atNextStart()
                ? List.of(step)
                : ChangePlan.inEffect(
                        site, vm, step, edit, now -> different(now, change).isEmpty());
    }

    private Edit different(Configuration now, Change.Reconfigure change) {
        return new Figures(now, vm.running(), site.pve().version()).want(change).edit();
    }
}
