package io.edgevirt.vsphere.translate;

import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.spi.Named;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What a placement must know of the inventory, read in one go.
 *
 * @param vCenter whether it is a vCenter; else it is a host alone
 * @param computes clusters and hosts that stand alone
 * @param nodes hosts
 * @param pools resource pools, those at the root of a cluster or host included
 * @param folders folders of machines
 * @param stores datastores
 * @param nets networks and portgroups
 */
public record Estate(
        boolean vCenter,
        List<Compute> computes,
        List<Node> nodes,
        List<Pool> pools,
        List<Folder> folders,
        List<Store> stores,
        List<Net> nets) {

    // Copies the lists.
    public Estate {
        computes = List.copyOf(computes);
        nodes = List.copyOf(nodes);
        pools = List.copyOf(pools);
        folders = List.copyOf(folders);
        stores = List.copyOf(stores);
        nets = List.copyOf(nets);
    }

    /** Something with a place in the inventory. */
    public sealed interface Item {
        /**
         * The server's id.
         *
         * @return such as {@code group-v3}
         */
        String id();

        /**
         * The name as people write it.
         *
         * @return without escapes
         */
        String name();

        /**
         * Where it lies.
         *
         * @return such as {@code /DC/vm/edge}
         */
        String path();
    }

    /**
     * A cluster, or a host that stands alone.
     *
     * @param id its id
     * @param name its name
     * @param path its path
     * @param datacenter the id of its datacenter
     * @param cluster whether it is a cluster
     * @param drs whether the system itself places machines in it
     * @param rootPool the id of the resource pool at its root
     */
    public record Compute(
            String id, String name, String path, String datacenter, boolean cluster, boolean drs, String rootPool)
            implements Item {}

    /**
     * A host.
     *
     * @param id its id
     * @param name its name
     * @param path its path
     * @param compute the id of its cluster, or of what it stands alone in
     * @param usable empty if machines can be placed on it, else why not
     * @param freeMemory memory that is free just now
     * @param stores the ids of the datastores that it reaches
     * @param nets the ids of the networks that it has
     */
    public record Node(
            String id,
            String name,
            String path,
            String compute,
            Optional<String> usable,
            Optional<Size> freeMemory,
            Set<String> stores,
            Set<String> nets)
            implements Item {

        // Copies the sets.
        public Node {
            stores = Set.copyOf(stores);
            nets = Set.copyOf(nets);
        }
    }

    /**
     * A resource pool.
     *
     * @param id its id
     * @param name its name
     * @param path its path
     * @param compute the id of the cluster or host that it divides
     */
    public record Pool(String id, String name, String path, String compute) implements Item {}

    /**
     * A folder for machines.
     *
     * @param id its id
     * @param name its name
     * @param path its path
     * @param datacenter the id of its datacenter
     * @param root whether it is the one at the top of its datacenter
     */
    public record Folder(String id, String name, String path, String datacenter, boolean root) implements Item {}

    /**
     * A datastore.
     *
     * @param info what is known of it
     * @param datacenter the id of its datacenter
     * @param site the path of its datacenter without the leading slash, by which its files are addressed
     */
    public record Store(PoolInfo info, String datacenter, String site) implements Item {
        @Override
        public String id() {
            return info.id();
        }

        @Override
        public String name() {
            return info.name();
        }

        @Override
        public String path() {
            return info.path().orElse(info.name());
        }
    }

    /**
     * A network that adapters can be on.
     *
     * @param type the name of its managed type: {@code Network}, {@code DistributedVirtualPortgroup} or
     *     {@code OpaqueNetwork}
     * @param id its id
     * @param name its name
     * @param path its path
     * @param port what an adapter on it must name, for all but standard networks
     * @param vlan the VLAN that its traffic is tagged with; 0 for none; empty where that is not known
     * @param spoofing whether it lets guests send from other MAC addresses; empty where that is not known
     * @param uplink whether it is for a switch's own adapters, not for guests'
     */
    public record Net(
            String type,
            String id,
            String name,
            String path,
            Optional<Port> port,
            Optional<Integer> vlan,
            Optional<Boolean> spoofing,
            boolean uplink)
            implements Item {}

    /**
     * What an adapter must name of a network that is not a standard one.
     *
     * @param first the distributed switch's uuid, or the opaque network's id
     * @param second the portgroup's key, or the opaque network's kind
     */
    public record Port(String first, String second) {}

    /**
     * The one that a name, path or id means.
     *
     * @param kind the word for several such things
     * @param items all there are
     * @param wanted the name, path or id
     * @param <T> the kind of thing
     * @return the one that fits, or empty
     * @throws io.edgevirt.AmbiguousNameException if several fit
     */
    public static <T extends Item> Optional<T> named(String kind, List<T> items, String wanted) {
        Named<T> named = new Named<>(kind, wanted);
        for (T item : items) {
            named.among(item, item.id(), item.name(), Optional.of(item.path()));
        }
        return named.one();
    }

    /**
     * The one of an id.
     *
     * @param items all there are
     * @param id the id
     * @param <T> the kind of thing
     * @return the thing, or empty
     */
    public static <T extends Item> Optional<T> byId(List<T> items, String id) {
        return items.stream().filter(i -> i.id().equals(id)).findFirst();
    }

    /**
     * The names of things, in the alphabet's order.
     *
     * @param items the things
     * @param <T> the kind of thing
     * @return no name twice
     */
    static <T extends Item> List<String> names(List<T> items) {
        return names(items, Item::name);
    }

    private static <T> List<String> names(List<T> items, Function<T, String> name) {
        return items.stream().map(name).distinct().sorted().toList();
    }
}
