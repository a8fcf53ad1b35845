package io.edgevirt.proxmox.read;

import io.edgevirt.HCICapacity;
import io.edgevirt.HCICapacity.Basis;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.HCIResiliency.Scheme;
import io.edgevirt.Size;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads how a Ceph is, out of {@code GET /cluster/ceph/status} and the list of its pools. */
public final class CephReader {

    /** Pools in which Ceph keeps its own books; nobody's data is in them. */
    private static final Set<String> BOOKS = Set.of(".mgr", "device_health_metrics");

    private static final List<String> UNREACHABLE = List.of("down", "incomplete", "peered", "stale", "unknown");
    private static final List<String> SHORT = List.of("degraded", "undersized");
    private static final List<String> HELD = List.of("norecover", "nobackfill", "norebalance");

    private CephReader() {}

    /**
     * A pool of Ceph's.
     *
     * @param name its name
     * @param replicated whether it keeps whole copies
     * @param size how many copies, or parts of erasure code, it keeps
     * @param least how many must be there for it to be written to
     */
    public record Pool(String name, boolean replicated, int size, int least) {}

    /**
     * The pools that hold data.
     *
     * @param listing the reply to {@code GET /nodes/{node}/ceph/pool}
     * @return the pools, without those of Ceph's own books
     */
    public static List<Pool> pools(Json listing) {
        List<Pool> pools = new ArrayList<>();
        for (Json row : listing.list()) {
            Optional<String> name = row.text("pool_name").filter(n -> !BOOKS.contains(n));
            Optional<Integer> size = MembershipReader.count(row, "size").filter(s -> s > 0);
            Optional<Integer> least = MembershipReader.count(row, "min_size").filter(s -> s > 0);
            if (name.isPresent() && size.isPresent() && least.isPresent()) {
                boolean replicated = row.text("type").orElse("replicated").equals("replicated");
                pools.add(new Pool(name.get(), replicated, size.get(), least.get()));
            }
        }
        return pools;
    }

    /**
     * How it is.
     *
     * @param status the reply
     * @param now when it was read
     * @return health, and its failing checks in Ceph's words
     */
    public static HCIHealth health(Json status, Instant now) {
        Json health = status.get("health");
        HCIHealth.Status over = switch (health.text("status").orElse("")) {
            case "HEALTH_OK" -> HCIHealth.Status.HEALTHY;
            case "HEALTH_WARN" -> HCIHealth.Status.DEGRADED;
            case "HEALTH_ERR" -> HCIHealth.Status.CRITICAL;
            default -> HCIHealth.Status.UNKNOWN;
        };
        List<String> faults = new ArrayList<>();
        health.get("checks").fields().forEach((name, check) -> {
            if (!check.flag("muted").orElse(false)) {
                String message = check.get("summary").text("message").orElse("");
                faults.add(message.isEmpty() ? name : name + ": " + message);
            }
        });
        return new HCIHealth(over, faults, now);
    }

    /**
     * How much it holds. What guests can store is worked out where all pools keep the same number of copies.
     *
     * @param status the reply
     * @param pools the pools that hold data
     * @return the figures; empty where Ceph tells none
     */
    public static Optional<HCICapacity> capacity(Json status, List<Pool> pools) {
        Json map = status.get("pgmap");
        Optional<Integer> copies = copies(pools);
        Optional<Long> free = figure(map, "bytes_avail");
        return figure(map, "bytes_total")
                .map(total -> new HCICapacity(
                        Size.ofBytes(total),
                        figure(map, "bytes_used").filter(u -> u <= total).map(Size::ofBytes),
                        copies.map(c -> Size.ofBytes(total / c)),
                        copies.flatMap(c -> free.filter(f -> f <= total).map(f -> Size.ofBytes(f / c))),
                        copies.isPresent() ? Basis.DERIVED_FROM_COPIES : Basis.RAW_ONLY));
    }

    private static Optional<Integer> copies(List<Pool> pools) {
        boolean alike = !pools.isEmpty()
                && pools.stream()
                        .allMatch(
                                p -> p.replicated() && p.size() == pools.get(0).size());
        return alike ? Optional.of(pools.get(0).size()) : Optional.empty();
    }

    private static Optional<Long> figure(Json map, String name) {
        return map.number(name).filter(n -> n >= 0);
    }

    /**
     * What it survives: how many failures its weakest pool goes on working after. Of a pool of three copies that needs two,
     * that is one; after two its data are still there, but it stands still.
     *
     * @param status the reply
     * @param pools the pools that hold data
     * @return scheme and copies
     */
    public static HCIResiliency resiliency(Json status, List<Pool> pools) {
        Optional<Pool> weakest = pools.stream().min(Comparator.comparingInt((Pool p) -> p.size() - p.least()));
        Optional<Integer> design = weakest.map(p -> Math.max(0, p.size() - p.least()));
        return new HCIResiliency(
                scheme(pools),
                copies(pools),
                weakest.map(p -> (p.replicated() ? "size " : "erasure code ") + p.size() + "/" + p.least())
                        .orElse("no pools"),
                design,
                design.flatMap(d -> now(status, d)),
                Optional.empty());
    }

    private static Scheme scheme(List<Pool> pools) {
        long whole = pools.stream().filter(Pool::replicated).count();
        if (pools.isEmpty()) {
            return Scheme.UNKNOWN;
        }
        if (whole == 0) {
            return Scheme.PARITY;
        }
        boolean once = pools.stream().allMatch(p -> p.size() == 1);
        return whole < pools.size() ? Scheme.MIXED : once ? Scheme.NONE : Scheme.MIRROR;
    }

    /** Where copies are missing, Ceph tells how many objects lack some, but not how many copies an object lacks. */
    private static Optional<Integer> now(Json status, int design) {
        if (status.get("pgmap").get("pgs_by_state").list().isEmpty()) {
            return Optional.empty();
        }
        if (inState(status, UNREACHABLE)) {
            return Optional.of(0);
        }
        if (!inState(status, SHORT) && !missing(status, "degraded_objects")) {
            return Optional.of(design);
        }
        return design <= 1 ? Optional.of(0) : Optional.empty();
    }

    private static boolean inState(Json status, List<String> words) {
        return status.get("pgmap").get("pgs_by_state").list().stream()
                .filter(s -> s.number("count").orElse(1L) > 0)
                .flatMap(s -> Stream.of(s.text("state_name").orElse("").split("\\+")))
                .anyMatch(words::contains);
    }

    private static boolean missing(Json status, String what) {
        return status.get("pgmap").number(what).filter(n -> n > 0).isPresent();
    }

    /**
     * Whether it restores copies, or moves them to where they belong.
     *
     * @param status the reply
     * @return how far it is, where Ceph tells; it does not tell how much is left in bytes
     */
    public static HCIRebuild rebuild(Json status) {
        if (status.get("pgmap").get("pgs_by_state").list().isEmpty()) {
            return none(HCIRebuild.State.UNKNOWN);
        }
        boolean wanting = missing(status, "degraded_objects") || missing(status, "misplaced_objects");
        boolean busy = missing(status, "recovering_bytes_per_sec")
                || missing(status, "recovering_objects_per_sec")
                || inState(status, List.of("recovering", "backfilling"));
        if (!wanting && !busy) {
            return none(HCIRebuild.State.IDLE);
        }
        boolean queued = inState(status, List.of("recovery_wait", "backfill_wait"));
        if (busy || queued && !held(status)) {
            return new HCIRebuild(HCIRebuild.State.RUNNING, Optional.empty(), progress(status), Optional.empty());
        }
        return none(HCIRebuild.State.PAUSED);
    }

    private static HCIRebuild none(HCIRebuild.State state) {
        return new HCIRebuild(state, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static boolean held(Json status) {
        String flags = status.get("health")
                .get("checks")
                .get("OSDMAP_FLAGS")
                .get("summary")
                .text("message")
                .orElse("");
        return HELD.stream().anyMatch(flags::contains);
    }

    /** Of several events under way, the one that is the least far. */
    private static Optional<Double> progress(Json status) {
        return status.get("progress_events").fields().values().stream()
                .flatMap(e -> e.decimal("progress").stream())
                .filter(p -> p >= 0 && p <= 1)
                .min(Comparator.naturalOrder());
    }

    /**
     * An OSD.
     *
     * @param number its number
     * @param host the node it is in
     * @param up whether its daemon runs
     * @param kind Ceph's class of its device, such as {@code nvme}
     * @param size its size
     */
    public record Osd(String number, Optional<String> host, boolean up, String kind, Optional<Size> size) {}

    /**
     * The OSDs of a tree.
     *
     * @param tree the reply to {@code GET /nodes/{node}/ceph/osd}
     * @return the OSDs
     */
    public static List<Osd> osds(Json tree) {
        List<Osd> osds = new ArrayList<>();
        below(tree.get("root"), Optional.empty(), osds, 0);
        return osds;
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static void below(Json branch, Optional<String> host, List<Osd> osds, int depth) {
        Optional<String> type = branch.text("type");
        Optional<String> here = type.equals(Optional.of("host")) ? branch.text("name") : host;
        if (type.equals(Optional.of("osd"))) {
            branch.text("id")
                    .ifPresent(id -> osds.add(new Osd(
                            id,
                            here.or(() -> branch.text("host")),
                            branch.text("status").equals(Optional.of("up")),
                            branch.text("device_class").orElse(""),
                            branch.number("total_space").filter(s -> s > 0).map(Size::ofBytes))));
        }
        if (depth < 30) {
            branch.get("children").list().forEach(c -> below(c, here, osds, depth + 1));
        }
    }

    /**
     * The hosts of OSDs.
     *
     * @param osds the OSDs
     * @return their names, each once
     */
    public static List<String> hosts(List<Osd> osds) {
        return osds.stream().flatMap(o -> o.host().stream()).distinct().toList();
    }

    /**
     * How much of an OSD's device is worn, by the disks of its node.
     *
     * @param disks the reply to {@code GET /nodes/{node}/disks/list}
     * @return by the OSD's number, from 0 to 1
     */
    public static Map<String, Double> wear(Json disks) {
        Map<String, Double> wear = new java.util.HashMap<>();
        for (Json row : disks.list()) {
            Optional<Long> left = row.number("wearout").filter(w -> w >= 0 && w <= 100);
            Optional<String> osd = row.text("osdid").filter(o -> !o.equals("-1"));
            if (left.isPresent() && osd.isPresent()) {
                wear.put(osd.get(), (100 - left.get()) / 100.0);
            }
            for (Json each : row.get("osdid-list").list()) {
                left.ifPresent(l -> each.text().ifPresent(o -> wear.put(o, (100 - l) / 100.0)));
            }
        }
        return wear;
    }
}
