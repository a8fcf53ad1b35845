package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.read.NicElement;
import io.edgevirt.kvm.translate.DeviceXml;
import io.edgevirt.kvm.translate.NicChoice;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans network adapters of a machine that exists. An adapter is known by its MAC address, which is therefore chosen here. */
final class NicPlan {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Node node;
    private final Reads reads;
    private final GuestTasks tasks;
    private final Attached vm;

    NicPlan(Node node, Reads reads, GuestTasks tasks, Attached vm) {
        this.node = node;
        this.reads = reads;
        this.tasks = tasks;
        this.vm = vm;
    }

    Work add(NicSpec wanted) {
        Optional<Finding> fixed = vm.fixed("network adapters");
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        String mac = wanted.mac().orElseGet(NicPlan::mac);
        if (has(vm.now(), mac)) {
            return Work.stopped(Finding.fail(
                    "nic.mac", Problem.ALREADY_EXISTS, mac, "the machine has an adapter of that address", "change it"));
        }
        NicSpec spec = new NicSpec(wanted.network(), wanted.vlan(), wanted.macSpoofing(), Optional.of(mac));
        List<NetworkText> networks = reads.networks();
        NicPlacement placement =
                new NicPlacement(node.facts(), networks, reads.bridges(), false, reads::forbidsSpoofing);
        placement.place("nic", spec);
        List<Finding> findings = placement.placed().findings();
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        NicChoice nic = placement.placed().items().get(0);
        XmlElement xml = DeviceXml.nic(nic);
        Map<String, String> learned = Map.of(Step.NIC, mac);
        return new Work(
                findings,
                List.of(new NativeStep(
                                "attach adapter " + mac + " on " + nic.source() + " to " + vm.name(), xml.document())
                        .start(results -> {
                            vm.attach(xml);
                            return new Started.Done(learned);
                        })
                        .landed(results -> has(reads.now(vm.uuid()), mac) ? Landed.yes(learned) : Landed.no())
                        .undo(results -> {
                            if (has(reads.now(vm.uuid()), mac)) {
                                vm.detach(xml, d -> {});
                            }
                        })));
    }

    /** The range that QEMU and libvirt use for guests: 52:54:00. */
    private static String mac() {
        byte[] random = new byte[3];
        RANDOM.nextBytes(random);
        return String.format("52:54:00:%02x:%02x:%02x", random[0], random[1], random[2]);
    }

    private static boolean has(DomainText domain, String mac) {
        return domain.nics().stream().anyMatch(n -> n.mac().filter(mac::equals).isPresent());
    }

    Work remove(String id) {
        Optional<NicElement> nic = vm.now().nics().stream()
                .filter(n -> n.mac().filter(id::equals).isPresent())
                .findFirst();
        if (nic.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "nic",
                    Problem.NOT_FOUND,
                    id,
                    "the machine has no network adapter of that id",
                    "nics() tells which it has"));
        }
        Optional<Finding> fixed = vm.fixed("network adapters");
        if (fixed.isPresent()) {
            return Work.stopped(fixed.get());
        }
        XmlElement xml = nic.get().xml().copy();
        xml.removeAll("alias").removeAll("target");
        return Work.of(new NativeStep("detach adapter " + id + " from " + vm.name(), xml.document())
                .start(results -> {
                    vm.detach(
                            xml,
                            domain -> NicElement.of(domain).stream()
                                    .filter(n -> n.mac().filter(id::equals).isPresent())
                                    .forEach(n -> domain.need("devices").remove(n.xml())));
                    return tasks.begin(
                            "detach:" + vm.uuid() + ":" + id,
                            () -> !has(reads.now(vm.uuid()), id),
                            "the guest did not let go of the network adapter",
                            "a guest that is just booting does not listen");
                })
                .landed(results -> has(reads.now(vm.uuid()), id) ? Landed.no() : Landed.yes(Map.of()))
                .undo(results -> {
                    if (has(reads.now(vm.uuid()), id) && !has(reads.next(vm.uuid()), id)) {
                        vm.restoreDefinition(xml);
                    }
                }));
    }
}
