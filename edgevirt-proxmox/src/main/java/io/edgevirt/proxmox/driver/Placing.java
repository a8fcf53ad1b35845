package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.proxmox.read.Estate;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.proxmox.translate.CreateRequest.Place;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.DiskSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds a node and storages for a machine: the node that is asked for, else, of those that have what the disks want, the
 * one with the most free memory; the storages that are asked for, else the default.
 */
final class Placing {

    private static final String IMAGES = "images";
    /** Storages of files, on which only this format takes snapshots. */
    private static final Set<String> QCOW2 = Set.of("dir", "nfs", "cifs", "glusterfs");

    private final Estate estate;
    private final List<Finding> findings = new ArrayList<>();

    Placing(Estate estate) {
        this.estate = estate;
    }

    /**
     * Where a machine goes.
     *
     * @param node the node
     * @param stores the storage of each disk
     */
    record Found(String node, List<Store> stores) {}

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    /** The storage's place for a disk. */
    static Place place(Store store, boolean thin) {
        Optional<String> format = QCOW2.contains(store.type()) ? Optional.of(thin ? "qcow2" : "raw") : Optional.empty();
        return new Place(store.storage(), format);
    }

    /**
     * Finds a place.
     *
     * @param host the node that is asked for
     * @param disks the disks
     * @return empty where there is none; the findings say why
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    Optional<Found> find(Optional<String> host, List<DiskSpec> disks) {
        List<Estate.Member> candidates = nodes(host);
        for (Estate.Member node : candidates) {
            Optional<List<Store>> stores = stores(node.name(), disks);
            if (stores.isPresent()) {
                warnOfRoom(disks, stores.get());
                return Optional.of(new Found(node.name(), stores.get()));
            }
        }
        if (!candidates.isEmpty()) {
            explain(candidates, disks);
        }
        return Optional.empty();
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private List<Estate.Member> nodes(Optional<String> host) {
        if (host.isEmpty()) {
            List<Estate.Member> online = estate.nodes().stream()
                    .filter(Estate.Member::online)
                    .sorted(Comparator.comparing((Estate.Member n) -> n.free().orElse(Size.ZERO))
                            .reversed()
                            .thenComparing(Estate.Member::name))
                    .toList();
            if (online.isEmpty()) {
                findings.add(Finding.fail(
                        "host", Problem.RESOURCES, "nodes", "no node is online", "look at the cluster's status"));
            }
            return online;
        }
        Optional<Estate.Member> named =
                estate.nodes().stream().filter(n -> n.name().equals(host.get())).findFirst();
        if (named.isEmpty()) {
            findings.add(Finding.fail(
                    "host",
                    Problem.NOT_FOUND,
                    host.get(),
                    "there is no node '" + host.get() + "'",
                    "the nodes are "
                            + estate.nodes().stream()
                                    .map(Estate.Member::name)
                                    .sorted()
                                    .toList()));
        } else if (!named.get().online()) {
            findings.add(Finding.fail(
                    "host",
                    Problem.STATE,
                    host.get(),
                    "the node is offline",
                    "start it, or choose another; nothing can be made on it until it is back"));
        }
        return named.filter(Estate.Member::online).stream().toList();
    }

    /** A storage for each disk on a node; empty where one of them has none. */
    private Optional<List<Store>> stores(String node, List<DiskSpec> disks) {
        List<Store> chosen = new ArrayList<>();
        for (DiskSpec disk : disks) {
            List<Store> there = on(node);
            Optional<Store> store = Defaults.pool(infos(there), disk.pool(), room(disk))
                    .flatMap(info ->
                            there.stream().filter(s -> s.id().equals(info.id())).findFirst());
            boolean full = store.isEmpty() || lacks(store.get(), disk);
            if (full) {
                return Optional.empty();
            }
            chosen.add(store.get());
        }
        return Optional.of(chosen);
    }

    private List<Store> on(String node) {
        return estate.stores().stream()
                .filter(s -> s.usable().contains(node) && s.holds(IMAGES))
                .toList();
    }

    private static List<PoolInfo> infos(List<Store> stores) {
        return stores.stream().map(Store::info).toList();
    }

    private static Size room(DiskSpec disk) {
        return disk.thin() ? Size.ZERO : disk.size();
    }

    private static boolean lacks(Store store, DiskSpec disk) {
        return free(store).filter(f -> f.compareTo(room(disk)) < 0).isPresent();
    }

    private static Optional<Size> free(Store store) {
        return store.capacity().flatMap(c -> c.free());
    }

    private void warnOfRoom(List<DiskSpec> disks, List<Store> stores) {
        for (int i = 0; i < disks.size(); i++) {
            DiskSpec disk = disks.get(i);
            Optional<Size> free = free(stores.get(i)).filter(f -> f.compareTo(disk.size()) < 0);
            if (free.isPresent()) {
                findings.add(Finding.warn(
                        "disk.pool",
                        stores.get(i).id(),
                        "it has " + free.get() + " left, less than the disk may grow to",
                        "watch it, or name another with pool()"));
            }
        }
    }

    /** Why no node has what is wanted: an unknown storage before one that is elsewhere, before one that is full. */
    private void explain(List<Estate.Member> candidates, List<DiskSpec> disks) {
        List<PoolInfo> all =
                infos(estate.stores().stream().filter(s -> s.holds(IMAGES)).toList());
        List<String> nodes = candidates.stream().map(Estate.Member::name).toList();
        for (DiskSpec disk : disks) {
            List<Store> fitting = estate.stores().stream()
                    .filter(s -> disk.pool()
                            .map(p -> p.equals(s.id()) || p.equals(s.storage()))
                            .orElse(s.holds(IMAGES)))
                    .toList();
            if (fitting.isEmpty()) {
                findings.add(Defaults.noPool(disk.pool(), all));
                return;
            }
            if (fitting.stream().noneMatch(s -> s.holds(IMAGES))) {
                findings.add(Finding.fail(
                        "disk.pool",
                        Problem.UNSUPPORTED,
                        fitting.get(0).id(),
                        "it is set up for " + fitting.get(0).content() + ", not for disks of machines",
                        "allow it the content 'images', or name another"));
                return;
            }
            if (fitting.stream().noneMatch(s -> s.usable().stream().anyMatch(nodes::contains))) {
                findings.add(Finding.fail(
                        "disk.pool",
                        Problem.STATE,
                        fitting.get(0).id(),
                        "it cannot be used on " + nodes,
                        "name another storage, or another host"));
                return;
            }
        }
        findings.add(Finding.fail(
                "disk.pool",
                Problem.RESOURCES,
                "storage",
                "no node has storages with room for all disks",
                "make room, or ask for smaller or thin disks"));
    }
}
