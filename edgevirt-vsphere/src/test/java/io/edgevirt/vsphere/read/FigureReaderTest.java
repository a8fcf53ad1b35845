package io.edgevirt.vsphere.read;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.VMStats;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What a machine uses")
class FigureReaderTest {

    private static final Instant AT = Instant.EPOCH;

    private static VMStats read(String power, String usage, String most) {
        return FigureReader.read(
                Replies.vm(
                        "summary.runtime.powerState",
                        power,
                        "summary.quickStats",
                        usage,
                        "summary.runtime.maxCpuUsage",
                        most),
                AT);
    }

    @Test
    @DisplayName("is read where the server tells it, and empty elsewhere")
    void running() {
        VMStats stats = read(
                "poweredOn",
                "<overallCpuUsage>1200</overallCpuUsage><guestMemoryUsage>512</guestMemoryUsage>"
                        + "<hostMemoryUsage>2048</hostMemoryUsage><uptimeSeconds>90</uptimeSeconds>",
                "4800");

        assertEquals(
                new VMStats(
                        Optional.empty(),
                        Optional.of(0.25),
                        Optional.of(mib(512)),
                        Optional.of(mib(2048)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(Duration.ofSeconds(90)),
                        AT),
                stats);
    }

    @Test
    @DisplayName("is not known of a machine that is off, whatever the server writes")
    void off() {
        VMStats stats = read("poweredOff", "<overallCpuUsage>0</overallCpuUsage><uptimeSeconds>0</uptimeSeconds>", "0");

        assertEquals(Optional.empty(), stats.cpuLoad());
        assertEquals(Optional.empty(), stats.uptime());
    }

    @Test
    @DisplayName("is not known where the server says -1, and never more than all of it")
    void odd() {
        VMStats stats = read(
                "poweredOn",
                "<overallCpuUsage>5000</overallCpuUsage><guestMemoryUsage>-1</guestMemoryUsage>"
                        + "<uptimeSeconds>-1</uptimeSeconds>",
                "4800");

        assertEquals(Optional.of(1.0), stats.cpuLoad());
        assertEquals(Optional.empty(), stats.memoryUsed());
        assertEquals(Optional.empty(), stats.uptime());
        assertEquals(
                Optional.empty(),
                read("poweredOn", "<overallCpuUsage>1</overallCpuUsage>", "").cpuLoad());
    }
}
