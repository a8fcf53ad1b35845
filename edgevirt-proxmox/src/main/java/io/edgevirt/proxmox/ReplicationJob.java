package io.edgevirt.proxmox;

import java.util.Optional;

/**
 * A job that copies a machine's ZFS volumes to another node, again and again.
 *
 * @param id the guest's VMID, a hyphen and a number, such as {@code 100-0}
 * @param vmid the guest
 * @param source the guest's node; empty where it is not told
 * @param target the node that the copies are on
 * @param schedule when, as Proxmox VE writes it; every 15 minutes where it is empty
 * @param rate the most that it sends, in MiB per second; empty for no limit
 * @param enabled whether it runs
 * @param leaving whether it is being removed, which the node does by itself
 * @param comment a comment
 */
public record ReplicationJob(
        String id,
        String vmid,
        Optional<String> source,
        String target,
        Optional<String> schedule,
        Optional<Double> rate,
        boolean enabled,
        boolean leaving,
        Optional<String> comment) {}
