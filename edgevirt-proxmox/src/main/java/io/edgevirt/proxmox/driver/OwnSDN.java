package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Operation;
import io.edgevirt.proxmox.ProxmoxSDN;
import io.edgevirt.proxmox.SDNSubnet;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.SDNZone;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.SDNReader;
import io.edgevirt.proxmox.translate.SDNRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The software-defined network as users see it.
 *
 * @param site the connection
 * @param operations makes operations
 */
record OwnSDN(Site site, Operations operations) implements ProxmoxSDN {

    @Override
    public List<SDNZone> zones() {
        return operations.read("zones", site.server(), this::allZones);
    }

    @Override
    public List<SDNVnet> vnets() {
        return operations.read("vnets", site.server(), this::allVnets);
    }

    @Override
    public List<SDNSubnet> subnets(String vnet) {
        return operations.read("subnets", vnet, () -> allSubnets(vnet));
    }

    private List<SDNZone> allZones() {
        return SDNReader.zones(site.pve().send(SDNRequests.zones()));
    }

    private List<SDNVnet> allVnets() {
        return SDNReader.vnets(site.pve().send(SDNRequests.vnets()));
    }

    private List<SDNSubnet> allSubnets(String vnet) {
        return SDNReader.subnets(vnet, site.pve().send(SDNRequests.subnets(vnet)));
    }

    private boolean zone(String id) {
        return allZones().stream().anyMatch(z -> z.id().equals(id));
    }

    private boolean vnet(String id) {
        return allVnets().stream().anyMatch(v -> v.id().equals(id));
    }

    private Operation<ProxmoxSDN> operation(String verb, String target, Supplier<Work> plan) {
        return operations.operation(verb, target, plan, results -> this);
    }

    /** What is found after a lost reply may be another's of the same name. */
    private Operation<ProxmoxSDN> adding(String verb, String name, Call call, BooleanSupplier there) {
        return operation(
                verb,
                name,
                () -> Work.of(new PveStep(site.pve(), "write " + name, call)
                        .landed(results -> there.getAsBoolean() ? Landed.unknown() : Landed.no())));
    }

    private Operation<ProxmoxSDN> removing(String verb, String name, Call call, BooleanSupplier there) {
        return operation(
                verb,
                name,
                () -> Work.of(new PveStep(site.pve(), "take " + name + " away", call)
                        .landed(results -> there.getAsBoolean() ? Landed.no() : Landed.yes(Map.of()))));
    }

    private Operation<ProxmoxSDN> addZone(String verb, String zone, String type, Map<String, String> more) {
        return adding(verb, zone, SDNRequests.zone(zone, type, List.of(), more), () -> zone(zone));
    }

    @Override
    public Operation<ProxmoxSDN> addSimpleZone(String zone) {
        return addZone("addSimpleZone", zone, "simple", Map.of());
    }

    @Override
    public Operation<ProxmoxSDN> addVlanZone(String zone, String bridge) {
        return addZone("addVlanZone", zone, "vlan", Map.of("bridge", bridge));
    }

    @Override
    public Operation<ProxmoxSDN> addVxlanZone(String zone, String... peers) {
        return addZone("addVxlanZone", zone, "vxlan", Map.of("peers", String.join(",", peers)));
    }

    @Override
    public Operation<ProxmoxSDN> addVnet(String vnet, String zone) {
        return adding(
                "addVnet", vnet, SDNRequests.vnet(vnet, zone, Optional.empty(), Optional.empty()), () -> vnet(vnet));
    }

    @Override
    public Operation<ProxmoxSDN> addVnet(String vnet, String zone, int tag) {
        return adding(
                "addVnet", vnet, SDNRequests.vnet(vnet, zone, Optional.of(tag), Optional.empty()), () -> vnet(vnet));
    }

    @Override
    public Operation<ProxmoxSDN> addSubnet(String vnet, String cidr, String gateway, boolean snat) {
        return adding(
                "addSubnet",
                cidr,
                SDNRequests.subnet(vnet, cidr, Optional.of(gateway), snat),
                () -> allSubnets(vnet).stream().anyMatch(s -> s.cidr().equals(cidr)));
    }

    @Override
    public Operation<ProxmoxSDN> removeZone(String zone) {
        return removing("removeZone", zone, SDNRequests.removeZone(zone), () -> zone(zone));
    }

    @Override
    public Operation<ProxmoxSDN> removeVnet(String vnet) {
        return removing("removeVnet", vnet, SDNRequests.removeVnet(vnet), () -> vnet(vnet));
    }

    @Override
    public Operation<ProxmoxSDN> removeSubnet(String vnet, String subnet) {
        return removing(
                "removeSubnet",
                subnet,
                SDNRequests.removeSubnet(vnet, subnet),
                () -> allSubnets(vnet).stream().anyMatch(s -> s.id().equals(subnet)));
    }

    @Override
    public Operation<ProxmoxSDN> apply() {
        return operation("apply", site.server(), () -> {
            Networks now = Networks.read(site);
            List<Finding> findings = new ArrayList<>();
            now.nodes().stream()
                    .filter(n -> n.pending().waiting())
                    .forEach(n -> findings.add(Finding.warn(
                            "network.pending",
                            n.node(),
                            "the node's own changes go with it: " + n.pending().interfaces(),
                            "host.unwrap(ProxmoxNode.class).pendingChanges() tells each line")));
            return new Work(findings, List.of(ApplyStep.sdn(site, Optional::empty)));
        });
    }

    @Override
    public String toString() {
        return "SDN of Proxmox VE at " + site.server();
    }
}
