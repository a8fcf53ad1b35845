package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.translate.BootChoice;
import io.edgevirt.kvm.translate.DiskChoice;
import io.edgevirt.kvm.translate.DomainXml;
import io.edgevirt.kvm.translate.HostFacts;
import io.edgevirt.kvm.translate.SpecRules;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Plans a machine that is wanted: its volumes first, then its domain, whose uuid is the create's token. */
final class CreatePlan {

    private final Link link;
    private final Node node;
    private final Reads reads;
    private final List<Finding> findings = new ArrayList<>();

    CreatePlan(Link link, Node node, Reads reads) {
        this.link = link;
        this.node = node;
        this.reads = reads;
    }

    Work plan(VMSpec spec) {
        HostFacts host = node.facts();
        findings.addAll(SpecRules.of(spec, host));
        if (failed()) {
            return new Work(findings, List.of()); // names that libvirt refuses cannot even be looked up
        }
        taken(reads, spec.name()).ifPresent(findings::add);
        List<PoolText> pools = needsPools(spec) ? reads.pools() : List.of();
        boolean windows = DomainXml.windows(spec);
        DiskPlacement disks = new DiskPlacement(host, pools, spec.name(), spec.token(), windows, List.of());
        for (int i = 0; i < spec.disks().size(); i++) {
            disks.place("disk[" + i + "]", spec.disks().get(i));
        }
        disks.placed().items().forEach(d -> occupied(reads, d).ifPresent(findings::add));
        NicPlacement nics = nics(spec, host, windows);
        BootPlacement boot = new BootPlacement(reads, link.local(), pools, spec.name(), spec.token());
        BootChoice choice = host.qemu() ? boot.place(spec) : BootChoice.NONE;
        findings.addAll(disks.placed().findings());
        findings.addAll(nics.placed().findings());
        findings.addAll(boot.findings());
        List<UUID> vgpus = devices(spec);
        if (failed()) {
            return new Work(findings, List.of());
        }
        XmlElement domain =
                DomainXml.of(spec, host, disks.placed().items(), nics.placed().items(), choice, vgpus);
        return new Work(findings, steps(spec, disks.placed().items(), boot.uploads(), domain.document()));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    /** A name that a machine has already. */
    static Optional<Finding> taken(Reads reads, String name) {
        return reads.lib()
                .domains()
                .find(name)
                .map(d -> Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        name,
                        "there is a machine of that name, " + d.uuid(),
                        "choose another name, or delete that one"));
    }

    /** A volume that is there already, which a path of the user's own choice may name. */
    static Optional<Finding> occupied(Reads reads, DiskChoice disk) {
        return reads.lib()
                .volumes()
                .find(VolumeSteps.id(disk.pool()), disk.volume())
                .map(v -> Finding.fail(
                        "disk.path",
                        Problem.ALREADY_EXISTS,
                        disk.path(),
                        "there is a volume of that name",
                        "choose another path, or delete that volume"));
    }

    private static boolean needsPools(VMSpec spec) {
        return !spec.disks().isEmpty()
                || spec.boot().iso().isPresent()
                || spec.boot().kernel().isPresent()
                || spec.cloudInit().isPresent();
    }

    private NicPlacement nics(VMSpec spec, HostFacts host, boolean windows) {
        List<NetworkText> networks = spec.nics().isEmpty() ? List.of() : reads.networks();
        boolean elsewhere = spec.nics().stream()
                .anyMatch(n -> networks.stream()
                        .noneMatch(t -> t.info().name().equals(n.network())
                                || t.info().id().equals(n.network())));
        NicPlacement nics = new NicPlacement(
                host, networks, elsewhere ? reads.bridges() : Optional.empty(), windows, reads::forbidsSpoofing);
        for (int i = 0; i < spec.nics().size(); i++) {
            nics.place("nic[" + i + "]", spec.nics().get(i));
        }
        return nics;
    }

    /** Host devices that are not there, and the parts of split devices that a profile stands for. */
    private List<UUID> devices(VMSpec spec) {
        HostDevices devices = new HostDevices(reads);
        if (!spec.devices().isEmpty()) {
            findings.addAll(devices.check(spec.devices(), node.facts()));
        }
        List<UUID> vgpus = new ArrayList<>();
        spec.vgpu()
                .ifPresent(profile -> devices.free(profile)
                        .ifPresentOrElse(
                                vgpus::add,
                                () -> findings.add(Finding.fail(
                                        "vgpu",
                                        Problem.NOT_FOUND,
                                        profile,
                                        "the host has no free mediated device of that type",
                                        "make one: mdevctl define --auto, or virsh nodedev-create"))));
        return vgpus;
    }

    private List<Step> steps(VMSpec spec, List<DiskChoice> disks, List<Step> uploads, String domain) {
        VolumeSteps volumes = new VolumeSteps(reads);
        DomainSteps domains = new DomainSteps(reads, node);
        List<Step> steps = new ArrayList<>(uploads);
        disks.forEach(d -> steps.add(volumes.create(d, spec.token())));
        steps.add(domains.define(spec.name(), spec.token(), domain, domain));
        if (spec.autostart()) {
            steps.add(domains.autostart(spec.token(), spec.name(), true));
        }
        return steps;
    }
}
