package io.edgevirt.kvm.translate;

import io.edgevirt.DiskBus;
import java.util.Collection;

/** Names of disks within a machine: a prefix that tells the bus, and letters. */
public final class Targets {

    private Targets() {}

    /**
     * The next free name.
     *
     * @param used names that are taken
     * @param bus how the disk is attached
     * @return such as {@code vdb} or {@code sda}
     */
    public static String next(Collection<String> used, DiskBus bus) {
        String prefix = switch (bus) {
            case VIRTIO -> "vd";
            case IDE -> "hd";
            case SCSI, SATA, USB, NVME -> "sd";
        };
        int i = 0;
        while (used.contains(prefix + letters(i))) {
            i++;
        }
        return prefix + letters(i);
    }

    /** a to z, then aa, ab, and so on. */
    private static String letters(int number) {
        String last = String.valueOf((char) ('a' + number % 26));
        return number < 26 ? last : letters(number / 26 - 1) + last;
    }
}
