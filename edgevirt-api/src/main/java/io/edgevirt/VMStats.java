package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a machine uses. Counters count since the machine started; what the system does not report is empty.
 *
 * @param cpuTime processor time used by all its processors together
 * @param cpuLoad the share of its processors in use just now, from 0 to 1
 * @param memoryUsed memory in use as its guest sees it
 * @param memoryResident memory that the host spends on it
 * @param diskRead bytes read from its disks
 * @param diskWritten bytes written to its disks
 * @param networkReceived bytes received by its network adapters
 * @param networkSent bytes sent by its network adapters
 * @param uptime since it was started
 * @param readAt when the system knew this
 */
public record VMStats(
        Optional<Duration> cpuTime,
        Optional<Double> cpuLoad,
        Optional<Size> memoryUsed,
        Optional<Size> memoryResident,
        Optional<Size> diskRead,
        Optional<Size> diskWritten,
        Optional<Size> networkReceived,
        Optional<Size> networkSent,
        Optional<Duration> uptime,
        Instant readAt) {
    @Override
    public String toString() {
        return Line.of(this);
    }
}
