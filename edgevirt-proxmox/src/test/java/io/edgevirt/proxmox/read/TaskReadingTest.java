package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.SnapshotInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("what is read of tasks and snapshots")
class TaskReadingTest {

    private static final String CLONE = "UPID:pve1:000A1B2C:00D3E4F5:65A1B2C3:qmclone:100:root@pam!site:";

    @Nested
    @DisplayName("a task's name")
    class Name {

        @Test
        @DisplayName("tells node, time, kind, what it works on and who started it")
        void parts() {
            assertEquals(
                    Optional.of(new Upid(
                            CLONE, "pve1", Instant.ofEpochSecond(0x65A1B2C3L), "qmclone", "100", "root@pam!site")),
                    Upid.parse(CLONE));
        }

        @Test
        @DisplayName("may be about nothing")
        void about() {
            assertEquals(
                    "",
                    Upid.parse("UPID:pve1:000A1B2C:1A2B3C4D5:65A1B2C3:srvreload::root@pam:")
                            .orElseThrow()
                            .id());
        }

        @Test
        @DisplayName("that is none is refused")
        void none() {
            for (String text :
                    List.of("", "UPID:", "UPID:pve1:x:y:z:qmclone:100:root@pam:", CLONE + "\n", "x" + CLONE)) {
                assertEquals(Optional.empty(), Upid.parse(text), text);
            }
        }
    }

    @Property(tries = 100)
    @Label("a name of any text is refused or its parts are in it")
    void names(@ForAll String text) {
        Upid.parse(text).ifPresent(upid -> assertTrue(text.contains(upid.node())));
    }

    @Nested
    @DisplayName("an entry of the list")
    class Entry {

        private TaskEntry entry(Map<String, Object> fields) {
            Map<String, Object> all = new java.util.HashMap<>(fields);
            all.put("upid", CLONE);
            return TaskEntry.listed(Json.of(all)).orElseThrow();
        }

        @Test
        @DisplayName("without a status runs, and with RUNNING as well")
        void running() {
            assertTrue(entry(Map.of()).running());
            assertTrue(entry(Map.of("status", "RUNNING")).running());
        }

        @Test
        @DisplayName("with a status has ended so")
        void ended() {
            TaskEntry entry = entry(Map.of("status", "WARNINGS: 2", "endtime", "1700000000"));

            assertFalse(entry.running());
            assertEquals(Optional.of("WARNINGS: 2"), entry.exit());
            assertEquals(Optional.of(Instant.ofEpochSecond(1_700_000_000)), entry.ended());
        }
    }

    @Nested
    @DisplayName("a log")
    class Log {

        private Optional<Double> fraction(String line) {
            return TaskLog.fraction(List.of("something", line, "something else"));
        }

        @Test
        @DisplayName("tells how far a task is in the words of its kind")
        void fractions() {
            assertEquals(Optional.of(0.37), fraction("INFO:  37% (3.0 GiB of 8.0 GiB) in 12s, read: 250.0 MiB/s"));
            assertEquals(Optional.of(0.125), fraction("transferred 1.0 GiB of 8.0 GiB (12.50%)"));
            assertEquals(Optional.of(0.125), fraction("drive-scsi0: transferred 1.0 GiB of 8.0 GiB (12.50%) in 3s"));
            assertEquals(
                    Optional.of(0.5),
                    fraction("drive-scsi0: transferred: 512 bytes remaining: 512 bytes total:"
                            + " 1024 bytes progression: 50.00 % busy: 1 ready: 0"));
            assertEquals(Optional.of(0.12), fraction("progress 12% (read 1073741824 bytes, duration 3 sec)"));
            assertEquals(
                    Optional.of(0.25),
                    fraction("migration active, transferred 1.0 GiB of 4.0 GiB VM-state, 113 MiB/s"));
            assertEquals(Optional.of(0.5), fraction("migration active, transferred 512.0 MiB of 1.0 GiB VM-state"));
            assertEquals(Optional.of(0.03), fraction("  8192K .......... .......... .......... 3% 4.2M 1m2s"));
        }

        @Test
        @DisplayName("whose percent mean something else tells nothing")
        void nothing() {
            assertEquals(Optional.empty(), fraction("INFO: backup is sparse: 1.2 GiB (15%) total zero data"));
            assertEquals(Optional.empty(), fraction("transferred 8.00 GiB in 60 seconds (136.5 MiB/s)"));
            assertEquals(Optional.empty(), fraction("INFO:  370% (never)"));
        }

        @Test
        @DisplayName("ends with the line that every task ends with")
        void over() {
            assertTrue(TaskLog.over(List.of("x", "TASK OK")));
            assertTrue(TaskLog.over(List.of("TASK ERROR: no")));
            assertFalse(TaskLog.over(List.of("TASK OK", "x")));
            assertFalse(TaskLog.over(List.of()));
        }

        @Test
        @DisplayName("is told by its last ten lines on one line")
        void tail() {
            List<String> lines = new ArrayList<>(Collections.nCopies(20, "old"));
            lines.addAll(List.of("new\u0007", "TASK ERROR: x"));

            assertEquals(10, TaskLog.tail(lines).split(" \\| ").length);
            assertTrue(TaskLog.tail(lines).endsWith("old | new"));
        }
    }

    @Property(tries = 100)
    @Label("a log of any lines tells a share or nothing, and stays on one line")
    void anyLog(@ForAll List<String> lines) {
        TaskLog.fraction(lines).ifPresent(f -> assertTrue(f >= 0 && f <= 1));
        assertFalse(TaskLog.tail(lines).contains("\n"));
        assertFalse(TaskLog.warnings(lines).contains("\n"));
    }

    @Property(tries = 100)
    @Label("a percentage is read as it stands")
    void percent(@ForAll @IntRange(max = 100) int percent) {
        assertEquals(
                Optional.of(percent / 100.0),
                TaskLog.fraction(List.of("INFO: " + percent + "% (1 GiB of 2 GiB) in 1s")));
    }

    @Test
    @DisplayName("a guest's bytes that came as characters are bytes again")
    void bytes() {
        assertEquals(
                "ü€",
                new String(
                        GuestReader.bytes("\u00c3\u00bc\u00e2\u0082\u00ac"), java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    @DisplayName("the present state is no snapshot, and tells which is the current one")
    void snapshots() {
        List<SnapshotInfo> all = SnapshotReader.snapshots(Json.of(List.of(
                Map.of("name", "base", "snaptime", 1_700_000_000, "description", "d"),
                Map.of("name", "ram", "parent", "base", "vmstate", 1),
                Map.of("name", "current", "parent", "ram", "description", "You are here!", "running", 1))));

        assertEquals(
                List.of("base", "ram"), all.stream().map(SnapshotInfo::name).toList());
        assertTrue(all.get(1).current());
        assertEquals(Optional.of(true), all.get(1).memory());
        assertEquals(Optional.empty(), all.get(0).parent());
    }
}
