package io.edgevirt.proxmox;

import io.edgevirt.Hardware;
import io.edgevirt.Size;
import java.util.Optional;

/**
 * A disk of a node.
 *
 * @param device its path, such as {@code /dev/nvme0n1}
 * @param kind what it is made of
 * @param size its size
 * @param model the model's name
 * @param serial its serial number
 * @param health what SMART says, such as {@code PASSED} or {@code OK}; empty where it says nothing
 * @param lifeLeft how much of its life is left, in percent, 100 when new: what Proxmox calls wear-out, read by SMART. It
 *     is empty for disks with platters and where the disk does not tell it in a way that Proxmox knows
 * @param rpm turns per minute; empty for flash and where unknown
 * @param used what uses it, such as {@code LVM}, {@code ZFS} or {@code mounted}; empty where nothing does
 */
public record NodeDisk(
        String device,
        Hardware.DiskKind kind,
        Optional<Size> size,
        Optional<String> model,
        Optional<String> serial,
        Optional<String> health,
        Optional<Integer> lifeLeft,
        Optional<Integer> rpm,
        Optional<String> used) {

    @Override
    public String toString() {
        return device + " " + kind + size.map(s -> " " + s).orElse("")
                + health.map(h -> ", " + h).orElse("")
                + lifeLeft.map(l -> ", " + l + " % of its life left").orElse("")
                + used.map(u -> ", " + u).orElse("");
    }
}
