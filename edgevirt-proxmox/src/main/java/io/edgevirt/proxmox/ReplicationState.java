package io.edgevirt.proxmox;

import java.time.Instant;
import java.util.Optional;

/**
 * How a replication job is.
 *
 * @param id the job
 * @param lastSync when the last copy that went well began; empty if there was none
 * @param nextSync when the next is due
 * @param failures how often it failed in a row
 * @param error what it failed with last
 * @param running whether it runs now
 */
public record ReplicationState(
        String id,
        Optional<Instant> lastSync,
        Optional<Instant> nextSync,
        Optional<Integer> failures,
        Optional<String> error,
        boolean running) {}
