package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.HaGroup;
import io.edgevirt.proxmox.HaResource;
import io.edgevirt.proxmox.HaRule;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.translate.HaRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.ProtectionSpec;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.RuleSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

/**
 * Plans what the HA manager is told. Its requests write its configuration at once; the manager itself acts on it within
 * some ten seconds.
 */
final class HaPlan {

    /** What EdgeVirt's own groups and rules of a machine are called. */
    private static final String OWN = "edgevirt-";

    private final Site site;
    private final HaFacts facts;
    private final List<Finding> findings = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    HaPlan(Site site) {
        this(site, HaFacts.read(site));
    }

    HaPlan(Site site, HaFacts facts) {
        this.site = site;
        this.facts = facts;
        writable(facts.members().quorate()).ifPresent(findings::add);
    }

    /** Why nothing of the cluster's configuration can be changed. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    static Optional<Finding> writable(Optional<Boolean> quorate) {
        return quorate.equals(Optional.of(false))
                ? Optional.of(Finding.fail(
                        "cluster.quorum",
                        Problem.STATE,
                        "cluster",
                        "the cluster has no quorum, so its configuration cannot be changed",
                        "bring the missing nodes back"))
                : Optional.empty();
    }

    private Work work() {
        boolean stopped = findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
        return new Work(findings, stopped ? List.of() : steps);
    }

    Work protect(ProtectionSpec spec) {
        List<String> hosts = hosts("preferredHosts", spec.preferredHosts());
        String sid = HaRequests.sid(spec.vm().id());
        OptionalInt restarts = spec.restarts().map(OptionalInt::of).orElse(OptionalInt.empty());
        String own = OWN + spec.vm().id();
        if (hosts.isEmpty()) {
            resource(spec.vm().id(), restarts, Optional.empty());
        } else if (HaFacts.ruled(site)) {
            resource(spec.vm().id(), restarts, Optional.empty());
            place(new HaRule(
                    own, HaRule.Kind.NODES, List.of(sid), HaFacts.ranked(hosts), false, true, Optional.empty()));
        } else {
            group(new HaGroup(own, HaFacts.ranked(hosts), false, true, Optional.empty()));
            resource(spec.vm().id(), restarts, Optional.of(own));
        }
        return work();
    }

    Work rule(RuleSpec spec) {
        if (!HaRequests.named(spec.name())) {
            findings.add(Finding.fail(
                    "name",
                    Problem.INVALID,
                    spec.name(),
                    "a rule's name on Proxmox VE is a letter, then letters, digits, '_' and '-'",
                    "choose another: named(text)"));
        }
        List<String> hosts = hosts("hosts", spec.hosts());
        if (spec.kind() != RuleSpec.Kind.PIN && !HaFacts.ruled(site)) {
            findings.add(Finding.fail(
                    "rule",
                    Problem.UNSUPPORTED,
                    spec.name(),
                    "Proxmox VE " + site.pve().version().major() + " has no rules about machines and each other",
                    "upgrade to Proxmox VE 9, or pin each machine"));
        }
        if (facts.group(spec.name()).isPresent() || facts.rule(spec.name()).isPresent()) {
            findings.add(Finding.fail(
                    "name",
                    Problem.ALREADY_EXISTS,
                    spec.name(),
                    "the cluster has a rule or group of that name",
                    "choose another: named(text)"));
        }
        if (findings.stream().noneMatch(f -> f.status() == Finding.Status.FAIL)) {
            ruled(spec, hosts);
        }
        return work();
    }

    private void ruled(RuleSpec spec, List<String> hosts) {
        Map<String, Integer> alike = new java.util.LinkedHashMap<>();
        hosts.forEach(h -> alike.put(h, 0));
        boolean groups = !HaFacts.ruled(site);
        if (groups) {
            group(new HaGroup(spec.name(), alike, true, true, Optional.empty()));
        }
        for (Ref vm : spec.vms()) {
            told(vm.id());
            resource(vm.id(), OptionalInt.empty(), groups ? Optional.of(spec.name()) : Optional.empty());
        }
        if (!groups) {
            HaRule.Kind kind = switch (spec.kind()) {
                case PIN -> HaRule.Kind.NODES;
                case APART -> HaRule.Kind.APART;
                case TOGETHER -> HaRule.Kind.TOGETHER;
            };
            List<String> sids =
                    spec.vms().stream().map(v -> HaRequests.sid(v.id())).toList();
            place(new HaRule(spec.name(), kind, sids, alike, true, true, Optional.empty()));
        }
    }

    /** Rules hold for what HA looks after alone, so a machine that it does not comes into its care. */
    private void told(String vmid) {
        if (facts.resource(HaRequests.sid(vmid)).isEmpty()) {
            findings.add(Finding.warn(
                    "ha.resource",
                    vmid,
                    "Proxmox VE keeps rules for machines that HA looks after alone, so this one will be",
                    "cluster.unwrap(ProxmoxCluster.class).unprotect(vm) takes it out again"));
        }
    }

    private List<String> hosts(String field, List<String> names) {
        List<String> known = facts.members().names();
        for (String name : names) {
            if (!known.contains(name)) {
                findings.add(Finding.fail(
                        field,
                        Problem.NOT_FOUND,
                        name,
                        "the cluster has no such node",
                        "it has " + String.join(", ", known)));
            }
        }
        return names;
    }

    /** Puts a machine into HA's care, or changes how it is cared for, as far as that differs. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private void resource(String vmid, OptionalInt restarts, Optional<String> group) {
        String sid = HaRequests.sid(vmid);
        Optional<HaResource> before = facts.resource(sid);
        if (before.isEmpty()) {
            steps.add(step(
                            "protect " + vmid,
                            HaRequests.add(sid, state(vmid), restarts, group),
                            now -> now.resource(sid).isPresent())
                    .undo(results -> HaUndo.of(site).removed(HaRequests.remove(sid))));
            return;
        }
        Optional<String> other = before.get()
                .group()
                .filter(g -> group.isPresent() && !group.get().equals(g));
        other.ifPresent(g -> findings.add(Finding.fail(
                "ha.group",
                Problem.STATE,
                vmid,
                "it is in the HA group " + g + ", and Proxmox VE allows one",
                "take it out of that group first")));
        boolean grouped = group.isEmpty() || before.get().group().equals(group);
        boolean counted = restarts.isEmpty()
                || before.get().restarts().filter(r -> r == restarts.getAsInt()).isPresent();
        if (before.get().looksAfter() && grouped && counted) {
            return;
        }
        Optional<String> state = before.get().looksAfter() ? Optional.empty() : Optional.of(state(vmid));
        steps.add(step(
                "set protection of " + vmid,
                HaRequests.change(
                        sid, state, counted ? OptionalInt.empty() : restarts, grouped ? Optional.empty() : group),
                now -> now.resource(sid)
                        .filter(r ->
                                r.looksAfter() && (group.isEmpty() || r.group().equals(group)))
                        .isPresent()));
    }

    /** Protecting a machine neither starts nor stops it. */
    private String state(String vmid) {
        return site.nodes()
                        .at(
                                vmid,
                                node -> site.pve()
                                        .send(Call.get("/nodes/{node}/qemu/{vmid}/status/current", node, vmid)))
                        .text("status")
                        .equals(Optional.of("running"))
                ? "started"
                : "stopped";
    }

    private void group(HaGroup wanted) {
        Optional<HaGroup> before = facts.group(wanted.name());
        Predicate<HaFacts> there = now -> now.group(wanted.name())
                .filter(g -> g.nodes().equals(wanted.nodes()))
                .isPresent();
        if (before.isEmpty()) {
            steps.add(step("make HA group " + wanted.name(), HaRequests.add(wanted), there)
                    .undo(results -> HaUndo.of(site).removed(HaRequests.removeGroup(wanted.name())))
                    .makes("HA group " + wanted.name()));
        } else if (!before.get().nodes().equals(wanted.nodes())) {
            steps.add(step("change HA group " + wanted.name(), HaRequests.change(wanted), there)
                    .undo(results -> site.pve().send(HaRequests.change(before.get()))));
        }
    }

    private void place(HaRule wanted) {
        for (String sid : wanted.kind() == HaRule.Kind.NODES ? wanted.resources() : List.<String>of()) {
            facts.placing(sid)
                    .filter(r -> !r.name().equals(wanted.name()))
                    .ifPresent(r -> findings.add(Finding.fail(
                            "ha.rule",
                            Problem.STATE,
                            sid,
                            "the rule " + r.name() + " says already on which nodes it runs, and Proxmox VE allows one",
                            "remove that rule first")));
        }
        Optional<HaRule> before = facts.rule(wanted.name());
        Predicate<HaFacts> there = now -> now.rule(wanted.name())
                .filter(r -> r.nodes().equals(wanted.nodes()))
                .isPresent();
        if (before.isEmpty()) {
            steps.add(step("set rule " + wanted.name(), HaRequests.add(wanted), there)
                    .undo(results -> HaUndo.of(site).removed(HaRequests.removeRule(wanted.name())))
                    .makes("HA rule " + wanted.name()));
        } else if (!before.get().nodes().equals(wanted.nodes())) {
            steps.add(step("change rule " + wanted.name(), HaRequests.change(wanted), there));
        }
    }

    /** One request that writes the configuration; after a lost reply, whether it holds what was wanted. */
    PveStep step(String title, Call call, Predicate<HaFacts> wanted) {
        return new PveStep(site.pve(), title, call)
                .landed(results -> wanted.test(HaFacts.read(site)) ? Landed.yes(Map.of()) : Landed.no());
    }
}
