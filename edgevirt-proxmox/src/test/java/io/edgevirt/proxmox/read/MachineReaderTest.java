package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Size;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A machine of Proxmox VE")
class MachineReaderTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LAG = Duration.ofSeconds(10);

    private static Map<String, Object> row() {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("type", "qemu");
        row.put("vmid", 101);
        row.put("node", "pve2");
        row.put("name", "edge-01");
        row.put("status", "running");
        row.put("maxcpu", 4);
        row.put("maxmem", 8589934592L);
        row.put("uptime", 60);
        row.put("template", 0);
        return row;
    }

    private static Optional<VMInfo> listed(Map<String, Object> row) {
        return MachineReader.listed(Json.of(row), NOW, NOW.minus(LAG));
    }

    @Nested
    @DisplayName("in the cluster's listing")
    class InListing {

        @Test
        @DisplayName("tells all that the listing has, as old as the listing may be")
        void whole() {
            VMInfo info = listed(row()).orElseThrow();

            assertEquals("101", info.id());
            assertEquals("edge-01", info.name());
            assertEquals(VMState.RUNNING, info.state());
            assertEquals(Optional.of(4), info.cpus());
            assertEquals(Optional.of(Size.gib(8)), info.memory());
            assertEquals(Optional.of("pve2"), info.host());
            assertEquals(Optional.of("pve2/edge-01"), info.path());
            assertEquals(Optional.of(NOW.minusSeconds(60)), info.startedAt());
            assertEquals(Optional.of(false), info.template());
            assertEquals(NOW.minus(LAG), info.readAt());
        }

        @Test
        @DisplayName("is read from numbers that came as text as well")
        void texts() {
            Map<String, Object> row = row();
            row.put("vmid", "101");
            row.put("maxmem", "8589934592");
            row.put("template", "1");

            assertEquals(Optional.of(Size.gib(8)), listed(row).orElseThrow().memory());
            assertEquals(Optional.of(true), listed(row).orElseThrow().template());
        }

        @Test
        @DisplayName("of a node that is away has an unknown state and no figures that nobody knows")
        void away() {
            Map<String, Object> row =
                    new LinkedHashMap<>(Map.of("type", "qemu", "vmid", 101, "node", "pve2", "status", "unknown"));
            VMInfo info = listed(row).orElseThrow();

            assertEquals(VMState.UNKNOWN, info.state());
            assertEquals("VM 101", info.name());
            assertEquals(Optional.empty(), info.cpus());
            assertEquals(Optional.empty(), info.memory());
            assertEquals(Optional.empty(), info.startedAt());
            assertEquals(Optional.empty(), info.template());
        }

        @Test
        @DisplayName("is none if it is a container, a storage or a node")
        void others() {
            Map<String, Object> row = row();
            row.put("type", "lxc");

            assertEquals(Optional.empty(), listed(row));
            assertEquals(Optional.empty(), listed(Map.of("type", "node", "node", "pve1")));
        }
    }

    @ParameterizedTest(name = "{0}, {1}, lock {2}: {3}")
    @CsvSource({
        "stopped, , , OFF",
        "stopped, stopped, suspended, SAVED",
        "stopped, , backup, OFF",
        "running, , , RUNNING",
        "running, running, backup, RUNNING",
        "running, paused, , PAUSED",
        "running, prelaunch, , PAUSED",
        "running, suspended, , PAUSED",
        "running, io-error, , PAUSED",
        "running, internal-error, , CRASHED",
        "running, guest-panicked, , CRASHED",
        "running, save-vm, snapshot, RUNNING",
        "running, finish-migrate, migrate, RUNNING",
        "paused, , , PAUSED",
        "unknown, , , UNKNOWN",
        "running, word-of-a-later-release, , UNKNOWN",
        ", , , UNKNOWN"
    })
    @DisplayName("is in the state that QEMU and the lock tell")
    void states(String status, String qmp, String lock, VMState state) {
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("status", status);
        told.put("qmpstatus", qmp);
        told.put("lock", lock);

        assertEquals(state, MachineReader.state(Json.of(told)));
    }

    @Test
    @DisplayName("asked itself is known as of now, and is no template unless it says so")
    void current() {
        Json told =
                Json.of(Map.of("status", "stopped", "name", "edge-01", "cpus", 2, "maxmem", 536870912, "uptime", 0));
        VMInfo info = MachineReader.current("101", "pve1", told, NOW);

        assertEquals(NOW, info.readAt());
        assertEquals(Optional.of(2), info.cpus());
        assertEquals(Optional.empty(), info.startedAt());
        assertEquals(Optional.of(false), info.template());
    }
}
