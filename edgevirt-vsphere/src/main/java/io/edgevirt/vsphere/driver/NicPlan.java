package io.edgevirt.vsphere.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.VMState;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.translate.Device;
import io.edgevirt.vsphere.translate.Devices;
import io.edgevirt.vsphere.translate.Edits;
import io.edgevirt.vsphere.translate.Estate;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.translate.Requests;
import io.edgevirt.vsphere.translate.Slots;
import io.edgevirt.vsphere.translate.SpecRules;
import io.edgevirt.vsphere.translate.Wiring;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Plans network adapters of a machine that exists. A new one is known by its MAC address, which is therefore chosen here. */
final class NicPlan {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Site site;
    private final Machine vm;
    private final MachineReads reads;

    NicPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
        this.reads = new MachineReads(site);
    }

    Work add(NicSpec wanted) {
        String mac = wanted.mac().orElseGet(NicPlan::mac);
        List<Finding> findings = new ArrayList<>();
        SpecRules.nic("nic", wanted).ifPresent(findings::add);
        still("network adapters").ifPresent(findings::add);
        if (key(vm, mac).isPresent()) {
            findings.add(Finding.fail(
                    "nic.mac", Problem.ALREADY_EXISTS, mac, "the machine has an adapter of that address", "change it"));
        }
        Estate estate = EstateReader.read(site, Wiring.needsPortgroups(List.of(wanted)));
        Wiring wiring = new Wiring(estate);
        Optional<Net> net = wiring.find("nic", wanted);
        findings.addAll(wiring.findings());
        net.flatMap(n -> unreachable(estate, n)).ifPresent(findings::add);
        if (net.isEmpty() || !findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        Slots slots = new Slots(vm.guest(), vm.devices());
        slots.other(Devices.nic(vm.guest(), net.get(), Optional.of(mac)));
        Step add = new MachineSteps(site)
                .reconfigure(
                        "add an adapter on " + net.get().name() + " to " + vm.name(),
                        vm.id(),
                        Edits.added(slots),
                        () -> key(reads.machine(vm.id()), mac).isPresent())
                .makes("adapter " + mac + " of " + vm.name())
                .undo(results -> removeAgain(mac));
        return Work.of(add, new LookStep("the adapter", Step.NIC, () -> key(reads.machine(vm.id()), mac)));
    }

    /** The part of VMware's own range that is for addresses given by hand: 00:50:56:00:00:00 to 00:50:56:3f:ff:ff. */
    private static String mac() {
        byte[] random = new byte[3];
        RANDOM.nextBytes(random);
        return String.format("00:50:56:%02x:%02x:%02x", random[0] & 0x3f, random[1], random[2]);
    }

    private static Optional<String> key(Machine machine, String mac) {
        return machine.devices().stream()
                .filter(d -> d.mac().filter(mac::equals).isPresent())
                .map(d -> String.valueOf(d.key()))
                .findFirst();
    }

    private void removeAgain(String mac) {
        Machine now = reads.machine(vm.id());
        key(now, mac)
                .flatMap(now::device)
                .ifPresent(nic -> new TaskEnd(site.inventory())
                        .await(site.vim().task(Requests.reconfigure(vm.id(), Edits.withoutNic(nic)))));
    }

    private Optional<Finding> still(String what) {
        return vm.fixed().or(() -> saved(vm, what));
    }

    /** What vSphere does not change while a machine's memory is on disk. */
    static Optional<Finding> saved(Machine vm, String what) {
        return vm.state() == VMState.SAVED
                ? Optional.of(Finding.fail(
                        "vm.state",
                        Problem.STATE,
                        vm.name(),
                        "vSphere changes no " + what + " of a machine that is saved",
                        "start it, or power it off"))
                : Optional.empty();
    }

    private Optional<Finding> unreachable(Estate estate, Net net) {
        return vm.host()
                .flatMap(h -> Estate.byId(estate.nodes(), h.id()))
                .filter(node -> !node.nets().contains(net.id()))
                .map(node -> Finding.fail(
                        "nic.network",
                        Problem.NOT_FOUND,
                        net.name(),
                        "its host " + node.name() + " is not connected to that network",
                        "name another network, or move the machine"));
    }

    Work remove(String id) {
        Optional<Device> nic = vm.device(id).filter(Device::nic);
        if (nic.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "nic",
                    Problem.NOT_FOUND,
                    id,
                    "the machine has no network adapter of that id",
                    "nics() tells which it has"));
        }
        Optional<Finding> fixed = still("network adapters");
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        return Work.of(new MachineSteps(site)
                .reconfigure(
                        "remove adapter " + nic.get().mac().orElse(id) + " from " + vm.name(),
                        vm.id(),
                        Edits.withoutNic(nic.get()),
                        () -> reads.machine(vm.id())
                                .device(id)
                                .filter(Device::nic)
                                .isEmpty()));
    }
}
