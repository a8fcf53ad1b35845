package io.edgevirt.proxmox.fake.site;

import java.util.Optional;

/**
 * One volume of a storage.
 *
 * @param where   the node it lies on, or "" on a shared storage
 * @param volid   {@code storage:name}
 * @param content images, rootdir, iso, vztmpl, backup, snippets or import
 * @param format  raw, qcow2, iso, vma.zst, …
 * @param size    bytes
 * @param vmid    the machine it belongs to; 0 for none
 * @param ctime   seconds since 1970
 * @param parent  the base volume of a linked clone
 * @param notes   a backup's notes; empty for none
 * @param shielded whether a backup is protected
 */
public record Volume(
        String where,
        String volid,
        String content,
        String format,
        long size,
        int vmid,
        long ctime,
        Optional<String> parent,
        String notes,
        boolean shielded) {

    /** A volume without a parent and notes, made now. */
    public static Volume of(String where, String volid, String content, String format, long size, int vmid) {
        long now = System.currentTimeMillis() / 1000;
        return new Volume(where, volid, content, format, size, vmid, now, Optional.empty(), "", false);
    }

    /** The storage's id. */
    public String storage() {
        return volid.substring(0, volid.indexOf(':'));
    }

    /** What stands behind the storage's id. */
    public String name() {
        return volid.substring(volid.indexOf(':') + 1);
    }

    /** The same with another size. */
    public Volume sized(long bytes) {
        return new Volume(where, volid, content, format, bytes, vmid, ctime, parent, notes, shielded);
    }

    /** The same under another id, perhaps of another machine or on another node. */
    public Volume as(String place, String id, int owner) {
        return new Volume(place, id, content, format, size, owner, ctime, parent, notes, shielded);
    }

    /** The same with a parent. */
    public Volume below(String base) {
        return new Volume(where, volid, content, format, size, vmid, ctime, Optional.of(base), notes, shielded);
    }

    /** The same with notes and protection. */
    public Volume noted(String words, boolean shield) {
        return new Volume(where, volid, content, format, size, vmid, ctime, parent, words, shield);
    }
}
