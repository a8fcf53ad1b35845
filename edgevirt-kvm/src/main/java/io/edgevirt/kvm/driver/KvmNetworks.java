package io.edgevirt.kvm.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NotFoundException;
import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.NetworkXml;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.NetworkRole;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** libvirt's networks, and the host's own bridges, which are there to be used and not to be deleted. */
final class KvmNetworks implements NetworkRole {

    private static final String BRIDGE = "bridge:";

    private final Node node;
    private final Reads reads;

    KvmNetworks(Node node, Reads reads) {
        this.node = node;
        this.reads = reads;
    }

    private LibvirtConnection lib() {
        return reads.lib();
    }

    @Override
    public Page<SwitchInfo> list(String from) {
        List<NetworkText> networks = reads.networks();
        List<SwitchInfo> all =
                new ArrayList<>(networks.stream().map(NetworkText::info).toList());
        Set<String> own = networks.stream()
                .filter(n -> n.info().kind() != SwitchInfo.Kind.EXTERNAL)
                .flatMap(n -> n.bridge().stream())
                .collect(java.util.stream.Collectors.toSet());
        Set<String> names = all.stream().map(SwitchInfo::name).collect(java.util.stream.Collectors.toSet());
        reads.bridges().orElse(Set.of()).stream()
                .filter(b -> !own.contains(b) && !names.contains(b))
                .sorted()
                .forEach(b -> all.add(bridge(b)));
        return Page.all(all);
    }

    private SwitchInfo bridge(String name) {
        return new SwitchInfo(
                BRIDGE + name,
                name,
                SwitchInfo.Kind.EXTERNAL,
                Optional.of(name),
                Optional.empty(),
                Optional.empty(),
                Optional.of(node.name()),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public SwitchInfo read(String id) {
        if (id.startsWith(BRIDGE)) {
            String name = id.substring(BRIDGE.length());
            if (reads.bridges().orElse(Set.of()).contains(name)) {
                return bridge(name);
            }
            throw new NotFoundException(
                    Failure.of("the host has no bridge " + name).backend(Errors.BACKEND));
        }
        UUID uuid = Reads.uuid("switch", id);
        return NetworkText.of(lib().networks().xml(uuid, 0), lib().networks().active(uuid), node.name())
                .info();
    }

    @Override
    public Work create(SwitchSpec spec) {
        List<NetworkText> networks = reads.networks();
        List<Finding> findings = new ArrayList<>(new NetworkRules(spec, networks, node).findings());
        Set<String> bridges = spec.nic().isPresent() ? reads.bridges().orElse(Set.of()) : Set.of();
        if (spec.kind() == SwitchInfo.Kind.EXTERNAL) {
            findings.addAll(NetworkRules.external(spec, bridges));
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        SwitchSpec whole = NetworkRules.addressed(spec, networks);
        String xml = NetworkXml.of(whole, spec.nic().filter(bridges::contains).isPresent())
                .document();
        UUID uuid = spec.token();
        return new Work(findings, List.of(define(spec.name(), uuid, xml), start(spec.name(), uuid)));
    }

    private Step define(String name, UUID uuid, String xml) {
        return new NativeStep("define network " + name, xml)
                .makes("network " + name)
                .start(results -> Started.done(
                        Step.SWITCH, lib().networks().define(xml).uuid().toString()))
                .landed(results -> there(uuid) ? Landed.yes(Map.of(Step.SWITCH, uuid.toString())) : Landed.no())
                .undo(results -> {
                    if (there(uuid)) {
                        lib().networks().undefine(uuid);
                    }
                });
    }

    private Step start(String name, UUID uuid) {
        return new NativeStep("start network " + name, "virNetworkCreate, virNetworkSetAutostart " + uuid)
                .send(() -> {
                    lib().networks().start(uuid);
                    lib().networks().autostart(uuid, true);
                })
                .landed(results -> lib().networks().active(uuid) ? Landed.yes(Map.of()) : Landed.no())
                .undo(results -> {
                    if (there(uuid) && lib().networks().active(uuid)) {
                        lib().networks().stop(uuid);
                    }
                });
    }

    private boolean there(UUID uuid) {
        return lib().networks().find(uuid).isPresent();
    }

    @Override
    public Work delete(Ref network) {
        if (network.id().startsWith(BRIDGE)) {
            return Work.stopped(Finding.fail(
                    "switch",
                    Problem.UNSUPPORTED,
                    network.id(),
                    "it is a bridge of the host's own, which libvirt does not manage",
                    "remove it by the host's network configuration"));
        }
        UUID uuid = Reads.uuid("switch", network.id());
        String name = read(network.id()).name();
        Optional<String> user = user(name);
        if (user.isPresent()) {
            return Work.stopped(Finding.fail(
                    "switch.used",
                    Problem.STATE,
                    name,
                    user.get() + " has an adapter on it",
                    "remove its adapter first"));
        }
        boolean active = lib().networks().active(uuid);
        List<Step> steps = new ArrayList<>();
        if (active) {
            steps.add(new NativeStep("stop network " + name, "virNetworkDestroy " + uuid)
                    .send(() -> lib().networks().stop(uuid))
                    .landed(results ->
                            there(uuid) && lib().networks().active(uuid) ? Landed.no() : Landed.yes(Map.of()))
                    .undo(results -> {
                        if (there(uuid) && !lib().networks().active(uuid)) {
                            lib().networks().start(uuid);
                        }
                    }));
        }
        steps.add(new NativeStep("undefine network " + name, "virNetworkUndefine " + uuid)
                .send(() -> {
                    if (there(uuid)) { // one that is not defined was gone when it stopped
                        lib().networks().undefine(uuid);
                    }
                })
                .landed(results -> there(uuid) ? Landed.no() : Landed.yes(Map.of())));
        return new Work(List.of(), steps);
    }

    /** A machine with an adapter on a network. One request for each machine: libvirt tells it nowhere else. */
    private Optional<String> user(String network) {
        return lib().domains().list(0).stream()
                .filter(d -> reads.now(d.uuid()).nics().stream()
                        .anyMatch(n -> n.xml()
                                .attributeAt("source", "network")
                                .filter(network::equals)
                                .isPresent()))
                .map(io.edgevirt.kvm.libvirt.DomainName::name)
                .findFirst();
    }

    /** What stops a switch that is wanted. */
    private record NetworkRules(SwitchSpec spec, List<NetworkText> networks, Node node) {

        List<Finding> findings() {
            List<Finding> found = new ArrayList<>(
                    new NameRules().fileName("name", spec.name()).findings());
            networks.stream()
                    .filter(n -> n.info().name().equals(spec.name()))
                    .findFirst()
                    .ifPresent(n -> found.add(Finding.fail(
                            "name",
                            Problem.ALREADY_EXISTS,
                            spec.name(),
                            "there is a network of that name",
                            "choose another name")));
            spec.host()
                    .filter(h -> !h.equals(node.name()))
                    .ifPresent(h -> found.add(Finding.fail(
                            "host",
                            Problem.NOT_FOUND,
                            h,
                            "this connection is to the host " + node.name() + " alone",
                            "leave the host out")));
            spec.vlan()
                    .ifPresent(v -> found.add(Finding.fail(
                            "vlan",
                            Problem.UNSUPPORTED,
                            String.valueOf(v),
                            "libvirt tags a network's traffic on Open vSwitch alone",
                            "use a bridge on a VLAN interface of the host: external(\"br0.20\")")));
            spec.cidr()
                    .filter(c -> networks.stream()
                            .anyMatch(n -> n.info().cidr().filter(c::equals).isPresent()))
                    .ifPresent(c -> found.add(Finding.fail(
                            "cidr", Problem.CONFLICT, c, "another network has these addresses", "choose others")));
            spec.cidr()
                    .filter(c -> Integer.parseInt(c.substring(c.indexOf('/') + 1)) > (c.contains(":") ? 125 : 29))
                    .ifPresent(c -> found.add(NameRules.invalid(
                            "cidr", c, "a network has room for its host and some guests", "use /29 or larger")));
            return found;
        }

        static List<Finding> external(SwitchSpec spec, Set<String> bridges) {
            String nic = spec.nic().orElse("");
            List<Finding> found =
                    new ArrayList<>(new NameRules().line("nic", nic).findings());
            boolean bridge = bridges.contains(nic);
            if (!bridge && spec.allowManagement()) {
                found.add(Finding.warn(
                        "allowManagement",
                        nic,
                        "guests join the adapter by macvtap, by which they reach everything but the host itself",
                        "make a bridge of it in the host's network configuration, and name that"));
            }
            return found;
        }

        /** Guests and host talk to each other by IP, so such a network gets addresses that no other has. */
        static SwitchSpec addressed(SwitchSpec spec, List<NetworkText> networks) {
            if (spec.kind() != SwitchInfo.Kind.INTERNAL || spec.cidr().isPresent()) {
                return spec;
            }
            int number = 140;
            while (taken(networks, number) && number < 250) {
                number++;
            }
            return new SwitchSpec(
                    spec.token(),
                    spec.name(),
                    spec.kind(),
                    spec.nic(),
                    Optional.of("192.168." + number + ".0/24"),
                    spec.allowManagement(),
                    spec.vlan(),
                    spec.host());
        }

        private static boolean taken(List<NetworkText> networks, int number) {
            return networks.stream()
                    .anyMatch(n -> n.info()
                            .cidr()
                            .filter(c -> c.startsWith("192.168." + number + "."))
                            .isPresent());
        }
    }
}
