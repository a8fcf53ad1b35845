package io.edgevirt.vsphere.driver;

import io.edgevirt.ConflictException;
import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.HostInfo;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.translate.ClusterRequests;
import io.edgevirt.vsphere.translate.SiteNames;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Plans a cluster with its hosts. */
final class ClusterPlan {

    private final Site site;
    private final Set<String> joined = new HashSet<>();

    ClusterPlan(Site site) {
        this.site = site;
    }

    Work create(ClusterSpec spec) {
        List<Finding> findings =
                new ArrayList<>(new SiteNames().entity("name", spec.name()).findings());
        spec.address()
                .ifPresent(a -> findings.add(Finding.fail(
                        "address",
                        Problem.UNSUPPORTED,
                        a,
                        "a cluster of vSphere has no address of its own",
                        "leave it out: machines and hosts keep theirs")));
        List<Managed> datacenters = site.inventory().all(Selection.of("Datacenter", "name", "hostFolder"));
        if (datacenters.size() != 1) {
            findings.add(Finding.fail(
                    "name",
                    datacenters.isEmpty() ? Problem.NOT_FOUND : Problem.AMBIGUOUS,
                    spec.name(),
                    "the vCenter has " + datacenters.size() + " data centres, and a cluster lies in one",
                    "make it in the vSphere client"));
        }
        if (new VSphereClusters(site).all().stream().anyMatch(c -> c.name().equals(spec.name()))) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "there is a cluster of that name",
                    "choose another name"));
        }
        List<HostInfo> hosts = new VSphereHosts(site).all();
        spec.nodes().forEach(n -> findings.addAll(node(n, hosts)));
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        String folder = datacenters.get(0).at("hostFolder").text();
        List<Step> steps = new ArrayList<>();
        steps.add(cluster(spec.name(), folder));
        spec.nodes().forEach(n -> steps.add(join("", spec.name(), n, lone(n, hosts))));
        return new Work(findings, steps);
    }

    /** What stops a host from joining a cluster. */
    static List<Finding> node(ClusterSpec.Node node, List<HostInfo> hosts) {
        Optional<HostInfo> known = lone(node, hosts);
        if (known.flatMap(HostInfo::cluster).isPresent()) {
            return List.of(Finding.fail(
                    "node",
                    Problem.STATE,
                    node.name(),
                    "the host belongs to the cluster " + known.get().cluster().get(),
                    "take it out of that one first"));
        }
        if (known.isEmpty() && (node.username().isEmpty() || node.password().isEmpty())) {
            return List.of(SiteNames.invalid(
                    "node",
                    node.name(),
                    "vCenter takes a host that it does not know with the host's own login",
                    "node(name, login -> login.username(\"root\").password(secret).fingerprint(text))"));
        }
        return new SiteNames().line("node", node.name()).findings();
    }

    private static Optional<HostInfo> lone(ClusterSpec.Node node, List<HostInfo> hosts) {
        return Placement.host(hosts, node.name());
    }

    private Step cluster(String name, String folder) {
        return new VimStep(site.vim(), "make cluster " + name, ClusterRequests.create(folder, name))
                .token(UUID.randomUUID().toString())
                .tells(Step.CLUSTER)
                .landed(results -> find(name).isPresent() ? Landed.unknown() : Landed.no())
                .undo(results -> {
                    if (results.containsKey(Step.CLUSTER)) {
                        remove(results.get(Step.CLUSTER));
                    } else if (find(name).isPresent()) {
                        throw new ConflictException(Failure.of("whether the cluster " + name
                                        + " was made by this change or by somebody else cannot be told")
                                .backend("vsphere"));
                    }
                })
                .makes("cluster " + name);
    }

    private Optional<String> find(String name) {
        return site.inventory().all(Selection.of(ClusterFacts.TYPE, "name")).stream()
                .filter(c ->
                        c.text("name").map(Names::plain).filter(name::equals).isPresent())
                .map(Managed::id)
                .findFirst();
    }

    /** Removing a cluster removes its hosts from vCenter: only those that this change brought may go. */
    private void remove(String cluster) {
        Set<String> others = new HashSet<>();
        site.inventory()
                .one(new Reference(ClusterFacts.TYPE, cluster), "host")
                .at("host")
                .references()
                .forEach(h -> others.add(h.id()));
        others.removeAll(joined);
        if (!others.isEmpty()) {
            throw new ConflictException(
                    Failure.of("the cluster holds hosts that vCenter had before, and would take them along")
                            .backend("vsphere")
                            .hint("move them out, and remove the cluster"));
        }
        TaskEnd.brief(site.inventory()).await(site.vim().task(ClusterRequests.remove(cluster)));
    }

    /** Lets a host join; an id of the cluster that is empty is learned by an earlier step. */
    Step join(String cluster, String name, ClusterSpec.Node node, Optional<HostInfo> known) {
        String title = "let " + node.name() + " join cluster " + name;
        return new VimStep(site.vim(), title, results -> request(id(cluster, results), node, known))
                .token(UUID.randomUUID().toString())
                .landed(results -> member(id(cluster, results), node.name())
                        .map(h -> Landed.yes(Map.of()))
                        .orElse(Landed.no()))
                .undo(results -> member(id(cluster, results), node.name()).ifPresent(h -> {
                    if (known.isPresent() || !cluster.isEmpty()) {
                        throw new ConflictException(
                                Failure.of("a host leaves a cluster only in maintenance, which stops its machines")
                                        .backend("vsphere"));
                    }
                    joined.add(h);
                }))
                .makes("host " + node.name() + " in cluster " + name);
    }

    private static String id(String cluster, Map<String, String> results) {
        return cluster.isEmpty() ? results.getOrDefault(Step.CLUSTER, "{cluster}") : cluster;
    }

    private static Request request(String cluster, ClusterSpec.Node node, Optional<HostInfo> known) {
        return known.map(h -> ClusterRequests.moveHost(cluster, h.id()))
                .orElseGet(() -> node.password()
                        .map(p -> ClusterRequests.addHost(cluster, node, new String(p.reveal())))
                        .orElseThrow());
    }

    private Optional<String> member(String cluster, String host) {
        return ClusterFacts.read(site, cluster).hosts().entrySet().stream()
                .filter(e -> e.getValue().equals(host) || e.getKey().equals(host))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
