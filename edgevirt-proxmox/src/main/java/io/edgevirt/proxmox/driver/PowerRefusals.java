package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.spi.PowerVerb;
import java.util.ArrayList;
import java.util.List;

/** What Proxmox VE would refuse, or do only after minutes in vain. */
final class PowerRefusals {

    private final Site site;

    PowerRefusals(Site site) {
        this.site = site;
    }

    List<Finding> of(PowerFacts vm, PowerVerb verb) {
        List<Finding> findings = new ArrayList<>();
        boolean starts = verb == PowerVerb.START || verb == PowerVerb.RESTORE;
        if (starts && vm.template()) {
            findings.add(Finding.fail(
                    "vm.template", Problem.STATE, vm.name(), "it is a template, which does not run", "clone it"));
        }
        if (starts && vm.crashed() && !vm.dead()) {
            findings.add(PowerPlan.state(
                    vm.name(),
                    "QEMU still holds it, stopped by an error: " + vm.detail(),
                    "free its storage and reset(), or powerOff() first"));
        }
        if (verb == PowerVerb.SAVE && vm.ha()) {
            findings.add(Finding.fail(
                    "vm.ha",
                    Problem.STATE,
                    vm.name(),
                    "HA manages it, and Proxmox VE saves no such machine",
                    "take it out of HA first, or use pause()"));
        }
        if (!vm.lock().isEmpty() && !vm.lock().equals("suspended")) {
            findings.add(Finding.warn(
                    "vm.lock",
                    vm.name(),
                    "it is locked (" + vm.lock() + "), and Proxmox VE may refuse this until that ends",
                    "wait for the task that holds it"));
        }
        boolean asksGuest = verb == PowerVerb.SHUTDOWN || verb == PowerVerb.REBOOT;
        // HA stops a machine by its own means, and falls back to none either
        if (asksGuest && vm.agent() && findings.stream().noneMatch(f -> f.status() == Finding.Status.FAIL)) {
            new AgentCheck(site).deaf(vm.node(), vm.vmid()).ifPresent(why -> findings.add(silent(vm, verb, why)));
        }
        return findings;
    }

    private static Finding silent(PowerFacts vm, PowerVerb verb, String why) {
        return Finding.fail(
                "guest.agent",
                Problem.STATE,
                vm.name(),
                "its agent is switched on, so Proxmox VE asks that alone, and it does not answer: " + why,
                "start qemu-guest-agent in its guest, switch the agent off, or use "
                        + (verb == PowerVerb.SHUTDOWN ? "powerOff()" : "reset()"));
    }
}
