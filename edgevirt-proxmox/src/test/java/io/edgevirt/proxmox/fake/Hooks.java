package io.edgevirt.proxmox.fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What machines need of the site, told by the site: pools, backups, bridges. */
public final class Hooks {
    private BiConsumer<String, Integer> pools = (pool, vmid) -> {
        throw Refusal.failed("pool '" + pool + "' does not exist");
    };
    private BiFunction<String, String, Optional<Map<String, String>>> backups = (node, volume) -> Optional.empty();
    private BiPredicate<String, String> bridges = (node, bridge) -> true;

    private IntFunction<Optional<String>> poolOf = vmid -> Optional.empty();
    private Supplier<List<Map<String, Object>>> resources = List::of;

    private Mappings mappings = (kind, id, node) -> true;

    /** Knows which devices of nodes have a name in the cluster. */
    @FunctionalInterface
    public interface Mappings {
        /** Whether a mapping, of kind pci or usb, has a device on a node. */
        boolean has(String kind, String id, String node);
    }

    Hooks() {}

    /** Says which mappings of devices there are. */
    public void mappings(Mappings there) {
        mappings = there;
    }

    boolean mapping(String kind, String id, String node) {
        return mappings.has(kind, id, node);
    }

    /** Says which pool a machine is in, by its number. */
    public void poolOf(IntFunction<Optional<String>> pool) {
        poolOf = pool;
    }

    /** Says what the cluster's resources show besides machines, nodes and storages, such as pools. */
    public void resources(Supplier<List<Map<String, Object>>> more) {
        resources = more;
    }

    Optional<String> pool(int vmid) {
        return poolOf.apply(vmid);
    }

    List<Map<String, Object>> resources() {
        return resources.get();
    }

    /** Says who puts a machine to a resource pool, by the pool's id and the machine's number. */
    public void pools(BiConsumer<String, Integer> join) {
        pools = join;
    }

    /** Says who knows the configuration that a backup holds, by node and volume. */
    public void backups(BiFunction<String, String, Optional<Map<String, String>>> configs) {
        backups = configs;
    }

    /** Says which bridges there are, by node and name. */
    public void bridges(BiPredicate<String, String> there) {
        bridges = there;
    }

    void join(String pool, int vmid) {
        pools.accept(pool, vmid);
    }

    Map<String, String> backup(String node, String volume) {
        return backups.apply(node, volume).orElseThrow(() -> Refusal.failed("volume '" + volume + "' does not exist"));
    }

    boolean bridge(String node, String bridge) {
        return bridges.test(node, bridge);
    }
}
