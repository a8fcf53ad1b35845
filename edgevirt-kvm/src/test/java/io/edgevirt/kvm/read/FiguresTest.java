package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Size;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.VMStats;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("libvirt's figures")
class FiguresTest {

    private static final Instant NOW = Instant.parse("2026-11-22T21:35:43Z");

    private static VMInfo info(Map<String, Object> values) {
        return Figures.info("id", "name", values, false, "edge-host", NOW);
    }

    private static VMStats stats(Map<String, Object> values) {
        return Figures.stats(values, Optional.empty(), NOW);
    }

    @Nested
    @DisplayName("tell a state:")
    class States {

        @ParameterizedTest
        @CsvSource({
            "0, UNKNOWN",
            "1, RUNNING",
            "2, RUNNING",
            "3, PAUSED",
            "4, RUNNING",
            "5, OFF",
            "6, CRASHED",
            "7, PAUSED",
            "8, UNKNOWN",
            "-1, UNKNOWN",
            "2147483647, UNKNOWN"
        })
        @DisplayName("libvirt's number is")
        void numbers(int state, VMState expected) {
            assertEquals(expected, Figures.state(state, false));
        }

        @Test
        @DisplayName("off with its memory on disk is saved, and nothing else is")
        void saved() {
            assertEquals(VMState.SAVED, Figures.state(5, true));
            assertEquals(VMState.RUNNING, Figures.state(1, true));
            assertEquals(VMState.UNKNOWN, Figures.state(0, true));
        }

        @Test
        @DisplayName("none where none was reported, or where the number is beyond all states")
        void missing() {
            assertEquals(VMState.UNKNOWN, info(Map.of()).state());
            assertEquals(
                    VMState.UNKNOWN, info(Map.of("state.state", 4294967297L)).state());
            assertEquals(VMState.UNKNOWN, info(Map.of("state.state", "running")).state());
        }
    }

    @Nested
    @DisplayName("of a machine in a listing")
    class Listing {

        @Test
        @DisplayName("tell processors and memory of now")
        void all() {
            VMInfo read = info(Map.of(
                    "state.state",
                    1L,
                    "state.reason",
                    1L,
                    "vcpu.current",
                    2L,
                    "vcpu.maximum",
                    8L,
                    "balloon.current",
                    524288L,
                    "balloon.maximum",
                    1048576L));

            assertEquals(
                    new VMInfo(
                            "id",
                            "name",
                            VMState.RUNNING,
                            Optional.of(2),
                            Optional.of(Size.mib(512)),
                            Optional.of("edge-host"),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            NOW),
                    read);
        }

        @Test
        @DisplayName("of a driver that reports its state alone leave the rest empty")
        void stateAlone() {
            VMInfo read = info(Map.of("state.state", 5L));

            assertEquals(VMState.OFF, read.state());
            assertEquals(Optional.empty(), read.cpus());
            assertEquals(Optional.empty(), read.memory());
            assertEquals(Optional.empty(), read.startedAt());
        }

        @Test
        @DisplayName("beyond what a record can hold are empty, and no other number")
        void overflow() {
            VMInfo read = info(Map.of("vcpu.current", 4294967298L, "balloon.current", Long.MAX_VALUE));

            assertEquals(Optional.empty(), read.cpus());
            assertEquals(Optional.empty(), read.memory());
        }
    }

    @Nested
    @DisplayName("of what a machine uses")
    class Usage {

        /** As libvirt 9.0 reports a guest with its balloon driver loaded. */
        private Map<String, Object> reported() {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("cpu.time", 330_000_000L);
            values.put("balloon.current", 524288L);
            values.put("balloon.unused", 300_000L);
            values.put("balloon.available", 500_000L);
            values.put("balloon.rss", 57_960L);
            values.put("net.count", 2L);
            values.put("net.0.name", "vnet0");
            values.put("net.0.rx.bytes", 90L);
            values.put("net.0.tx.bytes", 7L);
            values.put("net.1.rx.bytes", 10L);
            values.put("net.1.tx.bytes", 0L);
            values.put("block.count", 3L);
            values.put("block.0.rd.bytes", 4096L);
            values.put("block.0.wr.bytes", 512L);
            values.put("block.1.rd.bytes", 4L);
            values.put("block.1.wr.bytes", 0L);
            values.put("block.2.name", "sdb");
            return values;
        }

        @Test
        @DisplayName("add up disks and adapters, and tell memory as guest and host see it")
        void all() {
            assertEquals(
                    new VMStats(
                            Optional.of(Duration.ofMillis(330)),
                            Optional.of(0.25),
                            Optional.of(Size.kib(200_000)),
                            Optional.of(Size.kib(57_960)),
                            Optional.of(Size.ofBytes(4100)),
                            Optional.of(Size.ofBytes(512)),
                            Optional.of(Size.ofBytes(100)),
                            Optional.of(Size.ofBytes(7)),
                            Optional.empty(),
                            NOW),
                    Figures.stats(reported(), Optional.of(0.25), NOW));
        }

        @Test
        @DisplayName("leave all empty where nothing was reported")
        void none() {
            assertEquals(
                    new VMStats(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            NOW),
                    stats(Map.of()));
        }

        @Test
        @DisplayName("leave disks empty where there are some and none reports, and where there are none")
        void silentDisks() {
            assertEquals(Optional.empty(), stats(Map.of("block.count", 2L)).diskRead());
            assertEquals(Optional.empty(), stats(Map.of("block.count", 0L)).diskRead());
        }

        @Test
        @DisplayName("leave what is written empty where only what is read is reported")
        void readAlone() {
            VMStats read = stats(Map.of("block.count", 1L, "block.0.rd.bytes", 8L));

            assertEquals(Optional.of(Size.ofBytes(8)), read.diskRead());
            assertEquals(Optional.empty(), read.diskWritten());
        }

        @Test
        @DisplayName("leave the guest's memory empty while its balloon driver does not report")
        void noBalloonDriver() {
            Map<String, Object> values = reported();
            values.remove("balloon.unused");
            assertEquals(Optional.empty(), stats(values).memoryUsed());

            values.put("balloon.unused", 600_000L);
            assertEquals(Optional.empty(), stats(values).memoryUsed(), "more than there is");
        }

        @ParameterizedTest
        @ValueSource(longs = {Long.MAX_VALUE, -1, Long.MIN_VALUE})
        @DisplayName("leave empty what is no amount:")
        void extremes(long number) {
            VMStats read = stats(Map.of("balloon.rss", number, "balloon.available", number, "balloon.unused", 0L));

            assertEquals(Optional.empty(), read.memoryResident());
            assertEquals(Optional.empty(), read.memoryUsed());
        }

        @Test
        @DisplayName("leave a sum empty that is more than a size can hold")
        void sumOverflow() {
            VMStats read = stats(Map.of("block.count", 2L, "block.0.rd.bytes", Long.MAX_VALUE, "block.1.rd.bytes", 1L));

            assertEquals(Optional.empty(), read.diskRead());
        }

        @Test
        @DisplayName("beyond 2^63, which libvirt counts without a sign, are left empty")
        void unsigned() {
            Object huge = BigInteger.ONE.shiftLeft(63);

            assertEquals(Optional.empty(), stats(Map.of("cpu.time", huge)).cpuTime());
        }

        @Test
        @DisplayName("are found by what is there, not by a count that a broken server makes up")
        @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void hugeCount() {
            VMStats read = stats(Map.of("block.count", Long.MAX_VALUE, "block.0.rd.bytes", 8L));

            assertEquals(Optional.of(Size.ofBytes(8)), read.diskRead());
        }
    }
}
