package io.edgevirt.vsphere.driver;

import com.vmware.vim25.CustomizationSpec;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Size;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.translate.CopySpec;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.NameRules;
import io.edgevirt.vsphere.translate.Place;
import io.edgevirt.vsphere.translate.Placing;
import io.edgevirt.vsphere.translate.Requests;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Plans a copy. A vCenter copies by itself; a linked copy builds on the original's current snapshot, and one is taken where
 * there is none. An ESXi host alone copies the disks of a machine that is off.
 */
final class CopyPlan {

    /** Key: the snapshot that was taken for a linked copy. */
    private static final String BASE = "base";

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    CopyPlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(String from, CloneSpec spec) {
        return plan(from, spec, Optional.empty());
    }

    Work plan(String from, CloneSpec spec, Optional<CustomizationSpec> customization) {
        Machine original = reads.machine(from);
        findings.addAll(new NameRules().name("name", spec.name()).findings());
        if (failed()) {
            return new Work(findings, List.of());
        }
        if (!site.vim().vCenter()) {
            return new HostCopyPlan(site, original, findings).plan(spec);
        }
        Estate estate = EstateReader.read(site, false);
        Optional<Place> place = place(estate, original, spec);
        if (place.isEmpty()) {
            return new Work(findings, List.of());
        }
        findings.add(Finding.pass("placement", spec.name(), place.get().shown()));
        CreatePlan.taken(reads, place.get().folder().id(), spec.name()).ifPresent(findings::add);
        return failed()
                ? new Work(findings, List.of())
                : new Work(findings, steps(original, spec, place.get(), customization));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    /** What is not said is as with the original; a template, which is in no resource pool, goes where a new machine would. */
    private Optional<Place> place(Estate estate, Machine original, CloneSpec spec) {
        boolean free = spec.host().isPresent()
                || spec.resourcePool().isPresent()
                || original.pool().isEmpty();
        Optional<String> folder = spec.folder()
                .or(() -> original.folder()
                        .filter(id -> Estate.byId(estate.folders(), id).isPresent()));
        VMSpec.Placement wanted = new VMSpec.Placement(
                spec.host(), Optional.empty(), free ? spec.resourcePool() : original.pool(), folder);
        Optional<String> store = spec.pool().or(() -> stores(estate, original));
        Size room = spec.linked() || original.disks().stream().allMatch(CopyPlan::thin)
                ? Size.ZERO
                : original.disks().stream().flatMap(d -> d.capacity().stream()).reduce(Size.ZERO, Size::plus);
        Placing placing = new Placing(estate, wanted, List.of(new Placing.Room(store, room)), List.of(), Size.ZERO);
        Optional<Place> place = placing.find();
        findings.addAll(placing.findings());
        return place;
    }

    private static boolean thin(Device disk) {
        return disk.told().flag("backing/thinProvisioned").orElse(false);
    }

    /** The datastore of the original's own files, by id, for names repeat. */
    private static Optional<String> stores(Estate estate, Machine original) {
        String name = original.store().orElse("");
        return original.datastores().stream()
                .flatMap(id -> Estate.byId(estate.stores(), id).stream())
                .filter(s -> s.name().equals(name))
                .map(Estate.Store::id)
                .findFirst();
    }

    private List<Step> steps(Machine original, CloneSpec spec, Place place, Optional<CustomizationSpec> customization) {
        List<Step> steps = new ArrayList<>();
        Optional<String> snapshot = spec.linked() ? original.currentSnapshot() : Optional.empty();
        if (spec.linked() && snapshot.isEmpty()) {
            findings.add(Finding.warn(
                    "snapshot",
                    original.name(),
                    "it gets a snapshot, on which the copy builds",
                    "keep that snapshot as long as the copy is there"));
            steps.add(base(original, spec));
        }
        CopySpec.Target target = new CopySpec.Target(
                Optional.of(place.pool().id()),
                place.node().map(Estate.Node::id),
                spec.linked() && spec.pool().isEmpty()
                        ? Optional.empty()
                        : Optional.of(place.home().id()));
        String title = "copy " + original.name() + " as " + spec.name() + (spec.linked() ? ", linked" : "") + " ("
                + place.shown() + ")";
        steps.add(new MachineSteps(site)
                .make(
                        title,
                        spec.name(),
                        spec.token(),
                        results -> Requests.copy(
                                original.id(),
                                place.folder().id(),
                                spec.name(),
                                CopySpec.of(
                                        spec,
                                        original.devices().stream()
                                                .filter(Device::nic)
                                                .toList(),
                                        target,
                                        spec.linked()
                                                ? Optional.of(snapshot.orElseGet(
                                                        () -> results.getOrDefault(BASE, "{" + BASE + "}")))
                                                : Optional.empty(),
                                        customization)),
                        new Reference(MachineReads.VM, original.id())));
        return steps;
    }

    private Step base(Machine original, CloneSpec spec) {
        String name = "base of " + spec.name();
        Reference vm = new Reference(MachineReads.VM, original.id());
        String token = spec.token().toString();
        return new VimStep(
                        site.vim(),
                        "take a snapshot of " + original.name(),
                        Requests.snapshot(original.id(), name.length() > 80 ? "base" : name, "EdgeVirt " + token))
                .token(token)
                .tells(BASE)
                .makes("snapshot '" + name + "' of " + original.name())
                .landed(results -> new SnapshotSearch(site, vm)
                        .described("EdgeVirt " + token)
                        .map(id -> io.edgevirt.spi.Landed.yes(Map.of(BASE, id)))
                        .orElseGet(() -> new MachineSteps(site).busy(vm.id())
                                ? io.edgevirt.spi.Landed.unknown()
                                : io.edgevirt.spi.Landed.no()))
                .undo(results -> Optional.ofNullable(results.get(BASE))
                        .or(() -> new SnapshotSearch(site, vm).described("EdgeVirt " + token))
                        .ifPresent(id ->
                                new TaskEnd(site.inventory()).await(site.vim().task(Requests.removeSnapshot(id)))));
    }

    /** Why a linked copy cannot be on a host alone. */
    static Finding noLinks(String name) {
        return Finding.fail(
                "linked",
                Problem.UNSUPPORTED,
                name,
                "an ESXi host alone makes no linked copies",
                "connect to the vCenter, or make a full copy");
    }
}
