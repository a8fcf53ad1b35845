package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MoveReader;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.MigrationSpec;
import io.edgevirt.spi.Named;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Plans a move to another node of the same cluster, of the machine alone or with its local disks. */
final class MovePlan {

    private final Site site;
    private final List<Finding> findings = new ArrayList<>();

    MovePlan(Site site) {
        this.site = site;
    }

    /** Plans a move: at most eight requests. */
    Work plan(Ref ref, MigrationSpec spec) {
        String vmid = ref.id();
        if (!(spec.to() instanceof ProxmoxDriver driver) || driver.site() != site) {
            return Work.stopped(elsewhere(vmid));
        }
        Machine vm = new ChangeReads(site).machine(ref);
        String to = spec.host().id();
        state(vm, spec.live());
        node(to);
        if (!failed() && vm.node().equals(to)) {
            findings.add(Finding.pass("host", to, "it is there"));
            return new Work(findings, List.of(new ArrivalStep(site, vm, to)));
        }
        if (failed()) {
            return new Work(findings, List.of());
        }
        Json told = site.pve()
                .send(Call.get("/nodes/{node}/qemu/{vmid}/migrate", vm.node(), vmid)
                        .with("target", to));
        devices(vm, to, told, spec.pool().isEmpty());
        List<Store> stores = new Pools(site).all();
        Optional<String> pool = spec.pool().flatMap(p -> pool(p, to, stores));
        MoveDisks disks = new MoveDisks(vm, to, stores, MoveReader.locals(told));
        findings.addAll(disks.findings(pool));
        networks(vm, to);
        if (vm.running() && disks.local()) {
            replicated(vm, to);
        }
        return failed()
                ? new Work(findings, List.of())
                : new Work(
                        findings,
                        List.of(new MoveStep(site, vm, to, disks.local(), pool), new ArrivalStep(site, vm, to)));
    }

    private boolean failed() {
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL);
    }

    private void fail(String id, Problem problem, String target, String reason, String remedy) {
        findings.add(Finding.fail(id, problem, target, reason, remedy));
    }

    private static Finding elsewhere(String vmid) {
        return Finding.fail(
                "host",
                Problem.UNSUPPORTED,
                vmid,
                "between two clusters Proxmox VE moves machines only as an experiment, with a token of the other one",
                "name a host of this connection, or back up here and restore there");
    }

    private void state(Machine vm, boolean live) {
        vm.fixed().ifPresent(findings::add);
        if (live && !vm.running()) {
            fail("vm.state", Problem.STATE, vm.name(), "it does not run, so that it cannot move live", "live(false)");
        }
        if (!live && vm.running()) {
            fail("vm.state", Problem.STATE, vm.name(), "it runs", "shut it down first, or move it by live(true)");
        }
        boolean clipboard =
                vm.config().get("vga").filter(v -> v.contains("clipboard=vnc")).isPresent();
        if (live && clipboard) {
            fail(
                    "vm.display",
                    Problem.STATE,
                    vm.name(),
                    "its display has the clipboard vnc, which does not move live",
                    "shut it down first, or take the clipboard away");
        }
    }

    private void node(String to) {
        Optional<Json> node = site.pve().send(Call.get("/nodes")).list().stream()
                .filter(n -> n.text("node").filter(to::equals).isPresent())
                .findFirst();
        if (node.isEmpty()) {
            fail("host", Problem.NOT_FOUND, to, "there is no such node", "hosts().list() tells which there are");
        } else if (node.get().text("status").filter("offline"::equals).isPresent()) {
            fail("host", Problem.STATE, to, "the node is offline", "name another");
        }
    }

    private void devices(Machine vm, String to, Json told, boolean storages) {
        List<String> local = MoveReader.devices(told);
        if (!local.isEmpty()) {
            fail(
                    "device",
                    Problem.STATE,
                    vm.name(),
                    "it uses devices of its node: " + String.join(", ", local),
                    "remove them, or give them to it by mappings");
        }
        List<String> fixed = MoveReader.fixed(told);
        if (vm.running() && !fixed.isEmpty()) {
            fail(
                    "device",
                    Problem.STATE,
                    vm.name(),
                    "mapped devices cannot move while it runs: " + String.join(", ", fixed),
                    "shut it down first");
        }
        for (String reason : MoveReader.missing(told, to, storages)) {
            fail("host", Problem.STATE, to, reason, "name another node, or provide it there");
        }
    }

    private Optional<String> pool(String wanted, String to, List<Store> stores) {
        Named<Store> named = new Named<>("storage pools", wanted);
        stores.stream()
                .filter(s -> s.nodes().contains(to) && s.holds("images"))
                .forEach(s -> named.among(s, s.id(), s.storage(), Optional.of(s.id())));
        Optional<Store> pool = named.one();
        if (pool.isEmpty()) {
            fail(
                    "pool",
                    Problem.NOT_FOUND,
                    wanted,
                    "the node " + to + " has no such storage for disks",
                    "name one of that node's");
        }
        return pool.map(Store::storage);
    }

    private void networks(Machine vm, String to) {
        Set<String> there = NicPlan.bridges(site, to);
        vm.config().adapters().stream()
                .flatMap(a -> a.bridge().stream())
                .distinct()
                .filter(b -> !there.contains(b))
                .forEach(b -> fail(
                        "nic.network",
                        Problem.STATE,
                        b,
                        "the node " + to + " has no bridge or virtual network of that name",
                        "make it there, or take the adapter away"));
    }

    /** A replicated machine moves live only to where it is replicated to. */
    private void replicated(Machine vm, String to) {
        List<String> targets = site.pve().send(Call.get("/cluster/replication")).list().stream()
                .filter(j -> j.text("guest").filter(vm.vmid()::equals).isPresent())
                .flatMap(j -> j.text("target").stream())
                .toList();
        if (!targets.isEmpty() && !targets.contains(to)) {
            fail(
                    "vm.replication",
                    Problem.STATE,
                    vm.name(),
                    "it is replicated to " + String.join(", ", targets) + " only",
                    "move it there, or add a replication to " + to);
        }
    }
}
