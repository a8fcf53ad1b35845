package io.edgevirt.proxmox.fake.site;

import java.util.List;
import java.util.Map;

/**
 * What was made of one disk.
 *
 * @param kind lvm, lvmthin or directory
 * @param filesystem ext4 or xfs, of a directory
 */
record DiskGroup(String kind, String name, PhysicalDisk disk, String filesystem) {

    /** How the node lists it. */
    Row row() {
        return switch (kind) {
            case "lvm" ->
                Row.of(
                        "name",
                        name,
                        "size",
                        disk.size,
                        "free",
                        disk.size,
                        "lvcount",
                        0,
                        "leaf",
                        0,
                        "children",
                        List.of(Row.of("name", disk.path(), "size", disk.size, "free", disk.size, "leaf", 1)));
            case "lvmthin" ->
                Row.of(
                        "lv",
                        name,
                        "vg",
                        name,
                        "lv_size",
                        disk.size,
                        "used",
                        0,
                        "metadata_size",
                        disk.size / 100,
                        "metadata_used",
                        disk.size / 10_000);
            default ->
                Row.of(
                        "unitfile",
                        "/etc/systemd/system/mnt-pve-" + name + ".mount",
                        "path",
                        "/mnt/pve/" + name,
                        "device",
                        disk.path() + "1",
                        "type",
                        filesystem,
                        "options",
                        "defaults");
        };
    }

    /** The options of a storage on it. */
    Map<String, String> options() {
        return switch (kind) {
            case "lvm" -> Map.of("vgname", name, "content", "rootdir,images");
            case "lvmthin" -> Map.of("vgname", name, "thinpool", name, "content", "rootdir,images");
            default ->
                Map.of(
                        "path",
                        "/mnt/pve/" + name,
                        "content",
                        "rootdir,images,iso,vztmpl,backup,snippets",
                        "is_mountpoint",
                        "1");
        };
    }
}
