package io.edgevirt.vsphere.driver;

import com.vmware.vim25.ManagedObjectReference;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NicInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import io.edgevirt.spi.CloneSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.translate.CreateSpec;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.translate.Place;
import io.edgevirt.vsphere.translate.Placing;
import io.edgevirt.vsphere.translate.Requests;
import io.edgevirt.vsphere.translate.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans a copy on an ESXi host alone: a folder, the disks' files one by one, then a machine like the original with them. */
final class HostCopyPlan {

    private final Site site;
    private final Machine original;
    private final List<Finding> findings;
    private final MachineReads reads;

    HostCopyPlan(Site site, Machine original, List<Finding> findings) {
        this.site = site;
        this.original = original;
        this.findings = findings;
        this.reads = new MachineReads(site);
    }

    Work plan(CloneSpec spec) {
        refusals(spec);
        if (failed()) {
            return new Work(findings, List.of());
        }
        VMConfig config = reads.config(original.id());
        VMSpec like = like(spec, config);
        Estate estate = EstateReader.read(site, false);
        Wiring wiring = new Wiring(estate);
        List<Net> nets = new ArrayList<>();
        like.nics().forEach(n -> wiring.find("nic", n).ifPresent(nets::add));
        findings.addAll(wiring.findings());
        Optional<String> store = spec.pool().or(original::store);
        Size room =
                original.disks().stream().flatMap(d -> d.capacity().stream()).reduce(Size.ZERO, Size::plus);
        Placing placing =
                new Placing(estate, like.placement(), List.of(new Placing.Room(store, room)), nets, config.memory());
        Optional<Place> place = placing.find();
        findings.addAll(placing.findings());
        place.flatMap(p -> CreatePlan.taken(reads, p.folder().id(), spec.name()))
                .ifPresent(findings::add);
        return place.isEmpty() || failed()
                ? new Work(findings, List.of())
                : new Work(findings, steps(spec, like, nets, place.get()));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private void refusals(CloneSpec spec) {
        if (spec.linked()) {
            findings.add(CopyPlan.noLinks(spec.name()));
        }
        if (spec.folder().isPresent()) {
            findings.add(Finding.fail(
                    "folder",
                    Problem.UNSUPPORTED,
                    spec.folder().get(),
                    "an ESXi host alone has no folders",
                    "leave it out"));
        }
        if (!original.off()) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    original.name(),
                    "a host alone copies disks only while nobody uses them",
                    "shut it down first, or connect to the vCenter"));
        }
        if (original.disks().stream().anyMatch(Device::layered)) {
            findings.add(Finding.fail(
                    "vm.snapshots",
                    Problem.STATE,
                    original.name(),
                    "a host alone copies disks without snapshots only",
                    "delete its snapshots first, or connect to the vCenter"));
        }
        if (original.devices().stream().anyMatch(Device::passthrough)) {
            findings.add(Finding.warn(
                    "device",
                    original.name(),
                    "the copy does not get the devices of the host",
                    "add them to the copy"));
        }
    }

    private static VMSpec like(CloneSpec spec, VMConfig config) {
        return new VMSpec(
                spec.token(),
                spec.name(),
                config.cpus(),
                config.memory(),
                Optional.empty(),
                List.of(),
                config.nics().stream().flatMap(n -> nic(n).stream()).toList(),
                new VMSpec.BootSpec(
                        config.firmware(),
                        config.secureBoot(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        config.guestOs()),
                new VMSpec.Placement(spec.host(), Optional.empty(), spec.resourcePool(), Optional.empty()),
                new VMSpec.Resources(Optional.empty(), Optional.empty(), Optional.empty(), false),
                List.of(),
                Optional.empty(),
                config.nestedVirtualization(),
                spec.cloudInit(),
                config.description(),
                config.tags(),
                false);
    }

    /** On the same network, with an address of its own. */
    private static Optional<NicSpec> nic(NicInfo nic) {
        return nic.network().map(n -> new NicSpec(n, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private List<Step> steps(CloneSpec spec, VMSpec like, List<Net> nets, Place place) {
        // named by the token, so that a copy which goes wrong knows its own files
        String folder = "[" + place.home().name() + "] " + spec.token();
        Optional<String> datacenter = Images.datacenter(place.home());
        List<Step> steps = new ArrayList<>();
        steps.add(new OwnFolderStep(site, folder, datacenter));
        List<CreateSpec.Existing> copies = new ArrayList<>();
        List<Device> disks = original.disks();
        for (int i = 0; i < disks.size(); i++) {
            String file = folder + "/disk-" + i + ".vmdk";
            copies.add(new CreateSpec.Existing(
                    file, disks.get(i).capacity().orElse(Size.ZERO), original.bus(disks.get(i))));
            steps.add(copy(disks.get(i).file().orElse(""), file, datacenter));
        }
        var chosen = new CreateSpec.Chosen(place, nets, Optional.empty(), List.of(), 0);
        steps.add(new MachineSteps(site)
                .make(
                        "create " + spec.name() + " with the copied disks (" + place.shown() + ")",
                        spec.name(),
                        spec.token(),
                        results -> Requests.create(
                                CreateSpec.around(like, chosen, folder + "/" + spec.token() + ".vmx", copies), place),
                        new Reference("Folder", place.folder().id())));
        return steps;
    }

    private Step copy(String from, String to, Optional<String> datacenter) {
        ManagedObjectReference manager = site.vim().content().getVirtualDiskManager();
        return new VimStep(site.vim(), "copy " + from + " to " + to, Requests.copyDisk(manager, from, to, datacenter))
                .makes("disk " + to)
                .landed(results -> Landed.unknown())
                .undo(results -> {
                    try {
                        new TaskEnd(site.inventory())
                                .await(site.vim().task(Requests.deleteDisk(manager, to, datacenter)));
                    } catch (NotFoundException e) {
                        return; // it never came into being
                    }
                });
    }

    /** A folder whose name is a token is this change's own, and goes with it. */
    private static final class OwnFolderStep implements Step {
        private final FolderStep make;
        private final Site site;
        private final String folder;
        private final Optional<String> datacenter;

        OwnFolderStep(Site site, String folder, Optional<String> datacenter) {
            this.make = new FolderStep(site, folder, datacenter);
            this.site = site;
            this.folder = folder;
            this.datacenter = datacenter;
        }

        @Override
        public String title() {
            return "make folder " + folder;
        }

        @Override
        public String body() {
            return make.body();
        }

        @Override
        public io.edgevirt.spi.Started start(Map<String, String> results) {
            return make.start(results);
        }

        @Override
        public Landed landed(Map<String, String> results) {
            return make.landed(results);
        }

        @Override
        public void undo(Map<String, String> results) {
            try {
                new TaskEnd(site.inventory())
                        .await(site.vim()
                                .task(Requests.deleteFile(site.vim().content().getFileManager(), folder, datacenter)));
            } catch (NotFoundException e) {
                return; // it never came into being
            }
        }

        @Override
        public Optional<String> makes() {
            return Optional.of("folder " + folder);
        }
    }
}
