package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Adapter;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.translate.Edit;
import io.edgevirt.proxmox.translate.NewAdapter;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans network adapters of a machine that exists. A new one is known by its address, which the plan chooses. */
final class NicPlan {

    private static final int MOST = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Site site;
    private final Machine vm;
    private final List<Finding> findings = new ArrayList<>();

    NicPlan(Site site, Machine vm) {
        this.site = site;
        this.vm = vm;
    }

    Work add(NicSpec wanted) {
        String mac = wanted.mac().orElseGet(() -> NewAdapter.mac(RANDOM));
        vm.fixed().ifPresent(findings::add);
        if (key(vm.config().afterStart(), mac).isPresent()) {
            findings.add(Finding.fail(
                    "nic.mac", Problem.ALREADY_EXISTS, mac, "the machine has an adapter of that address", "change it"));
        }
        Optional<String> key = vm.config().free("net", MOST);
        if (key.isEmpty()) {
            findings.add(Finding.fail(
                    "nic", Problem.RESOURCES, vm.name(), "a machine has at most 32 adapters", "remove one first"));
        }
        if (vm.running() && !vm.hotplug().has("network")) {
            findings.add(vm.runs("an adapter cannot be added"));
        }
        NewAdapter.refused(wanted).ifPresent(findings::add);
        if (findings.isEmpty()) {
            network(wanted.network());
            wanted.macSpoofing().filter(on -> !on).ifPresent(on -> guarded());
        }
        if (key.isEmpty() || !findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        Edit edit = Edit.none().set(key.get(), NewAdapter.value(wanted, mac));
        ConfigStep step = ConfigStep.slow(
                        site, vm, "add adapter " + mac + " on " + wanted.network() + " to " + vm.name(), edit)
                .tells(Step.NIC, key.get())
                .holds(now -> key(now.afterStart(), mac).isPresent())
                .makes("adapter " + mac + " of " + vm.name())
                .undo(now -> key(now.afterStart(), mac)
                        .ifPresent(k ->
                                ConfigStep.back(site, vm.vmid(), Edit.none().delete(k), now)));
        return new Work(
                findings,
                ChangePlan.inEffect(site, vm, step, edit, now -> key(now, mac).isPresent()));
    }

    private static Optional<String> key(Configuration config, String mac) {
        return config.adapters().stream()
                .filter(a -> a.mac().filter(mac::equals).isPresent())
                .map(Adapter::key)
                .findFirst();
    }

    private void network(String wanted) {
        Set<String> bridges = bridges(site, vm.node());
        if (!bridges.contains(wanted)) {
            findings.add(Finding.fail(
                    "nic.network",
                    Problem.NOT_FOUND,
                    wanted,
                    "its node " + vm.node() + " has no such bridge or virtual network",
                    "the node has " + bridges.stream().sorted().toList()));
        }
    }

    /** Bridges and virtual networks of a node, in one request. */
    static Set<String> bridges(Site site, String node) {
        return site.pve().send(Call.get("/nodes/{node}/network", node).with("type", "any_bridge")).list().stream()
                .flatMap(row -> row.text("iface").stream())
                .collect(Collectors.toSet());
    }

    /** Only the firewall keeps a guest from sending from other addresses: it must be on, here and in the cluster. */
    private void guarded() {
        Json own = site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/firewall/options", vm.node(), vm.vmid()));
        Json all = site.pve().send(Call.get("/cluster/firewall/options"));
        boolean on = own.flag("enable").orElse(false)
                && own.flag("macfilter").orElse(true)
                && all.number("enable").filter(n -> n > 0).isPresent();
        if (!on) {
            findings.add(Finding.fail(
                    "nic.macSpoofing",
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "only the firewall filters addresses, and it is not on for this machine",
                    "enable it with its MAC filter for the cluster and for the machine, or leave macSpoofing out"));
        }
    }

    Work remove(String id) {
        Optional<String> nic = vm.config().get(id).filter(v -> Adapter.of(id, v).isPresent());
        if (nic.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "nic",
                    Problem.NOT_FOUND,
                    id,
                    "the machine has no network adapter of that id",
                    "nics() tells which it has"));
        }
        vm.fixed().ifPresent(findings::add);
        if (vm.running() && (vm.paused() || !vm.hotplug().has("network"))) {
            findings.add(vm.runs("adapter " + id + " cannot be removed"));
        }
        if (!findings.isEmpty()) {
            return new Work(findings, List.of());
        }
        Edit edit = Edit.none().delete(id);
        ConfigStep step = ConfigStep.slow(site, vm, "remove adapter " + id + " from " + vm.name(), edit)
                .holds(now -> !now.get(id).equals(nic));
        return Work.of(
                ChangePlan.inEffect(site, vm, step, edit, now -> !now.get(id).equals(nic))
                        .toArray(Step[]::new));
    }
}
