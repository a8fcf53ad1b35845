package io.edgevirt.proxmox;

import java.time.Instant;
import java.util.Optional;

/**
 * What pruning would do to a backup.
 *
 * @param id the backup's id
 * @param vmid the VMID that the guest had
 * @param made when it was made
 * @param mark Proxmox VE's word: {@code keep}, {@code remove}, {@code protected}, or {@code renamed} for a file whose name
 *     does not tell when it was made, and which stays
 */
public record BackupMark(String id, Optional<String> vmid, Optional<Instant> made, String mark) {

    /**
     * Whether it would be removed.
     *
     * @return false for all that stay
     */
    public boolean removed() {
        return mark.equals("remove");
    }

    @Override
    public String toString() {
        return mark + " " + id;
    }
}
