package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.HostInfo;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.SDNZone;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Plans the removal of a switch. Proxmox VE itself removes a bridge that machines are connected to, and tells nowhere in
 * bulk which are: the configuration of each machine on its nodes is read, until one is found.
 */
final class SwitchRemoval {

    private static final Pattern ADAPTER = Pattern.compile("net\\d+");

    private final Site site;
    private final String id;
    private final Networks networks;
    private final List<Finding> findings = new ArrayList<>();

    SwitchRemoval(Site site, String id) {
        this.site = site;
        this.id = id;
        networks = Networks.read(site);
    }

    Work plan() {
        Optional<SDNVnet> vnet = networks.sdn().vnet(id);
        if (vnet.isPresent()) {
            List<String> nodes =
                    networks.sdn().zone(vnet.get().zone()).map(SDNZone::nodes).orElse(List.of());
            used(nodes.isEmpty() ? all() : Set.copyOf(nodes));
            return SwitchRules.stopped(findings)
                    ? new Work(findings, List.of())
                    : SDNPlan.removal(site, networks, vnet.get(), findings);
        }
        List<NodeNetwork> nodes = networks.nodes().stream()
                .filter(n -> n.find(id).filter(NodeInterface::bridge).isPresent())
                .toList();
        if (nodes.isEmpty()) {
            throw new NotFoundException(
                    Failure.of("there is no switch with the id '" + id + "'").backend(Faults.BACKEND));
        }
        nodes.forEach(this::node);
        networks.sdn().zones().stream()
                .filter(z -> z.bridge().filter(id::equals).isPresent())
                .forEach(z -> used("the zone " + z.id() + " of the software-defined network lies on it"));
        if (!SwitchRules.stopped(findings)) {
            used(nodes.stream().map(NodeNetwork::node).collect(Collectors.toUnmodifiableSet()));
        }
        networks.silent()
                .forEach(node -> findings.add(Finding.warn(
                        "host",
                        node,
                        "the node does not answer: if it has the switch, it keeps it",
                        "remove it there later")));
        return SwitchRules.stopped(findings) ? new Work(findings, List.of()) : removal(nodes);
    }

    private Set<String> all() {
        return networks.hosts().stream().map(HostInfo::id).collect(Collectors.toUnmodifiableSet());
    }

    private void used(String reason) {
        findings.add(Finding.fail(
                "switch.used", Problem.STATE, id, reason, "connect it elsewhere, or remove it in Proxmox VE"));
    }

    /** What the node itself needs the bridge for. */
    private void node(NodeNetwork network) {
        SwitchRules.waiting(network).ifPresent(findings::add);
        NodeInterface bridge = network.find(id).orElseThrow();
        bridge.cidr()
                .or(bridge::cidr6)
                .ifPresent(address -> used("the node " + network.node() + " has the address " + address
                        + " on it, and may be managed through it"));
        network.interfaces().stream()
                .filter(i -> i.rawDevice().filter(id::equals).isPresent()
                        || i.ports().contains(id))
                .findFirst()
                .ifPresent(i -> used("on " + network.node() + " " + i.name() + " lies on it"));
    }

    /** Machines and containers whose adapters name it. */
    private void used(Set<String> nodes) {
        for (Json guest : site.pve()
                .send(Call.get("/cluster/resources").with("type", "vm"))
                .list()) {
            String node = guest.text("node").orElse("");
            String vmid = guest.text("vmid").orElse("");
            String kind = guest.text("type").filter("lxc"::equals).orElse("qemu");
            if (nodes.contains(node) && !vmid.isEmpty() && connected(kind, node, vmid)) {
                findings.add(Finding.fail(
                        "switch.used",
                        Problem.STATE,
                        id,
                        guest.text("name").orElse(vmid) + " (" + vmid + ") has an adapter on it",
                        "remove its adapter, or connect it elsewhere"));
                return;
            }
        }
    }

    private boolean connected(String kind, String node, String vmid) {
        try {
            Json config = site.pve().send(Call.get("/nodes/{node}/" + kind + "/{vmid}/config", node, vmid));
            return config.fields().entrySet().stream()
                    .filter(e -> ADAPTER.matcher(e.getKey()).matches())
                    .anyMatch(e -> e.getValue().text().filter(this::names).isPresent());
        } catch (NotFoundException e) {
            return false; // removed meanwhile
        } catch (ConnectionException e) {
            findings.add(Finding.warn(
                    "switch.used",
                    vmid,
                    "its node " + node + " does not answer, so nobody knows whether it has an adapter on it",
                    "look at it when the node is back"));
            return false;
        }
    }

    private boolean names(String adapter) {
        return List.of(adapter.split(",")).contains("bridge=" + id);
    }

    private Work removal(List<NodeNetwork> nodes) {
        List<Step> steps = new ArrayList<>();
        for (NodeNetwork node : nodes) {
            Set<String> going = new LinkedHashSet<>();
            going.add(id);
            going.addAll(vlans(node));
            SwitchSteps at = new SwitchSteps(site, node.node(), Set.copyOf(going));
            going.forEach(name -> steps.add(at.remove(name)));
            steps.add(at.apply());
        }
        return new Work(findings, steps);
    }

    /** VLAN interfaces that were made with the bridge go with it. */
    private List<String> vlans(NodeNetwork node) {
        Optional<String> mark = node.mark(id);
        return node.find(id).orElseThrow().ports().stream()
                .filter(p -> mark.isPresent() && node.mark(p).equals(mark))
                .toList();
    }
}
