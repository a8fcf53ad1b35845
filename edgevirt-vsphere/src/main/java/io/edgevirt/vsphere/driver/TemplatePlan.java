package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.Place;
import io.edgevirt.vsphere.translate.Placing;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a machine's way to a template and back: one request each, without a task. */
final class TemplatePlan {

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    TemplatePlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work toTemplate(String id) {
        Machine vm = reads.machine(id);
        if (vm.template()) {
            return new Work(List.of(Finding.pass("vm.template", vm.name(), "it is one already")), List.of());
        }
        if (!site.vim().vCenter()) {
            return Work.stopped(Finding.fail(
                    "vm.template",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "an ESXi host alone has no templates",
                    "connect to the vCenter, or copy a machine that is kept off"));
        }
        if (!vm.off()) {
            return Work.stopped(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    vm.name(),
                    "only what is off becomes a template, and it is " + vm.state(),
                    "shut it down first"));
        }
        return Work.of(step("turn " + vm.name() + " into a template", id, Requests.toTemplate(id), true));
    }

    Work toMachine(String id, Destination to) {
        Machine vm = reads.machine(id);
        if (!vm.template()) {
            return new Work(List.of(Finding.pass("vm.template", vm.name(), "it is a machine already")), List.of());
        }
        to.datastore().ifPresent(d -> stays("datastore", d));
        to.folder().ifPresent(f -> stays("folder", f));
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        Optional<Place> place = place(vm, to);
        if (place.isEmpty()) {
            return new Work(findings, List.of());
        }
        String where = "resource pool: " + place.get().pool().path() + ", host: "
                + place.get().node().map(Estate.Node::name).orElse("left to DRS");
        findings.add(Finding.pass("placement", vm.name(), where));
        Request request = Requests.toMachine(
                id, place.get().pool().id(), place.get().node().map(Estate.Node::id));
        return new Work(
                findings, List.of(step("turn " + vm.name() + " into a machine (" + where + ")", id, request, false)));
    }

    private void stays(String field, String value) {
        findings.add(NameRules.invalid(field, value, "files and folder of a template stay", "migrate it afterwards"));
    }

    private Optional<Place> place(Machine vm, Destination to) {
        Estate estate = EstateReader.read(site, false);
        Optional<String> host = to.host().isPresent() || to.resourcePool().isPresent()
                ? to.host()
                : vm.host().map(Reference::id);
        VMSpec.Placement wanted = new VMSpec.Placement(host, Optional.empty(), to.resourcePool(), Optional.empty());
        Placing placing = Placing.besideDisks(estate, wanted, vm.datastores());
        Optional<Place> place = placing.find();
        findings.addAll(placing.findings());
        return place;
    }

    private Step step(String title, String id, Request request, boolean template) {
        VimStep step = new VimStep(site.vim(), title, request);
        return new MachineSteps(site).settled(step, id, () -> reads.machine(id).template() == template);
    }
}
