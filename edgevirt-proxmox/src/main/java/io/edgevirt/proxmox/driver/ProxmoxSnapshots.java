package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.NotFoundException;
import io.edgevirt.SnapshotInfo;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.SnapshotReader;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.proxmox.translate.SnapshotRequests;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotRole;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** Snapshots: a tree of each machine, in which a name stands once. */
final class ProxmoxSnapshots implements SnapshotRole {

    private final Site site;

    ProxmoxSnapshots(Site site) {
        this.site = site;
    }

    /** One request. */
    @Override
    public List<SnapshotInfo> list(Ref vm) {
        return SnapshotReader.snapshots(site.nodes()
                .at(vm.id(), node -> site.pve().send(SnapshotRequests.list(node, vm.id()))));
    }

    private PowerFacts facts(Ref vm) {
        return site.nodes()
                .at(
                        vm.id(),
                        node -> PowerFacts.of(vm.id(), node, site.pve().send(PowerRequests.current(node, vm.id()))));
    }

    @Override
    public Work take(Ref vm, SnapshotSpec spec) {
        PowerFacts now = facts(vm);
        List<SnapshotInfo> before = list(vm);
        List<Finding> findings = new SnapshotRefusals(site).of(now, spec, before);
        return findings.stream().anyMatch(f -> f.status() == Finding.Status.FAIL)
                ? new Work(findings, List.of())
                : new Work(findings, List.of(new SnapshotTaking(site, now, spec, before).step()));
    }

    @Override
    public Work revert(Ref vm, String snapshot) {
        PowerFacts now = facts(vm);
        find(list(vm), snapshot);
        Set<String> before = RecentTasks.read(site.pve()).names();
        Step revert = step(now, "revert", "to", snapshot, SnapshotRequests::rollback)
                .landed(results -> RecentTasks.read(site.pve())
                        .of(Set.of("qmrollback"), vm.id())
                        .own(site.pve(), before)
                        .landed(Map.of())
                        .orElse(Landed.unknown()));
        List<Finding> findings = now.ha()
                ? List.of(Finding.warn(
                        "vm.ha",
                        now.name(),
                        "HA manages it, and may start it by itself after it was reverted",
                        "take it out of HA first if it must stay off"))
                : List.of();
        return new Work(findings, List.of(revert));
    }

    @Override
    public Work delete(Ref vm, String snapshot, boolean tree) {
        PowerFacts now = facts(vm);
        List<SnapshotInfo> all = list(vm);
        find(all, snapshot);
        List<String> names = tree ? below(all, snapshot) : List.of(snapshot);
        return Work.of(names.stream().map(name -> removal(vm, now, name)).toArray(Step[]::new));
    }

    private Step removal(Ref vm, PowerFacts now, String name) {
        return step(now, "delete", "snapshot", name, SnapshotRequests::delete)
                .landed(results -> RecentTasks.read(site.pve())
                        .of(Set.of("qmdelsnapshot"), vm.id())
                        .running()
                        .landed(Map.of())
                        .orElseGet(() -> has(list(vm), name) ? Landed.no() : Landed.yes(Map.of())));
    }

    /** A request about one snapshot, by node, machine and name. */
    private interface About {
        Call of(String node, String vmid, String snapshot);
    }

    private PveStep step(PowerFacts vm, String verb, String word, String snapshot, About request) {
        String title = verb.equals("revert")
                ? "revert " + vm.name() + " " + word + " " + snapshot
                : verb + " " + word + " " + snapshot + " of " + vm.name();
        return new PveStep(site.pve(), title, request.of(vm.node(), vm.vmid(), snapshot)).task();
    }

    /** A snapshot and all below it, the children first; a circle, which no honest list has, ends. */
    static List<String> below(List<SnapshotInfo> all, String snapshot) {
        List<String> order = new ArrayList<>();
        BiFunction<List<String>, String, List<String>> children = (seen, parent) -> all.stream()
                .filter(s -> s.parent().filter(parent::equals).isPresent())
                .map(SnapshotInfo::id)
                .filter(id -> !seen.contains(id) && !id.equals(snapshot))
                .toList();
        order.add(snapshot);
        for (int i = 0; i < order.size(); i++) {
            order.addAll(children.apply(order, order.get(i)));
        }
        java.util.Collections.reverse(order);
        return order;
    }

    static boolean has(List<SnapshotInfo> all, String name) {
        return all.stream().anyMatch(s -> s.id().equals(name));
    }

    private static void find(List<SnapshotInfo> all, String snapshot) {
        if (!has(all, snapshot)) {
            throw new NotFoundException(Failure.of("the machine has no snapshot '" + TaskLog.plain(snapshot) + "'")
                    .backend(Faults.BACKEND));
        }
    }
}
