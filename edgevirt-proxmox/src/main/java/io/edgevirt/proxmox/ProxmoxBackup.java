package io.edgevirt.proxmox;

import io.edgevirt.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * A backup of a guest.
 *
 * @param id Proxmox VE's id of it, such as {@code local:backup/vzdump-qemu-100-2024_01_02-03_04_05.vma.zst}
 * @param pool the id of the storage pool that it lies in, such as {@code pve1/local}
 * @param vmid the VMID that the guest had
 * @param kind {@code qemu} for a machine, {@code lxc} for a container
 * @param made when it was made
 * @param size the space it takes
 * @param notes the first line of its notes, as a listing tells them; {@link ProxmoxStorage#notes} tells all
 * @param shielded whether it is protected from being removed
 * @param verified how a Proxmox Backup Server's last verification went, in its own words
 */
public record ProxmoxBackup(
        String id,
        String pool,
        Optional<String> vmid,
        Optional<String> kind,
        Optional<Instant> made,
        Optional<Size> size,
        Optional<String> notes,
        Optional<Boolean> shielded,
        Optional<String> verified) {

    @Override
    public String toString() {
        return id
                + size.map(s -> ", " + s).orElse("")
                + notes.map(n -> ", " + n.lines().findFirst().orElse("")).orElse("");
    }
}
