package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.TaskEntry;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.PowerVerb;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plans power verbs: one read of the machine's own status, for the cluster's list lags, and one request. Of a machine that
 * HA manages, the task that starts or stops it ends when HA has accepted that; then its state is waited for.
 */
final class PowerPlan {

    private static final String STATE = "vm.state";

    private final Site site;

    PowerPlan(Site site) {
        this.site = site;
    }

    /**
     * Plans a verb.
     *
     * @param vm the machine
     * @param verb what to do, from a state that it can start from
     * @param atMost how long the guest may take
     */
    Work plan(Ref vm, PowerVerb verb, Duration atMost) {
        Json now;
        try {
            now = site.nodes().at(vm.id(), node -> site.pve().send(PowerRequests.current(node, vm.id())));
        } catch (ConnectionException e) {
            return new NodeAway(site).finding(vm.id()).map(Work::stopped).orElseThrow(() -> e);
        }
        PowerFacts facts = PowerFacts.of(vm.id(), site.nodes().of(vm.id()), now);
        List<Finding> findings = new PowerRefusals(site).of(facts, verb);
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)
                ? new Work(findings, List.of())
                : new Work(findings, steps(facts, verb, atMost));
    }

    /** Plans to save the memory to a storage of the caller's choice. */
    Work hibernate(Ref vm, String storage) {
        PowerFacts facts = site.nodes()
                .at(
                        vm.id(),
                        node -> PowerFacts.of(vm.id(), node, site.pve().send(PowerRequests.current(node, vm.id()))));
        if (!facts.process()) {
            return Work.stopped(state(facts.name(), "it does not run, so there is no memory to keep", "start it"));
        }
        List<Finding> findings = new PowerRefusals(site).of(facts, PowerVerb.SAVE);
        Call save = PowerRequests.save(facts.node(), facts.vmid(), storage);
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)
                ? new Work(findings, List.of())
                : new Work(
                        findings, List.of(step(facts, "save", save, "qmsuspend").landed(results -> saved(facts))));
    }

    private Landed saved(PowerFacts before) {
        Landed task = running(before.vmid(), "qmsuspend", Map.of());
        if (task.answer() == Landed.Answer.RUNNING) {
            return task;
        }
        PowerFacts now = PowerFacts.of(
                before.vmid(), before.node(), site.pve().send(PowerRequests.current(before.node(), before.vmid())));
        return now.saved() ? Landed.yes(Map.of()) : now.process() ? Landed.no() : Landed.unknown();
    }

    private List<Step> steps(PowerFacts vm, PowerVerb verb, Duration atMost) {
        String node = vm.node();
        String id = vm.vmid();
        return switch (verb) {
            case START -> start(vm, atMost);
            case RESTORE ->
                List.of(ha(vm, "restore", PowerRequests.start(node, id, atMost), "running", "qmstart", "hastart"));
            case SHUTDOWN ->
                List.of(ha(
                        vm, "shut down", PowerRequests.shutdown(node, id, atMost), "stopped", "qmshutdown", "hastop"));
            case POWER_OFF -> powerOff(vm);
            case RESUME -> List.of(step(vm, "resume", PowerRequests.resume(node, id), "qmresume"));
            case PAUSE -> List.of(step(vm, "pause", PowerRequests.pause(node, id), "qmpause"));
            case SAVE -> List.of(step(vm, "save", PowerRequests.save(node, id), "qmsuspend"));
            // neither is ever repeated, and no task of another's may be taken for this one
            case REBOOT -> List.of(once(vm, "reboot", PowerRequests.reboot(node, id, atMost)));
            case RESET -> List.of(once(vm, "reset", PowerRequests.reset(node, id)));
        };
    }

    /** QEMU holds on to a guest that crashed: it ends first. */
    private List<Step> start(PowerFacts vm, Duration atMost) {
        List<Step> steps = new ArrayList<>(vm.dead() ? powerOff(vm) : List.of());
        Call start = PowerRequests.start(vm.node(), vm.vmid(), atMost);
        steps.add(ha(vm, "start", start, "running", "qmstart", "hastart"));
        return steps;
    }

    private List<Step> powerOff(PowerFacts vm) {
        if (vm.saved()) {
            return List.of(
                    step(vm, "drop the saved memory of", PowerRequests.dropSaved(vm.node(), vm.vmid()), "qmconfig"));
        }
        boolean overrule = !vm.ha() && PowerRequests.overrules(site.pve().version());
        List<Step> steps = new ArrayList<>();
        if (!overrule) {
            steps.addAll(interruptions(vm));
        }
        Call stop = PowerRequests.stop(vm.node(), vm.vmid(), overrule);
        steps.add(ha(vm, "power off", stop, "stopped", "qmstop", "hastop"));
        return steps;
    }

    /** A graceful shutdown holds the machine's lock until its guest reacts or its time is over. One request. */
    private List<Step> interruptions(PowerFacts vm) {
        return RecentTasks.read(site.pve()).of(Set.of("qmshutdown", "qmreboot"), vm.vmid()).running().entries().stream()
                .map(TaskEntry::upid)
                .<Step>map(upid -> new PveStep(
                                site.pve(),
                                "stop waiting for the guest of " + vm.name(),
                                ProxmoxTasks.stop(upid.text()))
                        // to stop what has ended does nothing
                        .landed(results -> Landed.no()))
                .toList();
    }

    private PveStep ha(PowerFacts vm, String verb, Call call, String until, String type, String haType) {
        if (!vm.ha()) {
            return step(vm, verb, call, type);
        }
        return new PveStep(site.pve(), verb + " " + vm.name() + " by HA", call)
                .task()
                .tells(HaWait.UNTIL, until)
                .landed(results -> running(vm.vmid(), haType, Map.of(HaWait.UNTIL, until)));
    }

    private PveStep step(PowerFacts vm, String verb, Call call, String type) {
        return once(vm, verb, call).landed(results -> running(vm.vmid(), type, Map.of()));
    }

    private PveStep once(PowerFacts vm, String verb, Call call) {
        return new PveStep(site.pve(), verb + " " + vm.name(), call).task();
    }

    /** Whoever began it, it leads to the state that is wanted; else the engine reads the state. One request. */
    private Landed running(String vmid, String type, Map<String, String> tells) {
        return RecentTasks.read(site.pve())
                .of(Set.of(type), vmid)
                .running()
                .landed(tells)
                .orElse(Landed.unknown());
    }

    /** A finding about what a machine is doing. */
    static Finding state(String name, String reason, String remedy) {
        return Finding.fail(STATE, Problem.STATE, name, reason, remedy);
    }
}
