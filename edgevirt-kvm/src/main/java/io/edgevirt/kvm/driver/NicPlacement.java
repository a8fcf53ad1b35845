package io.edgevirt.kvm.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.translate.HostFacts;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.NicChoice;
import io.edgevirt.spi.NicSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Finds the networks of new adapters: a network of libvirt's by name or uuid, else a bridge of the host's. */
final class NicPlacement {

    /** From this version on, libvirt tags on plain Linux bridges as well. */
    private static final long BRIDGE_VLANS = 11_000_000;

    private final HostFacts host;
    private final List<NetworkText> networks;
    private final Optional<Set<String>> bridges;
    private final String model;
    private final BooleanSupplier filter;
    private final Placed<NicChoice> placed = Placed.nothing();

    NicPlacement(
            HostFacts host,
            List<NetworkText> networks,
            Optional<Set<String>> bridges,
            boolean windows,
            BooleanSupplier filter) {
        this.filter = filter;
        this.host = host;
        this.networks = networks;
        this.bridges = bridges;
        this.model = !host.qemu() ? "" : windows ? "e1000e" : "virtio";
    }

    Placed<NicChoice> placed() {
        return placed;
    }

    void place(String field, NicSpec nic) {
        placed.findings()
                .addAll(new NameRules().line(field + ".network", nic.network()).findings());
        if (!nic.macSpoofing().orElse(true) && !filter.getAsBoolean()) {
            placed.refuse(Finding.fail(
                    field + ".macSpoofing",
                    Problem.UNSUPPORTED,
                    nic.network(),
                    "the host has not libvirt's filter no-mac-spoofing, which forbids other addresses",
                    "install the package libvirt-daemon-config-nwfilter on the host"));
        }
        Optional<NetworkText> network = networks.stream()
                .filter(n ->
                        n.info().name().equals(nic.network()) || n.info().id().equals(nic.network()))
                .findFirst();
        network.ifPresentOrElse(n -> onNetwork(field, nic, n), () -> onBridge(field, nic));
    }

    private void onNetwork(String field, NicSpec nic, NetworkText network) {
        if (!network.info().active().orElse(true)) {
            placed.refuse(Finding.warn(
                    field + ".network",
                    network.info().name(),
                    "the network is not active: the machine cannot start before it is",
                    "start it: virsh net-start"));
        }
        vlan(field, nic, network.vlans());
        placed.items().add(new NicChoice(nic, false, network.info().name(), false, model));
    }

    private void onBridge(String field, NicSpec nic) {
        boolean known = bridges.filter(b -> b.contains(nic.network())).isPresent();
        if (!known && bridges.isPresent()) {
            placed.refuse(Finding.fail(
                    field + ".network",
                    Problem.NOT_FOUND,
                    nic.network(),
                    "there is no network and no bridge of that name",
                    "there are " + names()));
            return;
        }
        if (!known) {
            placed.refuse(Finding.warn(
                    field + ".network",
                    nic.network(),
                    "it is taken for a bridge of the host's: libvirt cannot list them there",
                    "see that the bridge is there"));
        }
        vlan(field, nic, false);
        placed.items().add(new NicChoice(nic, true, nic.network(), false, model));
    }

    private void vlan(String field, NicSpec nic, boolean possible) {
        nic.vlan()
                .filter(v -> !possible && host.libvirt() < BRIDGE_VLANS)
                .ifPresent(v -> placed.refuse(Finding.fail(
                        field + ".vlan",
                        Problem.UNSUPPORTED,
                        nic.network(),
                        "this libvirt tags on Open vSwitch alone, and the network is a plain Linux bridge",
                        "use a network on Open vSwitch, a bridge on a VLAN interface of the host, or libvirt 11")));
    }

    private List<String> names() {
        return Stream.concat(
                        networks.stream().map(n -> n.info().name()),
                        bridges.stream().flatMap(Set::stream))
                .distinct()
                .sorted()
                .toList();
    }
}
