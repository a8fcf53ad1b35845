package io.edgevirt.vsphere.driver;

import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualMachineConfigSpec;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Devices;
import io.edgevirt.vsphere.translate.Edits;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Store;
import io.edgevirt.vsphere.translate.Slots;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans what is in a machine's CD drives. */
final class IsoPlan {

    private static final String ISO = "VirtualCdromIsoBackingInfo";

    private final Site site;
    private final Machine vm;
    private final MachineReads reads;

    IsoPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
        this.reads = new MachineReads(site);
    }

    Work attach(FileSource image) {
        Optional<Finding> fixed = vm.fixed();
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        Estate estate = EstateReader.read(site, false);
        Images images = new Images(site, estate);
        Optional<Store> home = home(estate);
        if (home.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "iso",
                    Problem.STATE,
                    vm.name(),
                    "the datastore of its files cannot be seen",
                    "widen the login's role"));
        }
        Optional<String> file = images.find(image, home.get(), UUID.randomUUID());
        Optional<Device> drive = vm.devices().stream().filter(Device::cdrom).findFirst();
        List<Finding> findings = new ArrayList<>(images.findings());
        if (drive.isEmpty() && !vm.off()) {
            findings.add(Finding.fail(
                    "vm.state",
                    Problem.STATE,
                    vm.name(),
                    "it has no CD drive, and gets one only while it is off",
                    "shut it down first"));
        }
        if (file.isEmpty() || !findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>(images.uploads());
        VirtualMachineConfigSpec spec = drive.map(d -> Edits.tray(d, file)).orElseGet(() -> fresh(file));
        steps.add(new MachineSteps(site)
                .reconfigure(
                        "put " + file.get() + " into the drive of " + vm.name(),
                        vm.id(),
                        spec,
                        () -> full().contains(file.get())));
        return new Work(findings, steps);
    }

    private Optional<Store> home(Estate estate) {
        String name = vm.store().orElse("");
        return estate.stores().stream()
                .filter(s -> s.name().equals(name))
                .filter(s -> vm.datastores().contains(s.id()))
                .findFirst();
    }

    private VirtualMachineConfigSpec fresh(Optional<String> file) {
        Slots slots = new Slots(vm.guest(), vm.devices());
        slots.cdrom(Devices.cdrom(file));
        return Edits.added(slots);
    }

    private List<String> full() {
        return reads.machine(vm.id()).devices().stream()
                .filter(IsoPlan::holds)
                .flatMap(d -> d.file().stream())
                .toList();
    }

    private static boolean holds(Device drive) {
        return drive.cdrom() && drive.told().at("backing").type().equals(ISO);
    }

    Work eject() {
        List<Device> full = vm.devices().stream().filter(IsoPlan::holds).toList();
        if (full.isEmpty()) {
            return new Work(List.of(Finding.pass("iso", vm.name(), "its drives are empty")), List.of());
        }
        Optional<Finding> fixed = vm.fixed();
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
        spec.deviceChange = full.stream()
                .flatMap(d -> Arrays.stream(Edits.tray(d, Optional.empty()).deviceChange))
                .toArray(VirtualDeviceConfigSpec[]::new);
        return Work.of(new MachineSteps(site)
                .reconfigure("empty the drive of " + vm.name(), vm.id(), spec, () -> full().isEmpty()));
    }
}
