package io.edgevirt.proxmox.driver;

import io.edgevirt.Cluster;
import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.NodeLogin;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.proxmox.ClusterMember;
import io.edgevirt.proxmox.HaGroup;
import io.edgevirt.proxmox.HaResource;
import io.edgevirt.proxmox.HaRule;
import io.edgevirt.proxmox.HaState;
import io.edgevirt.proxmox.JoinInformation;
import io.edgevirt.proxmox.ProxmoxCluster;
import io.edgevirt.proxmox.ReplicationJob;
import io.edgevirt.proxmox.ReplicationState;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.HaReader;
import io.edgevirt.proxmox.read.JoinReader;
import io.edgevirt.proxmox.read.MembershipReader;
import io.edgevirt.proxmox.read.ReplicationReader;
import io.edgevirt.proxmox.translate.ClusterRequests;
import io.edgevirt.proxmox.translate.HaRequests;
import io.edgevirt.spi.ClusterSpec;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What Proxmox VE alone can do with a cluster.
 *
 * @param site the connection
 * @param operations makes operations
 * @param neighbours reaches nodes that join
 * @param id the cluster's id, which is its name
 */
record OwnCluster(Site site, Operations operations, Neighbours neighbours, String id) implements ProxmoxCluster {

    private <T> T read(String what, Call call, Function<io.edgevirt.proxmox.read.Json, T> reader) {
        return operations.read(what, id, () -> reader.apply(site.pve().send(call)));
    }

    private Operation<Cluster> operation(String verb, String target, Supplier<Work> plan) {
        return operations.operation(verb, target, plan, results -> operations.cluster(id));
    }

    @Override
    public List<ClusterMember> members() {
        return operations.read(
                "members",
                id,
                () -> JoinReader.voting(
                        MembershipReader.membership(site.pve().send(HaFacts.STATUS))
                                .members(),
                        site.pve().send(Call.get("/cluster/config/nodes"))));
    }

    @Override
    public JoinInformation joinInformation() {
        return read("joinInformation", ClusterRequests.information(), JoinReader::information)
                .orElseThrow(() -> absent("way to join is told"));
    }

    private static NotFoundException absent(String what) {
        return new NotFoundException(Failure.of("no " + what).backend(Faults.BACKEND));
    }

    @Override
    public Operation<Cluster> addNode(String node, Consumer<NodeLogin> login) {
        ClusterSpec.Node joining = ClusterSpec.Node.of(node, login);
        return operation("addNode", node, () -> new ClusterPlan(site, neighbours).add(joining));
    }

    @Override
    public List<HaState> haState() {
        return read("haState", Call.get("/cluster/ha/status/current"), ReplicationReader::states);
    }

    @Override
    public List<HaResource> haResources() {
        return read("haResources", HaRequests.resources(), HaReader::resources);
    }

    @Override
    public List<HaGroup> haGroups() {
        return HaFacts.ruled(site) ? List.of() : read("haGroups", HaRequests.groups(), HaReader::groups);
    }

    @Override
    public List<HaRule> haRules() {
        return HaFacts.ruled(site) ? read("haRules", HaRequests.rules(), HaReader::rules) : List.of();
    }

    /** One request to the HA manager's configuration; none where it says so already. */
    private Work told(boolean rules, String title, Function<HaFacts, Call> call, Predicate<HaFacts> wanted) {
        if (rules != HaFacts.ruled(site)) {
            return Work.stopped(Finding.fail(
                    "ha",
                    Problem.UNSUPPORTED,
                    id,
                    "Proxmox VE " + site.pve().version().major() + (rules ? " has no HA rules" : " has no HA groups"),
                    rules ? "use groups, or upgrade to Proxmox VE 9" : "use rules"));
        }
        return told(title, call, wanted);
    }

    private Work told(String title, Function<HaFacts, Call> call, Predicate<HaFacts> wanted) {
        HaFacts facts = HaFacts.read(site);
        Optional<Finding> stopped = HaPlan.writable(facts.members().quorate());
        if (stopped.isPresent()) {
            return Work.stopped(stopped.get());
        }
        return wanted.test(facts) ? Work.of() : Work.of(new HaPlan(site, facts).step(title, call.apply(facts), wanted));
    }

    @Override
    public Operation<Cluster> unprotect(VM vm) {
        String sid = HaRequests.sid(operations.ref(vm).id());
        return operation(
                "unprotect",
                vm.name(),
                () -> told(
                        "take " + sid + " out of HA",
                        facts -> HaRequests.remove(sid),
                        facts -> facts.resource(sid).isEmpty()));
    }

    @Override
    public Operation<Cluster> haGroup(HaGroup group) {
        return operation(
                "haGroup",
                group.name(),
                () -> named(group.name())
                        .map(Work::stopped)
                        .orElseGet(() -> told(
                                false,
                                "set HA group " + group.name(),
                                facts -> facts.group(group.name()).isPresent()
                                        ? HaRequests.change(group)
                                        : HaRequests.add(group),
                                facts -> facts.group(group.name()).equals(Optional.of(group)))));
    }

    @Override
    public Operation<Cluster> removeHaGroup(String name) {
        return operation(
                "removeHaGroup",
                name,
                () -> named(name)
                        .map(Work::stopped)
                        .orElseGet(() -> told(
                                false,
                                "remove HA group " + name,
                                facts -> HaRequests.removeGroup(name),
                                facts -> facts.group(name).isEmpty())));
    }

    @Override
    public Operation<Cluster> haRule(HaRule rule) {
        return operation(
                "haRule",
                rule.name(),
                () -> named(rule.name())
                        .map(Work::stopped)
                        .orElseGet(() -> told(
                                true,
                                "set HA rule " + rule.name(),
                                facts -> facts.rule(rule.name()).isPresent()
                                        ? HaRequests.change(rule)
                                        : HaRequests.add(rule),
                                facts -> facts.rule(rule.name()).equals(Optional.of(rule)))));
    }

    @Override
    public Operation<Cluster> removeHaRule(String name) {
        return operation(
                "removeHaRule",
                name,
                () -> named(name)
                        .map(Work::stopped)
                        .orElseGet(() -> told(
                                true,
                                "remove HA rule " + name,
                                facts -> HaRequests.removeRule(name),
                                facts -> facts.rule(name).isEmpty())));
    }

    private static Optional<Finding> named(String name) {
        return HaRequests.named(name)
                ? Optional.empty()
                : Optional.of(Finding.fail(
                        "name",
                        Problem.INVALID,
                        name,
                        "a name is a letter, then letters, digits, '_' and '-'",
                        "choose another"));
    }

    private Replication replication() {
        return new Replication(site);
    }

    @Override
    public List<ReplicationJob> replications() {
        return operations.read("replications", id, () -> replication().jobs());
    }

    @Override
    public Operation<ReplicationJob> replicate(VM vm, String target, String schedule) {
        String vmid = operations.ref(vm).id();
        return operations.operation(
                "replicate",
                vm.name(),
                () -> replication().create(vmid, target, schedule),
                results -> job("replicate", results.getOrDefault(Replication.JOB, "")));
    }

    private ReplicationJob job(String verb, String job) {
        return operations.read(verb, job, () -> replication().job(job));
    }

    @Override
    public ReplicationState replicationState(String job) {
        return operations.read("replicationState", job, () -> replication().state(job));
    }

    @Override
    public Operation<ReplicationJob> runReplication(String job) {
        return operations.operation(
                "runReplication", job, () -> replication().run(job), results -> job("runReplication", job));
    }

    @Override
    public Operation<Cluster> removeReplication(String job) {
        return operation("removeReplication", job, () -> replication().remove(job));
    }

    @Override
    public String toString() {
        return "cluster " + id;
    }
}
