package io.edgevirt.vsphere.driver;

import io.edgevirt.Cluster;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.HostInfo;
import io.edgevirt.NodeLogin;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.Automation;
import io.edgevirt.vsphere.DRSSettings;
import io.edgevirt.vsphere.HASettings;
import io.edgevirt.vsphere.VSAN;
import io.edgevirt.vsphere.VSphereCluster;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.VSANReader;
import io.edgevirt.vsphere.translate.ClusterChange;
import io.edgevirt.vsphere.translate.ClusterChange.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What vSphere alone can do with a cluster. */
final class OwnCluster implements VSphereCluster {

    private final Site site;
    private final Operations operations;
    private final String id;
    private final String name;

    private OwnCluster(Site site, Operations operations, String id, String name) {
        this.site = site;
        this.operations = operations;
        this.id = id;
        this.name = name;
    }

    /** One read, for the name. */
    static OwnCluster of(Site site, Operations operations, Ref ref) {
        Managed read = site.inventory().one(new Reference(ClusterFacts.TYPE, ref.id()), "name");
        return new OwnCluster(
                site, operations, ref.id(), read.text("name").map(Names::plain).orElse(ref.id()));
    }

    private Operation<Cluster> operation(String verb, Supplier<Work> plan) {
        return operations.operation(verb, name, plan, results -> operations.cluster(id));
    }

    private Work change(ClusterFacts facts, String title, ClusterChange change, Predicate<ClusterFacts> wanted) {
        return wanted.test(facts)
                ? Work.of()
                : Work.of(new VSphereClusters(site).reconfigure(facts, title, change, wanted));
    }

    private ClusterFacts facts() {
        return ClusterFacts.read(site, id);
    }

    @Override
    public Operation<Cluster> addHost(String host, Consumer<NodeLogin> login) {
        ClusterSpec.Node node = ClusterSpec.Node.of(host, login);
        return operation("addHost", () -> {
            List<HostInfo> hosts = new VSphereHosts(site).all();
            if (facts().hosts().containsValue(host)) {
                return Work.of();
            }
            List<Finding> findings = ClusterPlan.node(node, hosts);
            return findings.isEmpty()
                    ? Work.of(new ClusterPlan(site).join(id, name, node, Placement.host(hosts, host)))
                    : new Work(findings, List.of());
        });
    }

    @Override
    public Operation<Cluster> ha(Consumer<HASettings> settings) {
        WantedHA wanted = new WantedHA();
        settings.accept(wanted);
        return operation(
                "ha",
                () -> change(
                        facts(),
                        "set HA of " + name,
                        new ClusterChange().ha(wanted::into),
                        now -> wanted.fits(now.settings().at("dasConfig"))));
    }

    @Override
    public Operation<Cluster> drs(Consumer<DRSSettings> settings) {
        WantedDRS wanted = new WantedDRS();
        settings.accept(wanted);
        return operation("drs", () -> {
            List<Finding> findings = wanted.findings();
            return findings.isEmpty()
                    ? change(
                            facts(),
                            "set DRS of " + name,
                            new ClusterChange().drs(wanted::into),
                            now -> wanted.fits(now.settings().at("drsConfig")))
                    : new Work(findings, List.of());
        });
    }

    @Override
    public Operation<Cluster> automation(VM vm, Automation level) {
        String machine = operations.ref(vm).id();
        return operation("automation", () -> {
            ClusterFacts facts = facts();
            Optional<Element> before = facts.drsOf(machine);
            ClusterChange change = level == Automation.AS_CLUSTER
                    ? new ClusterChange().noAutomation(machine)
                    : new ClusterChange().automation(machine, WantedDRS.behaviour(level), before.isPresent());
            return change(facts, "set automation of " + vm.name(), change, now -> level(now.drsOf(machine)) == level);
        });
    }

    private static Automation level(Optional<Element> own) {
        return own.map((Function<Element, Automation>) o -> o.flag("enabled").orElse(true)
                        ? WantedDRS.level(o.at("behavior").text())
                        : Automation.OFF)
                .orElse(Automation.AS_CLUSTER);
    }

    @Override
    public Operation<Cluster> removeRule(String rule) {
        return operation("removeRule", () -> {
            ClusterFacts facts = facts();
            Optional<Element> found = facts.rule(rule);
            if (found.isEmpty() || found.get().count("key").isEmpty()) {
                return Work.stopped(Finding.fail(
                        "rule",
                        Problem.NOT_FOUND,
                        rule,
                        "the cluster " + name + " has no such rule",
                        "cluster.info().rules() tells what it has"));
            }
            ClusterChange change =
                    new ClusterChange().removeRule(found.get().count("key").get());
            own(facts, rule).forEach(change::removeGroup);
            return change(
                    facts, "remove rule " + rule, change, now -> now.rule(rule).isEmpty());
        });
    }

    /** The groups that were made for a rule, and that no other rule is about. */
    private static List<String> own(ClusterFacts facts, String rule) {
        Groups groups = Groups.of(rule);
        List<String> own = new ArrayList<>();
        for (String group : List.of(groups.vms(), groups.hosts())) {
            boolean shared = facts.settings().all("rule").stream()
                    .filter(r -> !r.at("name").text().equals(rule))
                    .anyMatch(r -> r.children().stream().anyMatch(c -> c.text().equals(group)));
            if (facts.group(group).isPresent() && !shared) {
                own.add(group);
            }
        }
        return own;
    }

    @Override
    public Optional<Boolean> drsEnabled() {
        return operations.read("drsEnabled", name, () -> facts().drs());
    }

    @Override
    public Optional<VSAN> vsan() {
        return operations.read("vsan", name, () -> {
            Managed cluster = site.inventory()
                    .one(
                            new Reference(ClusterFacts.TYPE, id),
                            VSANReader.CLUSTERS.paths().toArray(String[]::new));
            return VSANReader.of(cluster, site.inventory().all(VSANReader.HOSTS));
        });
    }
}
