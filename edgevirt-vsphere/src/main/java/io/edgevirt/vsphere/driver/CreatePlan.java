package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.spi.DiskSpec;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.translate.CreateSpec;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.translate.HostDevice;
import io.edgevirt.vsphere.translate.Place;
import io.edgevirt.vsphere.translate.Placing;
import io.edgevirt.vsphere.translate.Requests;
import io.edgevirt.vsphere.translate.SpecRules;
import io.edgevirt.vsphere.translate.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans a machine that is wanted: one request makes it whole, and its instance uuid is the create's token. */
final class CreatePlan {

    private final Site site;
    private final MachineReads reads;
    private final List<Finding> findings = new ArrayList<>();

    CreatePlan(Site site) {
        this.site = site;
        this.reads = new MachineReads(site);
    }

    Work plan(VMSpec spec) {
        findings.addAll(SpecRules.of(spec));
        if (failed()) {
            return new Work(findings, List.of()); // texts that XML cannot carry cannot even be looked up
        }
        Estate estate = EstateReader.read(site, Wiring.needsPortgroups(spec.nics()));
        List<Net> nets = nets(spec, estate);
        Placing placing = new Placing(estate, spec.placement(), rooms(spec), nets, spec.memory());
        Optional<Place> place = placing.find();
        findings.addAll(placing.findings());
        if (place.isEmpty()) {
            return new Work(findings, List.of());
        }
        return plan(spec, estate, nets, place.get());
    }

    private Work plan(VMSpec spec, Estate estate, List<Net> nets, Place place) {
        findings.add(Finding.pass("placement", spec.name(), place.shown()));
        taken(reads, place.folder().id(), spec.name()).ifPresent(findings::add);
        Images images = new Images(site, estate);
        Optional<String> iso = spec.boot().iso().flatMap(i -> images.find(i, place.home(), spec.token()));
        findings.addAll(images.findings());
        Target target = new Target(site, place);
        List<HostDevice> devices = devices(spec, target);
        target.refusals(spec).forEach(findings::add);
        if (failed()) {
            return new Work(findings, List.of());
        }
        int mhz = spec.resources().reservedCpus().filter(n -> n > 0).isPresent() ? target.mhz() : 0;
        var chosen = new CreateSpec.Chosen(place, nets, iso, devices, mhz);
        MachineSteps machines = new MachineSteps(site);
        List<Step> steps = new ArrayList<>(images.uploads());
        steps.add(machines.make(
                "create " + spec.name() + " (" + place.shown() + ")",
                spec.name(),
                spec.token(),
                Requests.create(CreateSpec.of(spec, chosen), place),
                new Reference("Folder", place.folder().id())));
        if (spec.autostart()) {
            steps.add(machines.autostart(spec.name(), Optional.empty(), Optional.empty(), true));
        }
        return new Work(findings, steps);
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    /** A name that something in the folder has already; vSphere lets no two things of a folder have one. */
    static Optional<Finding> taken(MachineReads reads, String folder, String name) {
        return reads.child(folder, name)
                .map(id -> Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        name,
                        "there is something of that name in the folder, " + id,
                        "choose another name or folder, or delete that one"));
    }

    private List<Net> nets(VMSpec spec, Estate estate) {
        Wiring wiring = new Wiring(estate);
        List<Net> nets = new ArrayList<>();
        for (int i = 0; i < spec.nics().size(); i++) {
            NicSpec nic = spec.nics().get(i);
            wiring.find("nic[" + i + "]", nic).ifPresent(nets::add);
        }
        findings.addAll(wiring.findings());
        return nets;
    }

    private static List<Placing.Room> rooms(VMSpec spec) {
        List<Placing.Room> rooms = new ArrayList<>();
        for (DiskSpec disk : spec.disks()) {
            rooms.add(new Placing.Room(store(disk), disk.thin() ? Size.ZERO : disk.size()));
        }
        return rooms.isEmpty() ? List.of(new Placing.Room(Optional.empty(), Size.ZERO)) : rooms;
    }

    /** The datastore that was asked for; a path such as {@code [store] folder/disk.vmdk} tells it as well. */
    static Optional<String> store(DiskSpec disk) {
        return disk.pool().or(() -> disk.path().flatMap(Machine::store));
    }

    private List<HostDevice> devices(VMSpec spec, Target target) {
        List<HostDevice> chosen = new ArrayList<>();
        for (PciAddress address : spec.devices()) {
            Optional<HostDevice> device = target.device(address);
            device.ifPresent(chosen::add);
            if (device.isEmpty()) {
                findings.add(Finding.fail(
                        "device",
                        Problem.NOT_FOUND,
                        address.toString(),
                        "no such device can be passed through there",
                        "enable passthrough for it on the host, and name that host by host()"));
            }
        }
        return chosen;
    }
}
