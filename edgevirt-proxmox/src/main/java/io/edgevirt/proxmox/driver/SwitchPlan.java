package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.SwitchInfo;
import io.edgevirt.proxmox.read.SwitchLabel;
import io.edgevirt.proxmox.translate.SwitchNames;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans switches: a bridge of one name on each node, or a virtual network where addresses are translated or routed. */
final class SwitchPlan {

    private final Site site;
    private final SwitchSpec spec;
    private final List<Finding> findings = new ArrayList<>();

    SwitchPlan(Site site, SwitchSpec spec) {
        this.site = site;
        this.spec = spec;
    }

    Work plan() {
        findings.addAll(SwitchRules.of(spec));
        if (SwitchRules.stopped(findings)) {
            return new Work(findings, List.of());
        }
        Networks networks = Networks.read(site);
        SwitchRules.taken(spec, networks).ifPresent(findings::add);
        List<NodeNetwork> nodes = nodes(networks);
        if (SwitchRules.stopped(findings)) {
            return new Work(findings, List.of());
        }
        if (spec.kind() == SwitchInfo.Kind.NAT || spec.kind() == SwitchInfo.Kind.ROUTED) {
            return new SDNPlan(site, spec, networks, findings).plan();
        }
        nodes.forEach(n -> findings.addAll(SwitchRules.on(spec, n)));
        Optional<String> bridge =
                SwitchNames.bridge(spec.name(), spec.token(), site.pve().version(), networks.names());
        if (bridge.isEmpty()) {
            findings.add(Finding.fail(
                    "name", Problem.RESOURCES, spec.name(), "no number for a bridge is free", "remove bridges"));
        }
        return SwitchRules.stopped(findings) ? new Work(findings, List.of()) : bridges(bridge.orElseThrow(), nodes);
    }

    private Work bridges(String bridge, List<NodeNetwork> nodes) {
        SwitchLabel label = SwitchLabel.of(spec.name(), spec.token());
        if (!bridge.equals(spec.name())) {
            findings.add(Finding.warn(
                    "name",
                    spec.name(),
                    "no bridge of Proxmox VE can be called so: it is " + bridge
                            + " there, and its comment keeps the name",
                    "a name of two to ten letters, digits and _ is taken as it is; version 7 takes vmbr and a number"));
        }
        Optional<String> uplink = SwitchRules.uplink(spec);
        List<Step> steps = new ArrayList<>();
        for (NodeNetwork node : nodes) {
            boolean vlan = spec.vlan().isPresent() && uplink.flatMap(node::find).isEmpty();
            Set<String> ours = new LinkedHashSet<>(Set.of(bridge));
            if (vlan) {
                ours.add(uplink.orElseThrow());
            }
            SwitchSteps at = new SwitchSteps(site, node.node(), Set.copyOf(ours));
            if (vlan) {
                steps.add(at.vlan(uplink.orElseThrow(), label));
            }
            steps.add(at.bridge(bridge, uplink, label));
            steps.add(at.apply());
        }
        return new Work(findings, steps);
    }

    /** The nodes that get the switch: the one that is named, else all that can have it. */
    private List<NodeNetwork> nodes(Networks networks) {
        if (spec.host().isPresent()) {
            return named(networks, spec.host().get());
        }
        networks.silent()
                .forEach(node -> findings.add(Finding.warn(
                        "host", node, "the node does not answer, and does not get the switch", "bring it back first")));
        List<NodeNetwork> able = networks.nodes().stream()
                .filter(n ->
                        spec.nic().isEmpty() || SwitchRules.has(n, spec.nic().get()))
                .toList();
        networks.nodes().stream()
                .filter(n -> !able.isEmpty() && !able.contains(n))
                .forEach(n -> findings.add(Finding.warn(
                        "host",
                        n.node(),
                        "the node has no adapter " + spec.nic().orElse("") + ", and does not get the switch",
                        "machines on the switch cannot be moved there")));
        if (able.isEmpty()) {
            findings.add(Finding.fail(
                    spec.nic().isPresent() ? "external" : "host",
                    Problem.NOT_FOUND,
                    spec.nic().orElse(spec.name()),
                    "no node that answers has such an adapter",
                    "host.hardware().nics() tells the adapters"));
        }
        if (able.size() > 1 && spec.kind() == SwitchInfo.Kind.ISOLATED) {
            findings.add(Finding.warn(
                    "host",
                    spec.name(),
                    "each of " + able.size() + " nodes gets a bridge of its own: guests meet those of their node alone",
                    "keep the machines together, or use a VXLAN zone: hv.unwrap(Proxmox.class).sdn()"));
        }
        return able;
    }

    private List<NodeNetwork> named(Networks networks, String host) {
        boolean known = networks.hosts().stream().anyMatch(h -> h.id().equals(host));
        Optional<NodeNetwork> node = networks.node(host);
        if (node.isEmpty()) {
            findings.add(Finding.fail(
                    "host",
                    known ? Problem.STATE : Problem.NOT_FOUND,
                    host,
                    known ? "the node does not answer" : "there is no such node",
                    known ? "bring it back" : "hv.hosts().list() tells the nodes"));
            return List.of();
        }
        if (spec.nic().isPresent() && !SwitchRules.has(node.get(), spec.nic().get())) {
            findings.add(Finding.fail(
                    "external",
                    Problem.NOT_FOUND,
                    spec.nic().get(),
                    "the node " + host + " has no such adapter",
                    "host.hardware().nics() tells the adapters"));
        }
        return node.stream().toList();
    }
}
