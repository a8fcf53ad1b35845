package io.edgevirt.proxmox.fake.site;

import java.util.Optional;
import java.util.OptionalInt;

/** A disk of a node, as {@code disks/list} and {@code disks/smart} tell it; open to change by tests. */
public final class PhysicalDisk {

    final String path;
    final String type;
    final long size;
    final String model;
    final String serial;
    final int rpm;
    volatile Optional<String> used = Optional.empty();
    volatile OptionalInt wearout = OptionalInt.empty();
    volatile OptionalInt osd = OptionalInt.empty();
    volatile String health = "PASSED";

    /**
     * A disk that nothing uses.
     *
     * @param path such as {@code /dev/sda}
     * @param type nvme, ssd, hdd, usb or unknown
     * @param size bytes
     */
    public PhysicalDisk(String path, String type, long size, String model, String serial) {
        this.path = path;
        this.type = type;
        this.size = size;
        this.model = model;
        this.serial = serial;
        this.rpm = switch (type) {
            case "hdd" -> 7200;
            case "nvme", "ssd" -> 0;
            default -> -1;
        };
    }

    /** Says what uses it: LVM, ZFS, mounted, BIOS boot, partitions, … */
    public PhysicalDisk used(String by) {
        used = Optional.of(by);
        return this;
    }

    /** Lets it be free again. */
    public PhysicalDisk unused() {
        used = Optional.empty();
        osd = OptionalInt.empty();
        return this;
    }

    /** Says how many percent of its life are left. */
    public PhysicalDisk wearout(int percentLeft) {
        wearout = OptionalInt.of(percentLeft);
        return this;
    }

    /** Says its health: PASSED, OK, FAILED! or UNKNOWN. */
    public PhysicalDisk health(String words) {
        health = words;
        return this;
    }

    /** Makes it an OSD's. */
    public PhysicalDisk osd(int id) {
        osd = OptionalInt.of(id);
        return used("LVM");
    }

    /** Where the node has it. */
    public String path() {
        return path;
    }

    /** Whether nothing uses it. */
    public boolean free() {
        return used.isEmpty();
    }

    Row row(int version) {
        Row row = Row.of(
                "devpath", path,
                "type", type,
                "rpm", rpm,
                "size", size,
                "model", model,
                "serial", serial,
                "vendor", type.equals("nvme") ? "unknown" : "ATA     ",
                "wwn", "unknown",
                "gpt", used.isPresent() && osd.isEmpty(),
                "health", health,
                "wearout", wearout.isPresent() ? (Object) wearout.getAsInt() : "N/A",
                "osdid", osd.isPresent() ? (Object) String.valueOf(osd.getAsInt()) : -1,
                "by_id_link", "/dev/disk/by-id/" + (type.equals("nvme") ? "nvme-" : "ata-") + serial);
        if (version >= 8 && osd.isPresent()) {
            row.put("osdid-list", java.util.List.of(String.valueOf(osd.getAsInt())));
        }
        return row.given("used", used);
    }

    Row smart(boolean healthOnly) {
        if (healthOnly) {
            return Row.of("health", health);
        }
        if (type.equals("nvme") || rpm < 0) {
            String text = "\nSMART/Health Information (NVMe Log 0x02)\nCritical Warning:                   0x00\n"
                    + "Percentage Used:                    " + (100 - wearout.orElse(100)) + "%\n";
            Row row = Row.of("health", health, "type", "text", "text", text);
            wearout.ifPresent(left -> row.put("wearout", left));
            return row;
        }
        Row hours = Row.of(
                "id",
                "  9",
                "name",
                "Power_On_Hours",
                "value",
                "99",
                "worst",
                "99",
                "threshold",
                "0",
                "flags",
                "-O--CK",
                "fail",
                "-",
                "raw",
                "4242",
                "normalized",
                99);
        Row row = Row.of("health", health, "type", "ata", "attributes", java.util.List.of(hours));
        wearout.ifPresent(left -> row.put("wearout", left));
        return row;
    }
}
