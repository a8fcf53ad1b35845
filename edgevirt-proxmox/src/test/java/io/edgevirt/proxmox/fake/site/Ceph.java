package io.edgevirt.proxmox.fake.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A Ceph of the cluster's own, open to change by tests: OSDs, pools, health and a rebuild under way. */
public final class Ceph {

    private static final long GIB = 1L << 30;

    /** One OSD. */
    public static final class Osd {
        final int id;
        final String host;
        final long size;
        final String kind;
        boolean up = true;
        boolean in = true;
        long used;

        Osd(int id, String host, long size, String kind) {
            this.id = id;
            this.host = host;
            this.size = size;
            this.kind = kind;
            this.used = size / 10;
        }

        /** Its number. */
        public int id() {
            return id;
        }

        /** Whether its daemon runs. */
        public Osd up(boolean runs) {
            up = runs;
            return this;
        }

        /** Whether data are placed on it. */
        public Osd in(boolean placed) {
            in = placed;
            return this;
        }

        /** The bytes taken. */
        public Osd used(long bytes) {
            used = bytes;
            return this;
        }
    }

    private boolean installed = true;
    private final Map<Integer, Osd> osds = new LinkedHashMap<>();
    private final Map<String, Row> pools = new LinkedHashMap<>();
    private final Map<String, Row> checks = new LinkedHashMap<>();
    private final Map<String, Boolean> monitors = new LinkedHashMap<>();
    private final TreeSet<String> flags = new TreeSet<>();
    private final Row recovery = new Row();
    private long objects = 30_000;

    Ceph(List<String> nodes) {
        for (String node : nodes) {
            osds.put(osds.size(), new Osd(osds.size(), node, 1_907 * GIB, "nvme"));
            if (monitors.size() < 3) {
                monitors.put(node, true);
            }
        }
        pool(".mgr", 3, 2, 1, 1 << 20);
        pool("ceph-vm", 3, 2, 128, 300 * GIB);
    }

    /** Whether Ceph is installed on the nodes; without it all its paths fail. */
    public boolean installed() {
        return installed;
    }

    /** Takes Ceph away from the nodes, or gives it back. */
    public Ceph installed(boolean is) {
        installed = is;
        return this;
    }

    /** The OSDs by number. */
    public Map<Integer, Osd> osds() {
        return osds;
    }

    /** The pools as they are listed, by name. */
    public Map<String, Row> pools() {
        return pools;
    }

    /** The flags that are set, such as noout. */
    public TreeSet<String> flags() {
        return flags;
    }

    /** The monitors, by node, and whether each is in the quorum. */
    public Map<String, Boolean> monitors() {
        return monitors;
    }

    /** Adds a replicated pool. */
    public Row pool(String name, int size, int least, int groups, long used) {
        Row pool = Row.of(
                "pool",
                pools.size() + 1,
                "pool_name",
                name,
                "type",
                "replicated",
                "size",
                size,
                "min_size",
                least,
                "pg_num",
                groups,
                "pg_num_final",
                groups,
                "pg_autoscale_mode",
                "on",
                "crush_rule",
                0,
                "crush_rule_name",
                "replicated_rule",
                "bytes_used",
                used,
                "percent_used",
                (double) used / (5_700 * GIB),
                "application_metadata",
                Row.of("rbd", new Row()));
        pools.put(name, pool);
        return pool;
    }

    /** Raises a health check: severity HEALTH_WARN or HEALTH_ERR. */
    public Ceph check(String name, String severity, String message) {
        checks.put(
                name,
                Row.of(
                        "severity",
                        severity,
                        "summary",
                        Row.of("message", message, "count", 1),
                        "detail",
                        List.of(Row.of("message", message)),
                        "muted",
                        false));
        return this;
    }

    /** All is well again: no checks, no rebuild, all OSDs up and in. */
    public Ceph well() {
        checks.clear();
        recovery.clear();
        osds.values().forEach(osd -> osd.up(true).in(true));
        return this;
    }

    /** Some copies of objects are missing: so many of so many. */
    public Ceph degraded(long missing, long total) {
        recovery.with("degraded_objects", missing).with("degraded_total", total);
        recovery.with("degraded_ratio", (double) missing / total);
        return check(
                "PG_DEGRADED",
                "HEALTH_WARN",
                "Degraded data redundancy: " + missing + "/" + total + " objects degraded ("
                        + String.format("%.3f", 100.0 * missing / total) + "%), 17 pgs degraded");
    }

    /** Some copies of objects are not where they belong. */
    public Ceph misplaced(long wrong, long total) {
        recovery.with("misplaced_objects", wrong).with("misplaced_total", total);
        recovery.with("misplaced_ratio", (double) wrong / total);
        return this;
    }

    /** A rebuild is under way at this rate. */
    public Ceph recovering(long bytesPerSecond, long objectsPerSecond) {
        recovery.with("recovering_bytes_per_sec", bytesPerSecond);
        recovery.with("recovering_objects_per_sec", objectsPerSecond);
        recovery.with("recovering_keys_per_sec", 0);
        return this;
    }

    /** The number of objects. */
    public Ceph objects(long count) {
        objects = count;
        return this;
    }

    Row status() {
        long total =
                osds.values().stream().filter(o -> o.in).mapToLong(o -> o.size).sum();
        long used =
                osds.values().stream().filter(o -> o.in).mapToLong(o -> o.used).sum();
        int groups = pools.values().stream()
                .mapToInt(pool -> (Integer) pool.get("pg_num"))
                .sum();
        boolean degraded = recovery.containsKey("degraded_objects");
        int wrong = degraded ? Math.min(groups, 17) : 0;
        String state = recovery.containsKey("recovering_bytes_per_sec")
                ? "active+undersized+degraded+remapped+backfilling"
                : "active+undersized+degraded";
        List<Row> states = degraded
                ? List.of(
                        Row.of("state_name", "active+clean", "count", groups - wrong),
                        Row.of("state_name", state, "count", wrong))
                : List.of(Row.of("state_name", "active+clean", "count", groups));
        Row map = Row.of(
                "pgs_by_state", states,
                "num_pgs", groups,
                "num_pools", pools.size(),
                "num_objects", objects,
                "data_bytes", used / 3,
                "bytes_used", used,
                "bytes_avail", total - used,
                "bytes_total", total);
        map.putAll(recovery);
        List<String> names = monitors.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(Map.Entry::getKey)
                .toList();
        return Row.of(
                "fsid",
                "5f5c1f0e-6a4b-4e0c-9d0e-7e4f0a1b2c3d",
                "health",
                health(),
                "election_epoch",
                12,
                "quorum",
                ranks(),
                "quorum_names",
                names,
                "quorum_age",
                3_600,
                "monmap",
                Row.of("epoch", 3, "num_mons", monitors.size(), "mons", mons()),
                "osdmap",
                Row.of(
                        "epoch", 71,
                        "num_osds", osds.size(),
                        "num_up_osds", osds.values().stream().filter(o -> o.up).count(),
                        "num_in_osds", osds.values().stream().filter(o -> o.in).count(),
                        "num_remapped_pgs", recovery.containsKey("misplaced_objects") ? 5 : 0),
                "pgmap",
                map,
                "mgrmap",
                Row.of("available", true, "active_name", names.isEmpty() ? "" : names.get(0)),
                "fsmap",
                Row.of("epoch", 1, "by_rank", List.of()),
                "progress_events",
                new Row());
    }

    private List<Integer> ranks() {
        List<String> all = List.copyOf(monitors.keySet());
        return all.stream()
                .filter(name -> monitors.getOrDefault(name, false))
                .map(all::indexOf)
                .toList();
    }

    private List<Row> mons() {
        List<String> all = List.copyOf(monitors.keySet());
        return all.stream()
                .map(name -> Row.of("rank", all.indexOf(name), "name", name))
                .toList();
    }

    /** What was raised, and what follows from the OSDs and monitors. */
    private Row health() {
        Map<String, Row> found = new LinkedHashMap<>(checks);
        long down = osds.values().stream().filter(o -> !o.up).count();
        if (down > 0) {
            found.putIfAbsent("OSD_DOWN", warning(down + " osds down", down));
        }
        long out = monitors.values().stream().filter(in -> !in).count();
        if (out > 0) {
            String words = out + "/" + monitors.size() + " mons down, quorum " + ranks();
            found.putIfAbsent("MON_DOWN", warning(words, out));
        }
        if (!flags.isEmpty()) {
            found.putIfAbsent("OSDMAP_FLAGS", warning(String.join(",", flags) + " flag(s) set", flags.size()));
        }
        boolean error = found.values().stream().anyMatch(c -> "HEALTH_ERR".equals(c.get("severity")));
        String status = error ? "HEALTH_ERR" : found.isEmpty() ? "HEALTH_OK" : "HEALTH_WARN";
        return Row.of("status", status, "checks", found, "mutes", List.of());
    }

    private static Row warning(String message, long count) {
        return Row.of(
                "severity",
                "HEALTH_WARN",
                "summary",
                Row.of("message", message, "count", count),
                "detail",
                List.of(Row.of("message", message)),
                "muted",
                false);
    }
}
