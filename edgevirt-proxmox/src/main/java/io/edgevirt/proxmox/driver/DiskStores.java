package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import io.edgevirt.proxmox.read.Store;
import io.edgevirt.spi.Defaults;
import java.util.List;
import java.util.Optional;

/** The storages that a node can use for something. One request. */
final class DiskStores {

    private final List<Store> stores;

    private DiskStores(List<Store> stores) {
        this.stores = stores;
    }

    /**
     * Reads them.
     *
     * @param content what they must be for, such as {@code images}
     */
    static DiskStores of(Site site, String node, String content) {
        return new DiskStores(new Pools(site)
                .all().stream()
                        .filter(s -> s.nodes().contains(node) && s.holds(content))
                        .map(s -> at(s, node))
                        .toList());
    }

    /** A shared storage may be usable elsewhere only. */
    private static Store at(Store store, String node) {
        return new Store(
                store.storage(),
                store.nodes(),
                store.usable().contains(node) ? List.of(node) : List.of(),
                store.type(),
                store.content(),
                store.shared(),
                store.capacity());
    }

    /** The one that was named, else the default one; a finding is added where there is none. */
    Optional<Store> choose(Optional<String> wanted, Size room, List<Finding> findings) {
        List<PoolInfo> pools = stores.stream().map(Store::info).toList();
        Optional<PoolInfo> pool = Defaults.pool(pools, wanted, room);
        if (pool.isEmpty()) {
            findings.add(Defaults.noPool(wanted, pools));
            return Optional.empty();
        }
        if (!pool.get().active()) {
            findings.add(Finding.fail(
                    "disk.pool",
                    Finding.Problem.STATE,
                    pool.get().name(),
                    "the storage cannot be used on the machine's node now",
                    "look at its state there, or name another"));
            return Optional.empty();
        }
        return stores.stream().filter(s -> s.id().equals(pool.get().id())).findFirst();
    }

    Optional<Store> named(String storage) {
        return stores.stream().filter(s -> s.storage().equals(storage)).findFirst();
    }
}
