package io.edgevirt.proxmox.fake;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Which changes a running machine takes at once, and which wait for its stop. */
final class Hotplug {
    private static final Set<String> AT_ONCE = Set.of(
            "description",
            "hookscript",
            "lock",
            "migrate_downtime",
            "migrate_speed",
            "name",
            "onboot",
            "protection",
            "shares",
            "startup",
            "tags",
            "vmstatestorage",
            "balloon",
            "cpuunits",
            "cpulimit",
            "affinity",
            "hotplug");
    private static final Set<String> LIVE = Set.of(
            "backup",
            "replicate",
            "size",
            "cache",
            "mbps_rd",
            "mbps_wr",
            "iops_rd",
            "iops_wr",
            "mbps",
            "iops",
            "mbps_rd_max",
            "mbps_wr_max",
            "iops_rd_max",
            "iops_wr_max",
            "iops_max",
            "mbps_max");
    private static final Set<String> USUAL = Set.of("network", "disk", "usb");

    private Hotplug() {}

    private static Set<String> features(Map<String, String> config) {
        String value = config.getOrDefault("hotplug", "1");
        if (value.equals("1")) {
            return USUAL;
        }
        return value.equals("0") ? Set.of() : Set.copyOf(Request.split(value));
    }

    /** Whether a new value holds at once. */
    static boolean sets(Map<String, String> config, String key, String value) {
        Set<String> features = features(config);
        if (AT_ONCE.contains(key)) {
            return true;
        }
        if (key.matches("net\\d+")) {
            return features.contains("network");
        }
        if (key.matches("usb\\d+") || key.equals("tablet")) {
            return features.contains("usb");
        }
        if (key.equals("vcpus")) {
            return features.contains("cpu");
        }
        if (key.equals("memory")) {
            return features.contains("memory") && "1".equals(config.get("numa"));
        }
        if (key.matches("(ipconfig|nameserver|searchdomain|ci|sshkeys).*")) {
            return features.contains("cloudinit");
        }
        return Drive.key(key) && drive(config, key, value, features);
    }

    private static boolean drive(Map<String, String> config, String key, String value, Set<String> features) {
        boolean pluggable = key.matches("(scsi|virtio)\\d+");
        String before = config.get(key);
        if (before == null) {
            return pluggable && features.contains("disk");
        }
        Drive old = Drive.parse(before);
        Drive next = Drive.parse(value);
        if (old.cdrom() && next.cdrom()) {
            return true;
        }
        boolean same = old.file().equals(next.file());
        return same ? onlyLive(old, next) : pluggable && features.contains("disk");
    }

    private static boolean onlyLive(Drive old, Drive next) {
        Map<String, String> before = new TreeMap<>(old.options());
        Map<String, String> after = new TreeMap<>(next.options());
        before.keySet().removeAll(LIVE);
        after.keySet().removeAll(LIVE);
        return before.equals(after);
    }

    /** Whether a value goes at once. */
    static boolean deletes(Map<String, String> config, String key) {
        Set<String> features = features(config);
        if (Drive.key(key)) {
            return key.matches("(scsi|virtio)\\d+") && features.contains("disk");
        }
        return key.startsWith("unused") || sets(config, key, "");
    }
}
