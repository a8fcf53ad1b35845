package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.Secret;
import io.edgevirt.proxmox.ClusterMember;
import io.edgevirt.proxmox.read.MembershipReader;
import io.edgevirt.proxmox.read.MembershipReader.Membership;
import io.edgevirt.proxmox.translate.ClusterRequests;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans clusters: the node that is connected to becomes the first, and the others join it one after the other. */
final class ClusterPlan {

    private static final String ROOT = "root@pam";

    private final Site site;
    private final Neighbours neighbours;

    ClusterPlan(Site site, Neighbours neighbours) {
        this.site = site;
        this.neighbours = neighbours;
    }

    Work create(ClusterSpec spec) {
        Membership now = membership();
        List<Finding> findings = new ArrayList<>();
        now.name().ifPresent(name -> findings.add(member(spec.name(), name)));
        if (!ClusterRequests.named(spec.name())) {
            findings.add(Finding.fail(
                    "name",
                    Problem.INVALID,
                    spec.name(),
                    "a cluster's name on Proxmox VE is of letters, digits and inner hyphens, 15 at most",
                    "choose another name"));
        }
        spec.address()
                .ifPresent(a -> findings.add(Finding.fail(
                        "address",
                        Problem.UNSUPPORTED,
                        a,
                        "a cluster of Proxmox VE has no address of its own",
                        "leave it out; connect with the addresses of several nodes")));
        List<ClusterSpec.Node> joining =
                spec.nodes().stream().filter(n -> !local(now, n.name())).toList();
        if (!spec.nodes().isEmpty() && joining.size() == spec.nodes().size()) {
            findings.add(Finding.fail(
                    "nodes",
                    Problem.INVALID,
                    site.server(),
                    "the node that is connected to becomes the first of the cluster",
                    "name it among the nodes: " + String.join(", ", now.names())));
        }
        findings.addAll(logins(joining));
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        List<Step> steps = new ArrayList<>();
        steps.add(making(spec.name()));
        joining.forEach(n -> steps.add(join(n, spec.name())));
        return new Work(List.of(), steps);
    }

    private static Finding member(String wanted, String name) {
        return wanted.equals(name)
                ? Finding.fail(
                        "name",
                        Problem.ALREADY_EXISTS,
                        wanted,
                        "the node belongs to a cluster of that name",
                        "add nodes: cluster.unwrap(ProxmoxCluster.class).addNode(…)")
                : Finding.fail(
                        "node",
                        Problem.STATE,
                        wanted,
                        "the node belongs to the cluster " + name,
                        "connect to a node that belongs to none");
    }

    /** Lets a node join the cluster there is. */
    Work add(ClusterSpec.Node node) {
        Membership now = membership();
        List<Finding> findings = new ArrayList<>(logins(List.of(node)));
        HaPlan.writable(now.quorate()).ifPresent(findings::add);
        if (now.names().contains(node.name())) {
            return Work.of();
        }
        return findings.isEmpty() ? Work.of(join(node, now.name().orElse(""))) : new Work(findings, List.of());
    }

    private List<Finding> logins(List<ClusterSpec.Node> joining) {
        List<Finding> findings = new ArrayList<>();
        if (!site.pve().user().equals(ROOT) || neighbours.password().isEmpty()) {
            findings.add(Finding.fail(
                    "login",
                    Problem.PERMISSION,
                    site.pve().user(),
                    "Proxmox VE lets root@pam alone make clusters, and a joining node needs its password",
                    "connect as root@pam with its password, not with a token"));
        }
        for (ClusterSpec.Node node : joining) {
            if (node.password().isEmpty()) {
                findings.add(Finding.fail(
                        "node",
                        Problem.INVALID,
                        node.name(),
                        "a node joins by a request to itself, which needs a login there",
                        "node(name, login -> login.password(…).fingerprint(…))"));
            }
        }
        return findings;
    }

    private boolean local(Membership now, String name) {
        List<ClusterMember> here = now.members();
        return name.equals(site.server())
                || here.stream()
                        .filter(m -> m.local() || here.size() == 1)
                        .anyMatch(m -> m.name().equals(name) || m.address().equals(Optional.of(name)));
    }

    private Step making(String name) {
        return new PveStep(site.pve(), "make cluster " + name, ClusterRequests.create(name))
                .task()
                .tells(Step.CLUSTER, name)
                .landed(results -> membership().name().equals(Optional.of(name))
                        ? Landed.yes(Map.of(Step.CLUSTER, name))
                        : Landed.unknown())
                .undo(results -> {
                    if (membership().name().isPresent()) {
                        throw JoinStep.stays("no cluster is dissolved by Proxmox VE's API");
                    }
                })
                .makes("cluster " + name);
    }

    private Step join(ClusterSpec.Node node, String cluster) {
        Secret password = neighbours.password().orElseThrow();
        return new JoinStep(site, neighbours, node, cluster, password);
    }

    private Membership membership() {
        return MembershipReader.membership(site.pve().send(HaFacts.STATUS));
    }
}
