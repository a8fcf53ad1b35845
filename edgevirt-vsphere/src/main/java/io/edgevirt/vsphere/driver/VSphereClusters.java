package io.edgevirt.vsphere.driver;

import io.edgevirt.ClusterInfo;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.ClusterRole;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Page;
import io.edgevirt.spi.ProtectionSpec;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.RuleSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import io.edgevirt.vsphere.read.ClusterReader;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.translate.ClusterChange;
import io.edgevirt.vsphere.translate.ClusterChange.Groups;
import io.edgevirt.vsphere.translate.ClusterRequests;
import io.edgevirt.vsphere.translate.SiteNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** Clusters of a vCenter. */
final class VSphereClusters implements ClusterRole {

    /** What HA gives a machine that is protected, where nothing else is asked for. */
    private static final String PRIORITY = "medium";

    private static final String NO_RESTART = "disabled";

    private final Site site;

    VSphereClusters(Site site) {
        this.site = site;
    }

    /** All clusters, in one request. */
    List<ClusterInfo> all() {
        List<Managed> listing = site.inventory().all(ClusterReader.WANTED.toArray(Selection[]::new));
        return ClusterReader.clusters(listing, site.root());
    }

    @Override
    public Page<ClusterInfo> list(String from) {
        return Page.all(all());
    }

    @Override
    public ClusterInfo read(String id) {
        return all().stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow(() -> VSphereNetworks.absent("there is no cluster with the id '" + id + "'"));
    }

    @Override
    public Work create(ClusterSpec spec) {
        return new ClusterPlan(site).create(spec);
    }

    @Override
    public Work protect(Ref cluster, ProtectionSpec spec) {
        ClusterFacts facts = ClusterFacts.read(site, cluster.id());
        List<Finding> findings = new ArrayList<>();
        String vm = machine(spec.vm());
        if (facts.ha().equals(java.util.Optional.of(false))) {
            findings.add(Finding.fail(
                    "cluster.ha",
                    Problem.STATE,
                    facts.name(),
                    "vSphere HA is off in the cluster, so nothing restarts its machines",
                    "cluster.unwrap(VSphereCluster.class).ha(s -> s.enabled(true)).run()"));
        }
        if (spec.restarts().filter(r -> r > 0).isPresent()) {
            findings.add(Finding.fail(
                    "restarts",
                    Problem.UNSUPPORTED,
                    vm,
                    "vSphere counts restarts for a whole cluster and not for one machine",
                    "set the cluster's advanced option das.maxvmrestartcount; restarts(0) is none at all"));
        }
        if (spec.preferredHosts().size() > 1) {
            findings.add(Finding.warn(
                    "preferredHosts", vm, "vSphere prefers them all alike: it keeps no order", "name one host"));
        }
        List<String> hosts = facts.hosts("preferredHosts", spec.preferredHosts(), findings);
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        String priority = spec.restarts().isPresent() ? NO_RESTART : PRIORITY;
        ClusterChange change = new ClusterChange();
        boolean changed = priority(change, facts, spec.vm().id(), priority);
        if (!hosts.isEmpty()) {
            changed |= preferred(change, facts, spec.vm().id(), hosts);
        }
        Step step = reconfigure(
                facts,
                "protect " + vm,
                change,
                now -> protectedAs(now, spec.vm().id(), priority, hosts));
        return new Work(findings, changed ? List.of(step) : List.of());
    }

    /** A machine that has a priority already keeps it: it may have been set with care. */
    private static boolean priority(ClusterChange change, ClusterFacts facts, String vm, String priority) {
        String before = facts.haOf(vm)
                .flatMap(h -> h.text("dasSettings/restartPriority").or(() -> h.text("restartPriority")))
                .orElse("");
        boolean fits = priority.equals(NO_RESTART)
                ? before.equals(NO_RESTART)
                : !before.isEmpty() && !before.equals(NO_RESTART);
        if (!fits) {
            change.restart(vm, priority, facts.haOf(vm).isPresent());
        }
        return !fits;
    }

    private static boolean preferred(ClusterChange change, ClusterFacts facts, String vm, List<String> hosts) {
        String rule = "edgevirt prefers hosts of " + vm;
        Groups groups = Groups.of(rule);
        boolean same = facts.members(groups.hosts(), "host").equals(new java.util.TreeSet<>(hosts));
        if (facts.rule(rule).isPresent() && same) {
            return false;
        }
        change.vmGroup(groups.vms(), List.of(vm), facts.group(groups.vms()).isPresent());
        change.hostGroup(groups.hosts(), hosts, facts.group(groups.hosts()).isPresent());
        if (facts.rule(rule).isEmpty()) {
            change.held(rule, groups, false);
        }
        return true;
    }

    private static boolean protectedAs(ClusterFacts now, String vm, String priority, List<String> hosts) {
        return !priority(new ClusterChange(), now, vm, priority)
                && (hosts.isEmpty() || !preferred(new ClusterChange(), now, vm, hosts));
    }

    @Override
    public Work rule(Ref cluster, RuleSpec spec) {
        ClusterFacts facts = ClusterFacts.read(site, cluster.id());
        List<Finding> findings =
                new ArrayList<>(new SiteNames().text("name", spec.name()).findings());
        spec.vms().forEach(this::machine);
        List<String> hosts = facts.hosts("hosts", spec.hosts(), findings);
        Groups groups = Groups.of(spec.name());
        if (facts.rule(spec.name()).isPresent()
                || spec.kind() == RuleSpec.Kind.PIN
                        && (facts.group(groups.vms()).isPresent()
                                || facts.group(groups.hosts()).isPresent())) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "the cluster has a rule or group of that name",
                    "choose another: named(text); unwrap(VSphereCluster.class).removeRule(name) removes one"));
        }
        if (facts.drs().equals(java.util.Optional.of(false))) {
            findings.add(Finding.warn(
                    "cluster.drs",
                    facts.name(),
                    "DRS is off in the cluster: vSphere keeps the rule when it places a machine, and moves none for it",
                    "cluster.unwrap(VSphereCluster.class).drs(s -> s.enabled(true)).run()"));
        }
        if (findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)) {
            return new Work(findings, List.of());
        }
        List<String> vms = spec.vms().stream().map(Ref::id).toList();
        ClusterChange change = switch (spec.kind()) {
            case PIN ->
                new ClusterChange()
                        .vmGroup(groups.vms(), vms, false)
                        .hostGroup(groups.hosts(), hosts, false)
                        .held(spec.name(), groups, true);
            case APART -> new ClusterChange().apart(spec.name(), vms);
            case TOGETHER -> new ClusterChange().together(spec.name(), vms);
        };
        return new Work(
                findings,
                List.of(reconfigure(
                        facts,
                        "set rule " + spec.name(),
                        change,
                        now -> now.rule(spec.name()).isPresent())));
    }

    /** The name of a machine that must be there. */
    private String machine(Ref vm) {
        return site.inventory()
                .one(new Reference("VirtualMachine", vm.id()), "name")
                .text("name")
                .map(Names::plain)
                .orElse(vm.id());
    }

    /** One change of settings, which vCenter makes as a whole or not at all. */
    Step reconfigure(ClusterFacts facts, String title, ClusterChange change, Predicate<ClusterFacts> wanted) {
        return new VimStep(site.vim(), title, ClusterRequests.reconfigure(facts.id(), change.spec()))
                .token(UUID.randomUUID().toString())
                .landed(results ->
                        wanted.test(ClusterFacts.read(site, facts.id())) ? Landed.yes(Map.of()) : Landed.no());
    }
}
