package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.CopySpec;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.Place;
import io.edgevirt.vsphere.translate.Placing;
import io.edgevirt.vsphere.translate.PowerRequests;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Plans a copy of a machine that runs, which shares its memory and disks and therefore stays on its host. */
final class InstantCopy {

    private static final String OPTIONS = "config.extraConfig";

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    InstantCopy(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(String from, String name, Destination to) {
        Machine original = reads.machine(from);
        refusals(original, to);
        findings.addAll(new NameRules().name("name", name).findings());
        if (failed()) {
            return new Work(findings, List.of());
        }
        Optional<Place> place = place(original, to);
        if (place.isEmpty()) {
            return new Work(findings, List.of());
        }
        String folder = place.get().folder().id();
        CreatePlan.taken(reads, folder, name).ifPresent(findings::add);
        if (failed()) {
            return new Work(findings, List.of());
        }
        findings.add(Finding.pass("placement", name, place.get().shown()));
        findings.add(Finding.warn(
                "guest",
                name,
                "its guest goes on with the name, keys and addresses of the original's",
                "change them within the guest before it meets the original on a network"));
        UUID token = UUID.randomUUID();
        Request request = Requests.instantCopy(
                from, CopySpec.instant(name, token, place.get().pool().id(), folder));
        return new Work(findings, List.of(step(original, name, token.toString(), request, folder)));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private void refusals(Machine original, Destination to) {
        if (!site.vim().vCenter()) {
            refuse(
                    "instantClone",
                    Problem.UNSUPPORTED,
                    original.name(),
                    "an ESXi host alone makes no instant clones",
                    "connect to the vCenter");
        } else if (!site.vim().version().atLeast(6, 7)) {
            refuse(
                    "instantClone",
                    Problem.UNSUPPORTED,
                    "vSphere API " + site.vim().version(),
                    "instant clones came with vSphere 6.7",
                    "use cloneAs(name).linked()");
        }
        if (!original.running()) {
            refuse(
                    "vm.state",
                    Problem.STATE,
                    original.name(),
                    "an instant clone is made of what runs, and it is " + original.state(),
                    "start it, or use cloneAs(name).linked()");
        }
        to.host()
                .ifPresent(h -> refuse(
                        "host",
                        Problem.UNSUPPORTED,
                        h,
                        "the copy shares the memory of the original, and so its host",
                        "migrate it afterwards"));
        to.datastore()
                .ifPresent(d -> refuse(
                        "datastore",
                        Problem.UNSUPPORTED,
                        d,
                        "the copy shares the disks of the original",
                        "migrate it afterwards"));
    }

    private void refuse(String field, Problem problem, String value, String why, String remedy) {
        findings.add(Finding.fail(field, problem, value, why, remedy));
    }

    private Optional<Place> place(Machine original, Destination to) {
        Estate estate = EstateReader.read(site, false);
        Optional<String> folder = to.folder()
                .or(() -> original.folder()
                        .filter(id -> Estate.byId(estate.folders(), id).isPresent()));
        VMSpec.Placement wanted = new VMSpec.Placement(
                original.host().map(Reference::id),
                Optional.empty(),
                to.resourcePool().or(original::pool),
                folder);
        Placing placing = Placing.besideDisks(estate, wanted, original.datastores());
        Optional<Place> place = placing.find();
        findings.addAll(placing.findings());
        return place;
    }

    private Step step(Machine original, String name, String token, Request request, String folder) {
        return new VimStep(site.vim(), "copy " + original.name() + " as it runs, as " + name, request)
                .token(token)
                .tells(Step.VM)
                .makes("machine " + name)
                .landed(results -> landed(original, name, token, folder))
                .undo(results -> made(name, token, folder).ifPresent(this::destroy));
    }

    private Landed landed(Machine original, String name, String token, String folder) {
        Optional<String> made = made(name, token, folder);
        if (made.isPresent()) {
            return Landed.yes(Map.of(Step.VM, made.get()));
        }
        return new RecentTasks(site)
                .of(new Reference(MachineReads.VM, original.id()))
                .own(token)
                .map(task -> Landed.running(TaskId.of(task.at("key").text(), Step.VM)))
                .orElseGet(Landed::no);
    }

    /** What has the name and bears this copy's mark. */
    private Optional<String> made(String name, String token, String folder) {
        try {
            return reads.child(folder, name).filter(id -> marked(id, token));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    private boolean marked(String id, String token) {
        Managed read = site.inventory().one(new Reference(MachineReads.VM, id), OPTIONS);
        return read.at(OPTIONS).children().stream().anyMatch(o -> is(o, "key", CopySpec.MARK) && is(o, "value", token));
    }

    private static boolean is(Element option, String field, String text) {
        return option.at(field).text().equals(text);
    }

    private void destroy(String id) {
        TaskEnd end = new TaskEnd(site.inventory());
        if (reads.machine(id).running()) {
            end.await(site.vim().task(PowerRequests.off(Request.ref(MachineReads.VM, id))));
        }
        end.await(site.vim().task(Requests.destroy(id)));
    }
}
