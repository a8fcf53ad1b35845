package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.SwitchInfo;
import io.edgevirt.proxmox.SDNSubnet;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.read.SwitchLabel;
import io.edgevirt.proxmox.translate.SDNRequests;
import io.edgevirt.proxmox.translate.Subnet;
import io.edgevirt.proxmox.translate.SwitchNames;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Plans switches whose addresses the nodes translate or route: a simple zone of their own, a virtual network, a subnet. */
final class SDNPlan {

    private final Site site;
    private final SwitchSpec spec;
    private final Networks networks;
    private final List<Finding> findings;
    private final SwitchLabel label;
    private final String zone;
    private final String vnet;

    SDNPlan(Site site, SwitchSpec spec, Networks networks, List<Finding> findings) {
        this.site = site;
        this.spec = spec;
        this.networks = networks;
        this.findings = findings;
        label = SwitchLabel.of(spec.name(), spec.token());
        zone = SwitchNames.zone(label.mark());
        vnet = SwitchNames.vnet(spec.name(), spec.token());
    }

    Work plan() {
        if (!networks.sdn().there()) {
            findings.add(SwitchRules.unsupported(
                    spec,
                    "the server tells of no software-defined network, by which alone Proxmox VE translates and routes",
                    "install libpve-network-perl on every node (from 8.1 on it is there), or ask for SDN.Audit"));
            return new Work(findings, List.of());
        }
        findings.addAll(SDNSteps.waiting(networks));
        networks.silent()
                .forEach(node -> findings.add(Finding.warn(
                        "sdn.nodes",
                        node,
                        "the node does not answer, and does not get the network until it is back",
                        "")));
        if (spec.kind() == SwitchInfo.Kind.NAT) {
            findings.add(Finding.warn(
                    "nat",
                    spec.name(),
                    "guests get no addresses by DHCP from it, and their node is their gateway",
                    "give them addresses by cloud-init, or set the zone's DHCP in Proxmox VE 8.1 or later"));
        }
        return new Work(findings, SwitchRules.stopped(findings) ? List.of() : steps());
    }

    private List<Step> steps() {
        Subnet subnet = Subnet.parse(spec.cidr().orElseThrow()).orElseThrow();
        SDNSteps sdn = new SDNSteps(site, new HashSet<>(List.of(zone, vnet, subnet.id(zone))));
        return List.of(
                sdn.add(
                        "zone " + zone,
                        SDNRequests.zone(zone, "simple", spec.host().stream().toList(), Map.of()),
                        now -> now.zone(zone).isPresent(),
                        SDNRequests.removeZone(zone)),
                sdn.add(
                        "virtual network " + vnet,
                        SDNRequests.vnet(vnet, zone, Optional.empty(), Optional.of(label.text())),
                        now -> now.vnet(vnet).filter(this::mine).isPresent(),
                        SDNRequests.removeVnet(vnet)),
                sdn.add(
                                "addresses " + subnet.cidr() + " of " + vnet,
                                SDNRequests.subnet(
                                        vnet,
                                        subnet.cidr(),
                                        Optional.of(subnet.gateway()),
                                        spec.kind() == SwitchInfo.Kind.NAT),
                                now -> now.vnet(vnet).filter(this::mine).isPresent()
                                        && now.subnets().stream().anyMatch(s -> s.id().equals(subnet.id(zone))),
                                SDNRequests.removeSubnet(vnet, subnet.id(zone)))
                        .tells(Step.SWITCH, vnet),
                sdn.apply());
    }

    private boolean mine(SDNVnet found) {
        return found.zone().equals(zone);
    }

    /** How to remove a virtual network with its addresses, and its zone where that was made for it alone. */
    static Work removal(Site site, Networks networks, SDNVnet vnet, List<Finding> findings) {
        findings.addAll(SDNSteps.waiting(networks));
        if (SwitchRules.stopped(findings)) {
            return new Work(findings, List.of());
        }
        List<SDNSubnet> subnets = networks.sdn().subnets().stream()
                .filter(s -> s.vnet().equals(vnet.id()))
                .toList();
        boolean own = vnet.alias()
                        .flatMap(SwitchLabel::read)
                        .filter(l -> SwitchNames.zone(l.mark()).equals(vnet.zone()))
                        .isPresent()
                && networks.sdn().vnets().stream()
                                .filter(v -> v.zone().equals(vnet.zone()))
                                .count()
                        == 1;
        Set<String> ours = new HashSet<>(List.of(vnet.id(), vnet.zone()));
        subnets.forEach(s -> ours.add(s.id()));
        SDNSteps sdn = new SDNSteps(site, ours);
        List<Step> steps = new ArrayList<>();
        for (SDNSubnet subnet : subnets) {
            steps.add(sdn.remove(
                    "addresses " + subnet.cidr() + " of " + vnet.id(),
                    SDNRequests.removeSubnet(vnet.id(), subnet.id()),
                    now -> now.subnets().stream().anyMatch(s -> s.id().equals(subnet.id()))));
        }
        steps.add(sdn.remove(
                "virtual network " + vnet.id(),
                SDNRequests.removeVnet(vnet.id()),
                now -> now.vnet(vnet.id()).isPresent()));
        if (own) {
            steps.add(sdn.remove(
                    "zone " + vnet.zone(),
                    SDNRequests.removeZone(vnet.zone()),
                    now -> now.zone(vnet.zone()).isPresent()));
        }
        steps.add(sdn.apply());
        return new Work(findings, steps);
    }

    static Finding conflict(String target, String reason) {
        return Finding.fail(
                "network.pending",
                Problem.CONFLICT,
                target,
                reason,
                "look at them, then apply or revert them: hv.unwrap(Proxmox.class).sdn(), ProxmoxNode");
    }
}
