package io.edgevirt.proxmox.read;

import io.edgevirt.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * What lies on a storage, as Proxmox's own listing tells it.
 *
 * @param volid Proxmox's id, such as {@code local:iso/debian.iso}
 * @param content what it is: images, rootdir, iso, vztmpl, backup, snippets or import
 * @param format such as {@code qcow2}; empty where it is not told
 * @param size its size, where it is known
 * @param used the space it takes, where it is known
 * @param vmid the machine it belongs to
 * @param made when it was made
 * @param notes a backup's notes
 * @param shielded whether a backup is protected from being removed
 * @param verified how a Proxmox Backup Server's last verification went, in its own words
 * @param guest a backup's kind of guest, {@code qemu} or {@code lxc}
 */
public record Stored(
        String volid,
        String content,
        Optional<String> format,
        Optional<Size> size,
        Optional<Size> used,
        Optional<String> vmid,
        Optional<Instant> made,
        Optional<String> notes,
        Optional<Boolean> shielded,
        Optional<String> verified,
        Optional<String> guest) {

    /**
     * The part of the id after the storage's name.
     *
     * @return such as {@code iso/debian.iso}
     */
    public String path() {
        return volid.substring(volid.indexOf(':') + 1);
    }

    /**
     * The storage's name.
     *
     * @return the part of the id before the first colon
     */
    public String storage() {
        return volid.substring(0, Math.max(0, volid.indexOf(':')));
    }
}
