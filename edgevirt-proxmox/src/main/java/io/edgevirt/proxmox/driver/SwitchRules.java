package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.SwitchInfo;
import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.read.SwitchLabel;
import io.edgevirt.proxmox.translate.Subnet;
import io.edgevirt.proxmox.translate.SwitchNames;
import io.edgevirt.spi.SwitchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What stops a switch that is wanted, and what to know of it. */
final class SwitchRules {

    private SwitchRules() {}

    static boolean stopped(List<Finding> findings) {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    /** What the definition says by itself. */
    static List<Finding> of(SwitchSpec spec) {
        List<Finding> found = new ArrayList<>();
        if (!SwitchLabel.carries(spec.name())) {
            found.add(Finding.fail(
                    "name",
                    Problem.INVALID,
                    spec.name(),
                    "Proxmox VE keeps names of up to 128 letters, digits, blanks and ()*+,-./:;<=>?@[]^_\\, without"
                            + " blanks at their ends",
                    "choose another name"));
        }
        switch (spec.kind()) {
            case INTERNAL ->
                found.add(unsupported(
                        spec,
                        "a node meets its guests by an address on the bridge, which EdgeVirt does not choose",
                        "use isolated(), or host.unwrap(ProxmoxNode.class).addBridge with an address"));
            case NAT, ROUTED ->
                spec.cidr()
                        .filter(c -> Subnet.parse(c).isEmpty())
                        .ifPresent(c -> found.add(Finding.fail(
                                "cidr",
                                Problem.INVALID,
                                c,
                                "it holds no address for the node and one for a guest",
                                "give a larger network")));
            case EXTERNAL -> external(spec, found);
            default -> {}
        }
        if (spec.vlan().isPresent() && spec.kind() != SwitchInfo.Kind.EXTERNAL) {
            found.add(unsupported(
                    spec,
                    "a bridge without a way out does not tag",
                    "tag at the adapter: nic(name, n -> n.vlan(20)), or use external(nic)"));
        }
        return found;
    }

    private static void external(SwitchSpec spec, List<Finding> found) {
        if (spec.vlan().isPresent() && uplink(spec).isEmpty()) {
            found.add(Finding.fail(
                    "vlan",
                    Problem.INVALID,
                    spec.nic().orElse("") + "." + spec.vlan().get(),
                    "Linux allows 15 characters for an interface",
                    "use host.unwrap(ProxmoxNode.class), or tag at the machines' adapters"));
        }
        if (spec.allowManagement()) {
            found.add(Finding.warn(
                    "allowManagement",
                    spec.name(),
                    "the nodes get no address on it: their management stays where it is",
                    "give the bridge an address in Proxmox VE, or say allowManagement(false)"));
        }
    }

    /** The interface that leads out of the bridge. */
    static Optional<String> uplink(SwitchSpec spec) {
        return spec.nic()
                .flatMap(nic -> spec.vlan().isPresent()
                        ? SwitchNames.tagged(nic, spec.vlan().get())
                        : Optional.of(nic));
    }

    static Finding unsupported(SwitchSpec spec, String reason, String remedy) {
        return Finding.fail("kind", Problem.UNSUPPORTED, spec.kind().name(), reason, remedy);
    }

    /** Whether the name is free. */
    static Optional<Finding> taken(SwitchSpec spec, Networks networks) {
        boolean named =
                networks.switches().stream().anyMatch(s -> s.name().equals(spec.name()) || s.id().equals(spec.name()));
        return named || networks.names().contains(spec.name())
                ? Optional.of(Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        spec.name(),
                        "there is a switch or an interface of that name",
                        "choose another name"))
                : Optional.empty();
    }

    /** What a node's own interfaces say. */
    static List<Finding> on(SwitchSpec spec, NodeNetwork network) {
        List<Finding> found = new ArrayList<>();
        waiting(network).ifPresent(found::add);
        spec.nic().ifPresent(nic -> adapter(nic, network).ifPresent(found::add));
        uplink(spec)
                .flatMap(network::userOf)
                .ifPresent(user -> found.add(Finding.fail(
                        "external",
                        Problem.CONFLICT,
                        uplink(spec).orElse(""),
                        "on " + network.node() + " it is a port of " + user.name(),
                        "use another adapter, or connect machines to " + user.name())));
        return found;
    }

    /** An address would be lost: a bridge's port has none. */
    private static Optional<Finding> adapter(String nic, NodeNetwork network) {
        return network.find(nic)
                .filter(i -> i.cidr().isPresent() || i.cidr6().isPresent() || i.bridge())
                .map(i -> Finding.fail(
                        "external",
                        Problem.CONFLICT,
                        nic,
                        i.bridge()
                                ? "on " + network.node() + " it is a bridge itself"
                                : "on " + network.node() + " it has the address "
                                        + i.cidr().or(i::cidr6).orElse("") + ", by which the node may be managed",
                        i.bridge() ? "connect machines to it" : "use another adapter"));
    }

    /** Changes of others would be applied with ours. */
    static Optional<Finding> waiting(NodeNetwork network) {
        return ApplyStep.strangers(network, Set.of())
                .map(found -> Finding.fail(
                        "network.pending",
                        Problem.CONFLICT,
                        network.node(),
                        "changes of its network wait that somebody else wrote: "
                                + network.pending().interfaces(),
                        "look at them, then apply() or revert() them by host.unwrap(ProxmoxNode.class)"));
    }

    static boolean has(NodeNetwork network, String nic) {
        return network.find(nic)
                .filter(i -> !i.type().equals("alias"))
                .map(NodeInterface::name)
                .isPresent();
    }
}
