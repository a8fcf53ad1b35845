package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.translate.ConsoleRequests;
import io.edgevirt.proxmox.translate.GuestRequests;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/** Plans what is done inside a guest by its agent or its keyboard. */
final class GuestPlan {

    private static final String COUNT = "count";

    private final Site site;
    private final Ref vm;

    GuestPlan(Site site, Ref vm) {
        this.site = site;
        this.vm = vm;
    }

    /** How many file systems an order was about. */
    static int count(Map<String, String> results) {
        return Integer.parseInt(results.getOrDefault(COUNT, "0"));
    }

    /** One request. */
    boolean frozen() {
        return new ProxmoxGuest(site, vm)
                .send(guest -> guest.order("fsfreeze-status"))
                .text("result")
                .filter("frozen"::equals)
                .isPresent();
    }

    Work freeze() {
        return agent("freeze", "fsfreeze-freeze", true);
    }

    Work thaw() {
        return agent("thaw", "fsfreeze-thaw", false);
    }

    private Work agent(String verb, String command, boolean frozenAfter) {
        return order(
                true,
                (facts, node) -> new PveStep(
                                site.pve(),
                                verb + " the file systems of " + facts.name(),
                                new GuestRequests(node, vm.id()).order(command))
                        .learns(reply -> reply.number("result")
                                .map(n -> Map.of(COUNT, Long.toString(n)))
                                .orElse(Map.of()))
                        .landed(results -> frozen() == frozenAfter ? Landed.yes(Map.of()) : Landed.no()));
    }

    Work trim() {
        return order(
                true,
                (facts, node) -> new PveStep(
                                site.pve(),
                                "trim the file systems of " + facts.name(),
                                new GuestRequests(node, vm.id()).order("fstrim"))
                        // to trim twice is the same as once
                        .landed(results -> Landed.no()));
    }

    Work keys(String keys) {
        if (!keys.matches("[A-Za-z0-9_]{1,20}(-[A-Za-z0-9_]{1,20}){0,9}")) {
            return Work.stopped(Finding.fail(
                    "keys",
                    Problem.INVALID,
                    vm.id(),
                    "these are no names of keys",
                    "QEMU's names with - between, such as ctrl-alt-delete"));
        }
        return order(false, (facts, node) -> {
            Call press = ConsoleRequests.keys(node, vm.id(), keys);
            return new PveStep(site.pve(), "press " + keys + " in " + facts.name(), press);
        });
    }

    /** Two requests, the second to the agent where it is needed. */
    private Work order(boolean needsAgent, BiFunction<PowerFacts, String, PveStep> step) {
        return site.nodes().at(vm.id(), node -> {
            Json now = site.pve().send(PowerRequests.current(node, vm.id()));
            PowerFacts facts = PowerFacts.of(vm.id(), node, now);
            if (!facts.process()) {
                return Work.stopped(PowerPlan.state(facts.name(), "it does not run", "start it"));
            }
            Optional<String> deaf = needsAgent ? deaf(facts) : Optional.empty();
            return deaf.map(why -> Work.stopped(Finding.fail(
                            "guest.agent",
                            Problem.STATE,
                            facts.name(),
                            "its guest's agent does not answer: " + why,
                            "switch the agent on, and run qemu-guest-agent in its guest")))
                    .orElseGet(() -> Work.of(step.apply(facts, node)));
        });
    }

    private Optional<String> deaf(PowerFacts facts) {
        return facts.agent()
                ? new AgentCheck(site).deaf(facts.node(), vm.id())
                : Optional.of("the agent is not switched on in its options");
    }
}
