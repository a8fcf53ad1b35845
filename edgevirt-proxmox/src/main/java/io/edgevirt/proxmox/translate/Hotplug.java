package io.edgevirt.proxmox.translate;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What Proxmox VE changes while a machine runs.
 *
 * @param kinds such as {@code disk} and {@code network}
 */
public record Hotplug(Set<String> kinds) {

    /** The configuration's key. */
    public static final String KEY = "hotplug";

    private static final Set<String> DEFAULT = Set.of("network", "disk", "usb");
    private static final int MODULES = 32;
    private static final int LEVELS = 8;
    private static final long FIXED = 1024;
    private static final long SMALLEST = 512;

    // Copies the set.
    public Hotplug {
        kinds = Set.copyOf(kinds);
    }

    /**
     * Reads the configuration's value.
     *
     * @param value its value; empty and 1 stand for the default: network, disk and usb
     * @return what can be changed
     */
    public static Hotplug of(Optional<String> value) {
        if (value.isEmpty() || value.get().equals("1")) {
            return new Hotplug(DEFAULT);
        }
        Set<String> kinds = new LinkedHashSet<>();
        for (String word : value.get().split("[,;\\s]+")) {
            if (!word.isEmpty() && !word.equals("0")) {
                kinds.add(word);
            }
        }
        return new Hotplug(kinds);
    }

    /**
     * Whether a kind of device can be plugged in and out.
     *
     * @param kind {@code network}, {@code disk}, {@code usb}, {@code cpu}, {@code memory} or {@code cloudinit}
     * @return true if it can
     */
    public boolean has(String kind) {
        return kinds.contains(kind);
    }

    /**
     * Whether a drive can be plugged in and out: IDE and SATA cannot.
     *
     * @param key the drive's key
     * @return true if it can
     */
    public boolean drive(String key) {
        return has("disk") && (key.startsWith("scsi") || key.startsWith("virtio"));
    }

    /**
     * Whether memory can grow by whole modules. The first GiB is fixed; then come eight times 32 modules, of 512 MiB first and
     * of twice the size each time (qemu-server, Memory.pm): between two of their borders Proxmox VE would plug more than it is
     * asked for.
     *
     * @param from the present size in MiB
     * @param to the wanted size in MiB
     * @return true if both are borders, and the wanted one is the larger
     */
    public static boolean modules(long from, long to) {
        return to > from && border(from) && border(to);
    }

    private static boolean border(long mib) {
        long at = FIXED;
        long module = SMALLEST;
        for (int level = 0; level < LEVELS; level++) {
            long end = at + MODULES * module;
            if (mib <= end) {
                return mib >= at && (mib - at) % module == 0;
            }
            at = end;
            module *= 2;
        }
        return false;
    }
}
