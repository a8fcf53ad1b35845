package io.edgevirt.proxmox.read;

import io.edgevirt.HCICapacity;
import io.edgevirt.HCICapacity.Basis;
import io.edgevirt.HCIHealth;
import io.edgevirt.HCIRebuild;
import io.edgevirt.HCIResiliency;
import io.edgevirt.HCIResiliency.Scheme;
import io.edgevirt.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads how a ZFS pool of a node is, out of {@code GET /nodes/{node}/disks/zfs/{name}}. */
public final class ZfsReader {

    private static final String SOUND = "No known data errors";
    private static final String ONLINE = "ONLINE";
    /** What lies beside the pool's data: losing it loses none. */
    private static final Set<String> ASIDE = Set.of("logs", "log", "cache", "spares", "spare");

    private static final Pattern MIRROR = Pattern.compile("mirror(?:-\\d+)?");
    private static final Pattern PARITY = Pattern.compile("d?raidz?(\\d?)(?::[^-]*)?(?:-\\d+)?");
    private static final Pattern DONE = Pattern.compile("(\\d{1,3}(?:\\.\\d+)?)% done");
    private static final Pattern LEFT =
            Pattern.compile("done, (?:(\\d{1,5}) days? )?(?:(\\d{1,6}):)?(\\d{1,6}):(\\d{1,2}) to go");

    private ZfsReader() {}

    /**
     * A part of a pool: a group of disks, or a single one.
     *
     * @param name what ZFS calls it, such as {@code raidz1-0}
     * @param scheme how it keeps data
     * @param disks how many disks or replaced ones it has
     * @param tolerates how many of them it can lose
     * @param lost how many of them are not well
     */
    private record Part(String name, Scheme scheme, int disks, int tolerates, int lost) {}

    /**
     * A disk of a pool.
     *
     * @param name its path or name
     * @param state ZFS's word for how it is
     * @param errors whether it read, wrote or kept anything wrongly
     * @param role {@code data}, {@code special}, {@code logs}, {@code cache} or {@code spares}
     */
    public record Leaf(String name, String state, boolean errors, String role) {}

    /**
     * How it is.
     *
     * @param detail the reply
     * @param now when it was read
     * @return health and what is wrong, in ZFS's words
     */
    public static HCIHealth health(Json detail, Instant now) {
        List<String> faults = new ArrayList<>();
        detail.text("status").map(ZfsReader::line).filter(s -> !s.isEmpty()).ifPresent(faults::add);
        Optional<String> errors = detail.text("errors").map(ZfsReader::line).filter(e -> !e.isEmpty());
        boolean lost = errors.filter(e -> !e.contains(SOUND)).isPresent();
        errors.filter(e -> lost).ifPresent(faults::add);
        boolean worn = false;
        for (Leaf leaf : leaves(detail)) {
            boolean away = !leaf.state().equals(ONLINE) && !leaf.state().equals("AVAIL");
            if (away || leaf.errors()) {
                faults.add(leaf.name() + ": " + (away ? leaf.state() : "errors"));
                worn |= leaf.errors();
            }
        }
        return new HCIHealth(status(detail.text("state").orElse(""), lost, worn), faults, now);
    }

    private static HCIHealth.Status status(String state, boolean lost, boolean worn) {
        return switch (state) {
            case ONLINE ->
                lost ? HCIHealth.Status.CRITICAL : worn ? HCIHealth.Status.DEGRADED : HCIHealth.Status.HEALTHY;
            case "DEGRADED" -> lost ? HCIHealth.Status.CRITICAL : HCIHealth.Status.DEGRADED;
            case "FAULTED", "UNAVAIL", "SUSPENDED", "OFFLINE", "REMOVED" -> HCIHealth.Status.CRITICAL;
            default -> HCIHealth.Status.UNKNOWN;
        };
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /**
     * How much it holds. ZFS counts a mirror's disks once and the disks of a raidz all, parity included; what the parity of
     * a raidz leaves to guests depends on their blocks.
     *
     * @param row the pool's row of {@code GET /nodes/{node}/disks/zfs}
     * @param detail the pool itself
     * @return the figures; empty where ZFS tells none
     */
    public static Optional<HCICapacity> capacity(Json row, Json detail) {
        Optional<Long> used = row.number("alloc").filter(n -> n >= 0);
        Optional<Long> free = row.number("free").filter(n -> n >= 0);
        OptionalInt copies = copies(parts(detail));
        return row.number("size").filter(n -> n > 0).map(size -> {
            long times = copies.isPresent() && size <= Long.MAX_VALUE / copies.getAsInt() ? copies.getAsInt() : 1;
            boolean counted = copies.isPresent();
            return new HCICapacity(
                    Size.ofBytes(size * times),
                    used.filter(u -> u <= size).map(u -> Size.ofBytes(u * times)),
                    counted ? Optional.of(Size.ofBytes(size)) : Optional.empty(),
                    counted ? free.filter(f -> f <= size).map(Size::ofBytes) : Optional.empty(),
                    counted ? Basis.REPORTED : Basis.RAW_ONLY);
        });
    }

    /** How many whole copies all parts keep. */
    private static OptionalInt copies(List<Part> parts) {
        Set<Integer> copies = new TreeSet<>();
        for (Part part : parts) {
            if (part.scheme() == Scheme.PARITY) {
                return OptionalInt.empty();
            }
            copies.add(part.scheme() == Scheme.MIRROR ? part.disks() : 1);
        }
        return copies.size() == 1 ? OptionalInt.of(copies.iterator().next()) : OptionalInt.empty();
    }

    /**
     * What it survives: as many disks as the part can lose that can lose the fewest.
     *
     * @param detail the reply
     * @return scheme and copies
     */
    public static HCIResiliency resiliency(Json detail) {
        List<Part> parts = parts(detail);
        OptionalInt design = parts.stream().mapToInt(Part::tolerates).min();
        OptionalInt now = parts.stream()
                .mapToInt(p -> Math.max(0, p.tolerates() - p.lost()))
                .min();
        OptionalInt copies = copies(parts);
        return new HCIResiliency(
                scheme(parts),
                copies.isPresent() ? Optional.of(copies.getAsInt()) : Optional.empty(),
                name(parts),
                design.isPresent() ? Optional.of(design.getAsInt()) : Optional.empty(),
                now.isPresent() ? Optional.of(now.getAsInt()) : Optional.empty(),
                Optional.empty());
    }

    private static Scheme scheme(List<Part> parts) {
        Set<Scheme> schemes = new TreeSet<>();
        parts.forEach(p -> schemes.add(p.scheme()));
        return schemes.isEmpty()
                ? Scheme.UNKNOWN
                : schemes.size() == 1 ? schemes.iterator().next() : Scheme.MIXED;
    }

    private static String name(List<Part> parts) {
        Set<String> kinds = new TreeSet<>();
        parts.forEach(p ->
                kinds.add(p.scheme() == Scheme.NONE ? "single disk" : p.name().replaceFirst("-\\d+$", "")));
        String all = String.join(" and ", kinds);
        return all.isEmpty() ? "unknown" : parts.size() == 1 ? all : parts.size() + " of " + all;
    }

    /**
     * Whether a replaced disk is being filled. A scrub, which only compares, is no rebuild.
     *
     * @param detail the reply
     * @return how far it is, where ZFS tells
     */
    public static HCIRebuild rebuild(Json detail) {
        String scan = detail.text("scan").orElse("");
        if (!detail.text("state").isPresent()) {
            return new HCIRebuild(HCIRebuild.State.UNKNOWN, Optional.empty(), Optional.empty(), Optional.empty());
        }
        if (!scan.contains("resilver in progress") && !scan.contains("rebuild in progress")) {
            return new HCIRebuild(HCIRebuild.State.IDLE, Optional.empty(), Optional.empty(), Optional.empty());
        }
        Matcher done = DONE.matcher(scan);
        Optional<Double> fraction = done.find()
                ? Optional.of(Double.parseDouble(done.group(1)) / 100).filter(f -> f <= 1)
                : Optional.empty();
        return new HCIRebuild(HCIRebuild.State.RUNNING, Optional.empty(), fraction, left(scan));
    }

    private static Optional<Duration> left(String scan) {
        Matcher left = LEFT.matcher(scan);
        return left.find()
                ? Optional.of(Duration.ofDays(number(left.group(1)))
                        .plusHours(number(left.group(2)))
                        .plusMinutes(number(left.group(3)))
                        .plusSeconds(number(left.group(4))))
                : Optional.empty();
    }

    private static long number(@org.jspecify.annotations.Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The parts that hold data; the pool itself stands above them. */
    private static List<Part> parts(Json detail) {
        List<Part> parts = new ArrayList<>();
        for (Json top : detail.get("children").list()) {
            String name = top.text("name").orElse("");
            if (ASIDE.contains(name)) {
                continue;
            }
            boolean above =
                    detail.text("name").equals(Optional.of(name)) || name.equals("special") || name.equals("dedup");
            if (above) {
                top.get("children").list().forEach(c -> parts.add(part(c)));
            } else {
                parts.add(part(top));
            }
        }
        return parts;
    }

    private static Part part(Json vdev) {
        String name = vdev.text("name").orElse("");
        List<Json> disks = vdev.get("children").list();
        int lost = (int) disks.stream().filter(d -> !well(d)).count();
        if (MIRROR.matcher(name).matches() && !disks.isEmpty()) {
            return new Part(name, Scheme.MIRROR, disks.size(), disks.size() - 1, lost);
        }
        Matcher parity = PARITY.matcher(name);
        if (parity.matches() && !disks.isEmpty()) {
            int level = parity.group(1).isEmpty() ? 1 : Integer.parseInt(parity.group(1));
            return new Part(name, Scheme.PARITY, disks.size(), level, lost);
        }
        return new Part(name, Scheme.NONE, 1, 0, well(vdev) ? 0 : 1);
    }

    private static boolean well(Json vdev) {
        return vdev.text("state").equals(Optional.of(ONLINE));
    }

    /**
     * The disks of a pool.
     *
     * @param detail the reply
     * @return each once
     */
    public static List<Leaf> leaves(Json detail) {
        List<Leaf> leaves = new ArrayList<>();
        for (Json top : detail.get("children").list()) {
            String name = top.text("name").orElse("");
            boolean named = ASIDE.contains(name) || name.equals("special") || name.equals("dedup");
            below(top, named ? name : "data", leaves, 0);
        }
        return leaves;
    }

    private static void below(Json vdev, String role, List<Leaf> leaves, int depth) {
        List<Json> children = vdev.get("children").list();
        Optional<String> name = vdev.text("name").filter(n -> !n.isEmpty());
        if (children.isEmpty() && name.isPresent() && !name.get().equals(role)) {
            boolean errors = List.of("read", "write", "cksum").stream()
                    .anyMatch(e -> vdev.number(e).filter(n -> n > 0).isPresent());
            leaves.add(new Leaf(name.get(), vdev.text("state").orElse("UNKNOWN"), errors, role));
        }
        if (depth < 30) {
            children.forEach(c -> below(c, role, leaves, depth + 1));
        }
    }
}
