package io.edgevirt.proxmox.fake.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A ZFS pool of a node, open to change by tests: states, errors, a scrub or a resilver under way. */
public final class ZfsPool {

    private final String name;
    private final String level;
    private final List<PhysicalDisk> disks;
    private final Map<String, String> states = new LinkedHashMap<>();
    private final Map<String, Integer> errors = new LinkedHashMap<>();
    private long alloc;
    private String state = "ONLINE";
    private Optional<String> scan = Optional.of("none requested");
    private Optional<String> status = Optional.empty();
    private Optional<String> action = Optional.empty();

    ZfsPool(String name, String level, List<PhysicalDisk> disks) {
        this.name = name;
        this.level = level;
        this.disks = List.copyOf(disks);
        this.alloc = disks.get(0).size / 10;
        disks.forEach(disk -> disk.used("ZFS"));
    }

    /** The pool's name. */
    public String name() {
        return name;
    }

    /** Sets the pool's state: ONLINE, DEGRADED, FAULTED, … */
    public ZfsPool state(String state) {
        this.state = state;
        return this;
    }

    /** Sets one disk's state and count of read errors; the pool and its group become DEGRADED if it is not ONLINE. */
    public ZfsPool disk(String path, String diskState, int readErrors) {
        states.put(path, diskState);
        errors.put(path, readErrors);
        state = states.values().stream().allMatch("ONLINE"::equals) ? "ONLINE" : "DEGRADED";
        if (state.equals("DEGRADED")) {
            status = Optional.of("One or more devices could not be used because the label is missing or invalid."
                    + "  Sufficient replicas exist for the pool to continue functioning in a degraded state.");
            action = Optional.of("Replace the device using 'zpool replace'.");
        } else {
            status = Optional.empty();
            action = Optional.empty();
        }
        return this;
    }

    /** Sets the text of {@code scan}, as {@code zpool status} prints it. */
    public ZfsPool scan(String text) {
        scan = Optional.of(text);
        return this;
    }

    /** Puts a resilver under way, in the words of {@code zpool status}. */
    public ZfsPool resilvering(String done, String percent, String left) {
        return scan("resilver in progress since Mon Nov 23 10:00:00 2026\n"
                + "\t120G scanned at 1.20G/s, 60.5G issued at 600M/s, 240G total\n"
                + "\t" + done + " resilvered, " + percent + "% done, " + left + " to go");
    }

    /** Sets the bytes taken of the raw size. */
    public ZfsPool alloc(long bytes) {
        alloc = bytes;
        return this;
    }

    List<PhysicalDisk> disks() {
        return disks;
    }

    /** The raw size for mirrors is one disk's, for raidz all disks', as {@code zpool list} has it. */
    long size() {
        long each = disks.stream().mapToLong(d -> d.size).min().orElse(0);
        return switch (level) {
            case "mirror" -> each;
            case "raid10" -> each * disks.size() / 2;
            default -> each * disks.size();
        };
    }

    /** What storage on it can hold: parity taken off. */
    long usable() {
        long each = disks.stream().mapToLong(d -> d.size).min().orElse(0);
        return switch (level) {
            case "raidz", "draid" -> each * (disks.size() - 1);
            case "raidz2", "draid2" -> each * (disks.size() - 2);
            case "raidz3", "draid3" -> each * (disks.size() - 3);
            default -> size();
        };
    }

    Row row() {
        return Row.of(
                "name",
                name,
                "size",
                size(),
                "alloc",
                alloc,
                "free",
                size() - alloc,
                "frag",
                3,
                "dedup",
                1.0,
                "health",
                state);
    }

    Row detail() {
        Row row = Row.of("name", name, "state", state);
        row.given("status", status).given("action", action).given("scan", scan);
        row.put("errors", "No known data errors");
        List<Row> below = new ArrayList<>();
        switch (level) {
            case "single" -> disks.forEach(disk -> below.add(leaf(disk)));
            case "raid10" -> {
                for (int i = 0; i + 1 < disks.size(); i += 2) {
                    below.add(group("mirror-" + i / 2, disks.subList(i, i + 2)));
                }
            }
            case "raidz" -> below.add(group("raidz1-0", disks));
            default -> below.add(group(level + "-0", disks));
        }
        row.put("children", List.of(entry(name, state, 0, false).with("children", below)));
        return row;
    }

    private Row group(String title, List<PhysicalDisk> members) {
        boolean well = members.stream()
                .allMatch(d -> states.getOrDefault(d.path, "ONLINE").equals("ONLINE"));
        return entry(title, well ? "ONLINE" : "DEGRADED", 0, false)
                .with("children", members.stream().map(this::leaf).toList());
    }

    private Row leaf(PhysicalDisk disk) {
        String shown = disk.path.substring(disk.path.lastIndexOf('/') + 1);
        return entry(shown, states.getOrDefault(disk.path, "ONLINE"), errors.getOrDefault(disk.path, 0), true);
    }

    private static Row entry(String title, String state, int read, boolean leaf) {
        return Row.of("name", title, "state", state, "read", read, "write", 0, "cksum", 0, "msg", "", "leaf", leaf);
    }
}
