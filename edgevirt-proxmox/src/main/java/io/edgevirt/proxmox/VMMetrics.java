package io.edgevirt.proxmox;

import io.edgevirt.Size;
import java.time.Instant;
import java.util.Optional;

/**
 * What a machine used at a time in the past, averaged. What was not measured is empty.
 *
 * @param at the time, by the node's clock
 * @param cpuLoad the share of its processors in use, from 0 to 1
 * @param cpus its processors
 * @param memoryUsed memory in use
 * @param memory its memory
 * @param diskRead bytes read in a second
 * @param diskWritten bytes written in a second
 * @param networkReceived bytes received in a second
 * @param networkSent bytes sent in a second
 */
public record VMMetrics(
        Instant at,
        Optional<Double> cpuLoad,
        Optional<Integer> cpus,
        Optional<Size> memoryUsed,
        Optional<Size> memory,
        Optional<Double> diskRead,
        Optional<Double> diskWritten,
        Optional<Double> networkReceived,
        Optional<Double> networkSent) {}
