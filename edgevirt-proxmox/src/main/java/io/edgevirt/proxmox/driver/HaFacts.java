package io.edgevirt.proxmox.driver;

import io.edgevirt.ClusterInfo;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.HaGroup;
import io.edgevirt.proxmox.HaResource;
import io.edgevirt.proxmox.HaRule;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.HaReader;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MembershipReader;
import io.edgevirt.proxmox.read.MembershipReader.Membership;
import io.edgevirt.proxmox.translate.HaRequests;
import io.edgevirt.spi.SessionExpiredException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cluster and what its HA manager is told to do, read with three requests. A group stands for a rule on Proxmox VE 7 and
 * 8, which have no others.
 *
 * @param members its nodes
 * @param known whether HA could be read at all
 * @param resources what it looks after
 * @param groups groups of nodes, on 7 and 8
 * @param rules rules, from 9 on
 */
record HaFacts(
        Membership members, boolean known, List<HaResource> resources, List<HaGroup> groups, List<HaRule> rules) {

    static final Call STATUS = Call.get("/cluster/status");

    static HaFacts read(Site site) {
        return read(site, MembershipReader.membership(site.pve().send(STATUS)));
    }

    /** With the nodes read already; a node without a cluster has no HA to ask about. */
    static HaFacts read(Site site, Membership members) {
        if (members.name().isEmpty()) {
            return new HaFacts(members, false, List.of(), List.of(), List.of());
        }
        boolean rules = ruled(site);
        Optional<Json> resources = quietly(site, HaRequests.resources());
        Optional<Json> places = quietly(site, rules ? HaRequests.rules() : HaRequests.groups());
        return new HaFacts(
                members,
                resources.isPresent(),
                resources.map(HaReader::resources).orElse(List.of()),
                rules ? List.of() : places.map(HaReader::groups).orElse(List.of()),
                rules ? places.map(HaReader::rules).orElse(List.of()) : List.of());
    }

    /** Whether placement is by rules, as from 9 on, rather than by groups. */
    static boolean ruled(Site site) {
        return site.pve().version().atLeast(9);
    }

    /** A login that may see the cluster may not see its HA; that is no reason to see neither. */
    private static Optional<Json> quietly(Site site, Call call) {
        try {
            return Optional.of(site.pve().send(call));
        } catch (SessionExpiredException | ConnectionException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return Optional.empty();
        }
    }

    Optional<HaResource> resource(String sid) {
        return resources.stream().filter(r -> r.sid().equals(sid)).findFirst();
    }

    Optional<HaGroup> group(String name) {
        return groups.stream().filter(g -> g.name().equals(name)).findFirst();
    }

    Optional<HaRule> rule(String name) {
        return rules.stream().filter(r -> r.name().equals(name)).findFirst();
    }

    /** The rule that says on which nodes a resource runs: Proxmox allows one. */
    Optional<HaRule> placing(String sid) {
        return rules.stream()
                .filter(r -> r.kind() == HaRule.Kind.NODES && r.resources().contains(sid))
                .findFirst();
    }

    /** As users see it; empty for a node without a cluster. */
    Optional<ClusterInfo> info() {
        return members.name()
                .map(name -> new ClusterInfo(
                        name,
                        name,
                        members.names(),
                        members.quorate(),
                        known ? Optional.of(true) : Optional.empty(),
                        Optional.empty(),
                        protectedVMs(),
                        lines(),
                        Optional.empty()));
    }

    private List<String> protectedVMs() {
        return resources.stream()
                .filter(r -> r.sid().startsWith("vm:") && r.looksAfter())
                .map(r -> r.sid().substring("vm:".length()))
                .toList();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        rules.forEach(r -> lines.add(r.toString()));
        for (HaGroup group : groups) {
            String members = resources.stream()
                    .filter(r -> r.group().equals(Optional.of(group.name())))
                    .map(HaResource::sid)
                    .collect(Collectors.joining(", "));
            if (!members.isEmpty()) {
                lines.add(group.name() + ": " + members + " on " + group.nodes()
                        + (group.restricted() ? ", nowhere else" : ""));
            }
        }
        return lines;
    }

    /** Priorities for nodes in an order: the first has the highest. */
    static Map<String, Integer> ranked(List<String> nodes) {
        Map<String, Integer> ranked = new java.util.LinkedHashMap<>();
        for (String node : nodes) {
            ranked.putIfAbsent(node, nodes.size() - ranked.size());
        }
        return ranked;
    }
}
