package io.edgevirt.proxmox.fake.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One section of {@code storage.cfg}. */
public final class Storage {

    private static final Set<String> SHARED =
            Set.of("nfs", "cifs", "rbd", "cephfs", "iscsi", "iscsidirect", "zfs", "pbs", "esxi");
    private static final Set<String> FILES = Set.of("dir", "nfs", "cifs", "cephfs", "btrfs");
    private static final Set<String> THIN = Set.of("lvmthin", "rbd", "zfspool", "zfs");

    private final String id;
    private final String type;
    private final Map<String, String> options = new LinkedHashMap<>();
    private volatile boolean reachable = true;
    private volatile long total;

    Storage(String id, String type, long total) {
        this.id = id;
        this.type = type;
        this.total = total;
    }

    /** The storage's id. */
    public String id() {
        return id;
    }

    /** Its type: dir, lvmthin, rbd, … */
    public String type() {
        return type;
    }

    /** Its options as {@code storage.cfg} has them, open to change. */
    public Map<String, String> options() {
        return options;
    }

    /** Whether all nodes see the same volumes. */
    public boolean shared() {
        return SHARED.contains(type) || "1".equals(options.get("shared"));
    }

    /** Whether volumes are files in folders. */
    public boolean files() {
        return FILES.contains(type);
    }

    /** Whether space is taken only as it is written. */
    public boolean thin() {
        return THIN.contains(type) || files();
    }

    /** Whether it is switched on. */
    public boolean enabled() {
        return !"1".equals(options.get("disable"));
    }

    /** Whether its server or disk answers; a test's to change. */
    public boolean reachable() {
        return reachable;
    }

    /** Lets its server or disk answer or not. */
    public void reachable(boolean answers) {
        reachable = answers;
    }

    /** Bytes in all. */
    public long total() {
        return total;
    }

    /** Sets the bytes in all. */
    public void total(long bytes) {
        total = bytes;
    }

    /** What it may hold. */
    public Set<String> content() {
        String value = options.getOrDefault("content", files() ? "images,rootdir,iso" : "images,rootdir");
        return "none".equals(value) ? Set.of() : new TreeSet<>(List.of(value.split("[,; ]+")));
    }

    /** Whether a node may use it. */
    public boolean on(String node) {
        String nodes = options.getOrDefault("nodes", "");
        return nodes.isEmpty() || List.of(nodes.split("[,; ]+")).contains(node);
    }

    /** Where its files or devices are. */
    public String path(String name, String content) {
        if (files()) {
            String root = options.getOrDefault("path", "/mnt/pve/" + id);
            String folder = switch (content) {
                case "iso" -> "/template/";
                case "vztmpl" -> "/template/cache/";
                case "backup" -> "/dump/";
                default -> "/";
            };
            String file = name.substring(name.indexOf('/') + 1);
            return switch (content) {
                case "images", "rootdir" -> root + "/images/" + name;
                case "vztmpl", "backup" -> root + folder + file;
                default -> root + folder + name;
            };
        }
        return switch (type) {
            case "rbd" -> "rbd:" + options.getOrDefault("pool", id) + "/" + name;
            case "zfspool" -> "/dev/zvol/" + options.getOrDefault("pool", id) + "/" + name;
            default -> "/dev/" + options.getOrDefault("vgname", "pve") + "/" + name;
        };
    }
}
