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
     * active and has room. Where nothing is named, nothing is ambiguous: of several pools of a name, those with room come
     * first, then those whose path and id come first in the alphabet. The plan tells which it is.
     *
     * @param pools all pools
     * @param wanted the name, path or id that was asked for
     * @param room how much space is needed
     * @return the pool, or empty where none fits
     * @throws io.edgevirt.AmbiguousNameException if the name that was asked for fits several pools
     */
    public static Optional<PoolInfo> pool(List<PoolInfo> pools, Optional<String> wanted, Size room) {
        if (wanted.isPresent()) {
            Named<PoolInfo> named = new Named<>("storage pools", wanted.get());
            for (PoolInfo pool : pools) {
                named.among(pool, pool.id(), pool.name(), pool.path());
            }
            return named.one();
        }
        PoolInfo best = null;
        for (PoolInfo pool : pools) {
            boolean eligible = pool.active() && (pool.name().equals(POOL) || fits(pool, room));
            if (eligible && (best == null || before(pool, best, room))) {
                best = pool;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Whether a pool is to be taken rather than another. */
    private static boolean before(PoolInfo pool, PoolInfo other, Size room) {
        if (pool.name().equals(POOL) != other.name().equals(POOL)) {
            return pool.name().equals(POOL);
        }
        if (fits(pool, room) != fits(other, room)) {
            return fits(pool, room);
        }
        int order = pool.name().compareTo(other.name());
        order = order != 0
                ? order
                : pool.path().orElse("").compareTo(other.path().orElse(""));
        return (order != 0 ? order : pool.id().compareTo(other.id())) < 0;
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
