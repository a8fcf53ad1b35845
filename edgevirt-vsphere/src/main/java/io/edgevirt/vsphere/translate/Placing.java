package io.edgevirt.vsphere.translate;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.spi.Defaults;
import io.edgevirt.spi.VMSpec;
import io.edgevirt.vsphere.translate.Estate.Compute;
import io.edgevirt.vsphere.translate.Estate.Folder;
import io.edgevirt.vsphere.translate.Estate.Item;
import io.edgevirt.vsphere.translate.Estate.Net;
import io.edgevirt.vsphere.translate.Estate.Node;
import io.edgevirt.vsphere.translate.Estate.Pool;
import io.edgevirt.vsphere.translate.Estate.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds the place for a machine: where names are given, they are taken, each a name, path or id; where none is given,
 * the host with the most free memory that reaches the datastores and networks that are, and in a cluster with DRS
 * whichever host that chooses. Not thread-safe.
 */
public final class Placing {

    /**
     * A disk that needs a place.
     *
     * @param pool the datastore that was asked for
     * @param room how much it will take
     */
    public record Room(Optional<String> pool, Size room) {}

    private final Estate estate;
    private final VMSpec.Placement wanted;
    private final List<Room> rooms;
    private final List<Net> nets;
    private final Size memory;
    private final List<Finding> found = new ArrayList<>();

    /**
     * Begins a search.
     *
     * @param estate what there is
     * @param wanted what was asked for
     * @param rooms what needs a place, one at least: the disks, else a room of no size for its own files
     * @param nets the networks that its adapters are on
     * @param memory how much memory it has
     */
    public Placing(Estate estate, VMSpec.Placement wanted, List<Room> rooms, List<Net> nets, Size memory) {
        this.estate = estate;
        this.wanted = wanted;
        this.rooms = List.copyOf(rooms);
        this.nets = List.copyOf(nets);
        this.memory = memory;
    }

    /**
     * Begins a search for a machine whose disks stay where they are.
     *
     * @param estate what there is
     * @param wanted what was asked for
     * @param datastores the ids of those that it has files on
     * @return the search
     */
    public static Placing besideDisks(Estate estate, VMSpec.Placement wanted, List<String> datastores) {
        List<Room> rooms = datastores.stream()
                .map(store -> new Room(Optional.of(store), Size.ZERO))
                .toList();
        List<Room> any = List.of(new Room(Optional.empty(), Size.ZERO));
        return new Placing(estate, wanted, rooms.isEmpty() ? any : rooms, List.of(), Size.ZERO);
    }

    /**
     * What would stop it, and what to know.
     *
     * @return findings of the search so far
     */
    public List<Finding> findings() {
        return List.copyOf(found);
    }

    /**
     * Searches.
     *
     * @return the place; empty where there is none, which the findings explain
     */
    public Optional<Place> find() {
        Optional<Folder> folder = look("folder", "folders", estate.folders(), wanted.folder());
        Optional<Node> host = look("host", "hosts", estate.nodes(), wanted.host());
        Optional<Compute> cluster = cluster();
        Optional<Pool> pool = pool();
        rooms.forEach(r -> look("disk.pool", "storage pools", estate.stores(), r.pool()));
        if (!found.isEmpty()) {
            return Optional.empty();
        }
        List<Node> nodes = new ArrayList<>();
        for (Node node : estate.nodes()) {
            boolean fits = host.isEmpty() || host.get().equals(node);
            fits &= cluster.isEmpty() || cluster.get().id().equals(node.compute());
            fits &= pool.isEmpty() || pool.get().compute().equals(node.compute());
            fits &= folder.isEmpty() || folder.get().datacenter().equals(datacenter(node));
            if (fits) {
                nodes.add(node);
            }
        }
        if (nodes.isEmpty()) {
            found.add(nowhere());
            return Optional.empty();
        }
        return best(nodes, pool, folder, host.isPresent());
    }

    private String datacenter(Node node) {
        return Estate.byId(estate.computes(), node.compute())
                .map(Compute::datacenter)
                .orElse("");
    }

    private <T extends Item> Optional<T> look(String field, String kind, List<T> items, Optional<String> name) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<T> item = Estate.named(kind, items, name.get());
        if (item.isEmpty()) {
            found.add(missing(field, kind, name.get(), Estate.names(items)));
        }
        return item;
    }

    /**
     * A name that nothing has.
     *
     * @param field the field
     * @param kind the word for several such things
     * @param name the name
     * @param there the names that there are
     * @return the finding
     */
    public static Finding missing(String field, String kind, String name, List<String> there) {
        return Finding.fail(
                field,
                Problem.NOT_FOUND,
                name,
                "there is nothing of that name among the " + kind,
                "they are " + (there.size() > 20 ? there.subList(0, 20) + " and more" : there));
    }

    private Optional<Compute> cluster() {
        return look(
                "cluster",
                "clusters",
                estate.computes().stream().filter(Compute::cluster).toList(),
                wanted.cluster());
    }

    /** A resource pool; the name of a cluster or host means the one at its root, as in VMware's own tools. */
    private Optional<Pool> pool() {
        if (wanted.resourcePool().isEmpty()) {
            return Optional.empty();
        }
        String name = wanted.resourcePool().get();
        Optional<Pool> pool = Estate.named("resource pools", estate.pools(), name);
        if (pool.isPresent()) {
            return pool;
        }
        Optional<Pool> root = Estate.named("clusters and hosts", estate.computes(), name)
                .flatMap(c -> Estate.byId(estate.pools(), c.rootPool()));
        if (root.isEmpty()) {
            found.add(missing("resourcePool", "resource pools", name, Estate.names(estate.pools())));
        }
        return root;
    }

    private Finding nowhere() {
        Map<String, String> asked = new LinkedHashMap<>();
        wanted.host().ifPresent(v -> asked.put("host", v));
        wanted.cluster().ifPresent(v -> asked.put("cluster", v));
        wanted.resourcePool().ifPresent(v -> asked.put("resource pool", v));
        wanted.folder().ifPresent(v -> asked.put("folder", v));
        return asked.isEmpty()
                ? Finding.fail("host", Problem.RESOURCES, "hosts", "there is no host", "add one to the inventory")
                : NameRules.invalid(
                        "host",
                        asked.toString(),
                        "host, cluster, resource pool and folder belong together",
                        "leave some of them out, or name those of one datacenter and cluster");
    }

    /** Among the hosts that fit: the one with the most free memory whose surroundings have all that is asked for. */
    private Optional<Place> best(List<Node> nodes, Optional<Pool> pool, Optional<Folder> folder, boolean named) {
        List<Node> order = new ArrayList<>(nodes);
        order.sort(Comparator.comparing((Node n) -> n.usable().isPresent())
                .thenComparing(n -> n.freeMemory().orElse(Size.ZERO), Comparator.reverseOrder())
                .thenComparing(Node::path));
        List<Finding> first = new ArrayList<>();
        for (Node node : order) {
            List<Finding> why = new ArrayList<>();
            Optional<Place> place = on(node, pool, folder, named, why);
            if (place.isPresent()) {
                found.addAll(why);
                return place;
            }
            if (first.isEmpty()) {
                first = why;
            }
        }
        found.addAll(first);
        return Optional.empty();
    }

    private Optional<Place> on(
            Node node, Optional<Pool> pool, Optional<Folder> folder, boolean named, List<Finding> why) {
        node.usable()
                .ifPresent(reason -> why.add(Finding.fail(
                        "host",
                        Problem.STATE,
                        node.name(),
                        "no machine can be placed on it: " + reason,
                        "name another")));
        for (Net net : nets) {
            if (!node.nets().contains(net.id())) {
                why.add(Finding.fail(
                        "nic.network",
                        Problem.NOT_FOUND,
                        net.name(),
                        "the host " + node.name() + " is not connected to it",
                        "name a host or network that go together"));
            }
        }
        Optional<Compute> compute = Estate.byId(estate.computes(), node.compute());
        Optional<Pool> into = pool.isPresent() ? pool : compute.flatMap(c -> Estate.byId(estate.pools(), c.rootPool()));
        Optional<Folder> below = folder.isPresent()
                ? folder
                : compute.flatMap(c -> estate.folders().stream()
                        .filter(f -> f.root() && f.datacenter().equals(c.datacenter()))
                        .findFirst());
        List<Store> disks = stores(node, why);
        if (!why.isEmpty() || compute.isEmpty() || into.isEmpty() || below.isEmpty()) {
            if (why.isEmpty()) {
                why.add(Finding.fail(
                        "host",
                        Problem.PERMISSION,
                        node.name(),
                        "the login may not see where it lies",
                        "widen its role"));
            }
            return Optional.empty();
        }
        boolean left = compute.get().drs() && !named;
        if (!left) {
            crowded(node).ifPresent(why::add);
        }
        return Optional.of(new Place(
                compute.get(),
                into.get(),
                left ? Optional.empty() : Optional.of(node),
                below.get(),
                disks.get(0),
                disks));
    }

    private Optional<Finding> crowded(Node node) {
        return node.freeMemory()
                .filter(free -> free.compareTo(memory) < 0)
                .map(free -> Finding.warn(
                        "host.memory",
                        node.name(),
                        "it has " + free + " of memory free just now, and the machine wants " + memory,
                        "stop other machines before it is started, or name another host"));
    }

    /** The datastores of the disks, each with room for all that go there. */
    private List<Store> stores(Node node, List<Finding> why) {
        List<PoolInfo> reached = estate.stores().stream()
                .filter(s -> node.stores().contains(s.id()))
                .map(Store::info)
                .toList();
        Map<String, Size> taken = new LinkedHashMap<>();
        List<Store> chosen = new ArrayList<>();
        for (Room room : rooms) {
            store(estate, room, reached)
                    .ifPresentOrElse(
                            s -> {
                                chosen.add(s);
                                taken.merge(s.id(), room.room(), Size::plus);
                            },
                            () -> why.add(Defaults.noPool(room.pool(), reached)));
        }
        taken.forEach((id, room) -> full(estate, id, room).ifPresent(why::add));
        return chosen;
    }

    private static Optional<Store> store(Estate estate, Room room, List<PoolInfo> reached) {
        if (room.pool().isPresent()) {
            return Estate.named("storage pools", estate.stores(), room.pool().get())
                    .filter(reached(reached));
        }
        return Defaults.pool(reached, Optional.empty(), room.room()).flatMap(p -> Estate.byId(estate.stores(), p.id()));
    }

    private static Predicate<Store> reached(List<PoolInfo> reached) {
        return store -> reached.stream().anyMatch(p -> p.id().equals(store.id()));
    }

    /**
     * A datastore for a disk of a machine that exists.
     *
     * @param estate what there is
     * @param node the machine's host; empty where that is not known, so that every datastore is taken for reached
     * @param room the disk
     * @param found takes why there is none
     * @return the datastore
     * @throws io.edgevirt.AmbiguousNameException if the name fits several
     */
    public static Optional<Store> store(Estate estate, Optional<Node> node, Room room, List<Finding> found) {
        List<PoolInfo> reached = estate.stores().stream()
                .filter(s -> node.isEmpty() || node.get().stores().contains(s.id()))
                .map(Store::info)
                .toList();
        Optional<Store> store = store(estate, room, reached);
        if (store.isEmpty()) {
            found.add(Defaults.noPool(room.pool(), reached));
        }
        store.flatMap(s -> full(estate, s.id(), room.room())).ifPresent(found::add);
        return store.filter(s -> found.isEmpty());
    }

    private static Optional<Finding> full(Estate estate, String id, Size room) {
        PoolInfo info = Estate.byId(estate.stores(), id).orElseThrow().info();
        if (!info.active()) {
            return Optional.of(Finding.fail(
                    "disk.pool", Problem.STATE, info.name(), "the datastore cannot be used now", "name another"));
        }
        return info.capacity()
                .flatMap(c -> c.free())
                .filter(free -> free.compareTo(room) < 0)
                .map(free -> Finding.fail(
                        "disk.pool",
                        Problem.RESOURCES,
                        info.name(),
                        "it has " + free + " free, and the disks take " + room,
                        "name another datastore, make room, or ask for thin disks"));
    }
}
