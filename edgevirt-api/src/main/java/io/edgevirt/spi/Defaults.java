package io.edgevirt.spi;

import io.edgevirt.Finding;
import io.edgevirt.HostInfo;
import io.edgevirt.PoolInfo;
import io.edgevirt.Size;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The default placement, the same for all backends. */
public final class Defaults {

    /** The pool that is taken where none is named and there is one of this name. */
    public static final String POOL = "default";

    private Defaults() {}

    /**
     * The pool for a disk: the one that is named; else the one called {@value #POOL}; else the first by name that is
     * active and has room.
     *
     * @param pools all pools
     * @param wanted the name, path or id that was asked for
     * @param room how much space is needed
     * @return the pool, or empty where none fits
     */
    public static Optional<PoolInfo> pool(List<PoolInfo> pools, Optional<String> wanted, Size room) {
        if (wanted.isPresent()) {
            String name = wanted.get();
            return pools.stream()
                    .filter(p -> p.name().equals(name)
                            || p.id().equals(name)
                            || p.path().filter(name::equals).isPresent())
                    .findFirst();
        }
        Optional<PoolInfo> byName =
                pools.stream().filter(p -> p.active() && p.name().equals(POOL)).findFirst();
        return byName.or(() ->
                pools.stream().filter(p -> p.active() && fits(p, room)).min(Comparator.comparing(PoolInfo::name)));
    }

    /**
     * The finding for a pool that could not be chosen.
     *
     * @param wanted the name, path or id that was asked for
     * @param pools all pools
     * @return a failing finding that names the pools there are
     */
    public static Finding noPool(Optional<String> wanted, List<PoolInfo> pools) {
        List<String> names = pools.stream().map(PoolInfo::name).sorted().toList();
        return wanted.map(w -> Finding.fail(
                        "disk.pool",
                        Finding.Problem.NOT_FOUND,
                        w,
                        "there is no storage pool '" + w + "'",
                        "the pools are " + names))
                .orElseGet(() -> Finding.fail(
                        "disk.pool",
                        Finding.Problem.RESOURCES,
                        "storage",
                        "no active storage pool has room",
                        "name one of " + names + " or make room"));
    }

    /**
     * The host with the most free memory among those that are up.
     *
     * @param hosts all hosts
     * @return the host, or empty where none is up
     */
    public static Optional<HostInfo> host(List<HostInfo> hosts) {
        return hosts.stream()
                .filter(h -> h.state() == HostInfo.State.UP)
                .max(Comparator.comparing((HostInfo h) -> h.freeMemory().orElse(Size.ZERO)));
    }

    private static boolean fits(PoolInfo pool, Size room) {
        return pool.capacity()
                .flatMap(c -> c.free())
                .map(free -> free.compareTo(room) >= 0)
                .orElse(true);
    }
}
