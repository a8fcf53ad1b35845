package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.MoveReader.Local;
import io.edgevirt.proxmox.read.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the disks of a machine want of a move. */
final class MoveDisks {

    private static final String DISK = "disk";
    /** The kinds of storages whose volumes Proxmox VE sends to another node. */
    private static final Set<String> SENT = Set.of("dir", "btrfs", "zfspool", "lvmthin", "lvm");

    private final Machine vm;
    private final String to;
    private final List<Store> stores;
    private final List<Local> locals;
    private final List<Finding> findings = new ArrayList<>();

    MoveDisks(Machine vm, String to, List<Store> stores, List<Local> locals) {
        this.vm = vm;
        this.to = to;
        this.stores = stores;
        this.locals = locals;
    }

    /** Whether volumes move along. */
    boolean local() {
        return locals.stream().anyMatch(l -> !l.cdrom() || l.cloudInit());
    }

    List<Finding> findings(Optional<String> pool) {
        locals.forEach(l -> local(l, pool));
        shared();
        managed(pool);
        if (pool.isPresent() && !local()) {
            fail(
                    Problem.UNSUPPORTED,
                    pool.get(),
                    "Proxmox VE moves only local disks to another storage on the way, and this machine has none",
                    "move the machine without pool(), and then its disks");
        }
        return findings;
    }

    private void fail(Problem problem, String target, String reason, String remedy) {
        findings.add(Finding.fail(DISK, problem, target, reason, remedy));
    }

    private void local(Local local, Optional<String> pool) {
        if (local.cdrom() && !local.cloudInit()) {
            fail(Problem.STATE, local.volume(), "the image in its CD drive is on its node only", "ejectIso() first");
            return;
        }
        Optional<Store> store = local.storage().flatMap(this::here);
        if (store.isEmpty()) {
            fail(Problem.STATE, local.volume(), "it is a file or device of its node's own", "detach it first");
            return;
        }
        if (!SENT.contains(store.get().type())) {
            fail(
                    Problem.UNSUPPORTED,
                    local.volume(),
                    "Proxmox VE sends no volumes of a storage of kind "
                            + store.get().type(),
                    "move the disk to another storage first");
        }
        if (local.volume().contains("base-")) {
            fail(Problem.STATE, local.volume(), "it is a linked clone on local storage", "copy the machine whole");
        }
        snapshots(local, store.get());
        String target = pool.orElse(store.get().storage());
        if (!there(target)) {
            fail(
                    Problem.STATE,
                    local.volume(),
                    "the node " + to + " cannot use a storage " + target,
                    "name one of that node's with pool()");
        }
    }

    private void snapshots(Local local, Store store) {
        if (!vm.snapshots() || local.cloudInit()) {
            return;
        }
        boolean carried = store.type().equals("zfspool")
                || (store.type().equals("btrfs") && local.volume().endsWith(".raw"))
                || local.volume().endsWith(".qcow2");
        if (vm.running() || !carried) {
            fail(
                    Problem.STATE,
                    local.volume(),
                    "snapshots on a storage of kind " + store.type() + " do not move along"
                            + (vm.running() ? " while the machine runs" : ""),
                    carried ? "shut it down first, or delete its snapshots" : "delete its snapshots first");
        }
    }

    private Optional<Store> here(String storage) {
        return stores.stream()
                .filter(s -> s.storage().equals(storage) && s.nodes().contains(vm.node()))
                .findFirst();
    }

    private boolean there(String storage) {
        return stores.stream()
                .anyMatch(s -> s.storage().equals(storage) && s.usable().contains(to));
    }

    private void shared() {
        vm.config().drives().stream()
                .flatMap(d -> d.storage().stream())
                .distinct()
                .filter(name -> here(name).filter(Store::shared).isPresent() && !there(name))
                .forEach(name -> fail(
                        Problem.STATE,
                        name,
                        "the node " + to + " cannot use that storage",
                        "let the storage be used there, or name another node"));
    }

    /** The manager passes no options on. */
    private void managed(Optional<String> pool) {
        if (!vm.managed()) {
            return;
        }
        if (pool.isPresent()) {
            fail(
                    Problem.UNSUPPORTED,
                    vm.name(),
                    "HA moves it, and lets no storage be named",
                    "leave pool() out, or take it out of HA first");
        } else if (vm.running() && local()) {
            fail(
                    Problem.STATE,
                    vm.name(),
                    "HA moves it, and no running machine with local disks: "
                            + locals.stream().map(Local::volume).toList(),
                    "move the disks to a shared storage, or take it out of HA first");
        }
    }
}
