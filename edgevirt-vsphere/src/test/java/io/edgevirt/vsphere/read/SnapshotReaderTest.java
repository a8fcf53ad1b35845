package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.PermissionDeniedException;
import io.edgevirt.SnapshotInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A machine's snapshots")
class SnapshotReaderTest {

    private static String node(String list, String id, String name, String state, String children) {
        return "<" + list + "><snapshot type=\"VirtualMachineSnapshot\">" + id + "</snapshot>"
                + "<vm type=\"VirtualMachine\">vm-42</vm><name>" + name + "</name><description></description><id>1</id>"
                + "<createTime>2024-02-29T23:59:59.123456Z</createTime><state>" + state + "</state>"
                + "<quiesced>false</quiesced>" + children + "<replaySupported>false</replaySupported></" + list + ">";
    }

    private static List<SnapshotInfo> read(String tree) {
        return SnapshotReader.snapshots(Replies.vm("snapshot", tree));
    }

    @Test
    @DisplayName("are none where the machine has none, and refused where the login may not see them")
    void none() {
        assertEquals(List.of(), SnapshotReader.snapshots(Replies.vm()));
        assertThrows(
                PermissionDeniedException.class,
                () -> SnapshotReader.snapshots(
                        Recorded.objects("<objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet>"
                                        + "<path>snapshot</path><fault><fault xsi:type=\"NoPermission\"/></fault>"
                                        + "</missingSet></objects>")
                                .get(0)));
    }

    @Test
    @DisplayName("are told from the roots on, parents before their children, the current one marked")
    void tree() {
        String tree = "<currentSnapshot type=\"VirtualMachineSnapshot\">snapshot-3</currentSnapshot>"
                + node(
                        "rootSnapshotList",
                        "snapshot-1",
                        "base",
                        "poweredOff",
                        node(
                                        "childSnapshotList",
                                        "snapshot-2",
                                        "a%2fb",
                                        "poweredOff",
                                        node("childSnapshotList", "snapshot-3", "deep", "poweredOn", ""))
                                + node("childSnapshotList", "snapshot-4", "side", "poweredOff", ""))
                + node("rootSnapshotList", "snapshot-5", "other root", "poweredOff", "");

        List<SnapshotInfo> all = read(tree);

        assertEquals(
                List.of("snapshot-1", "snapshot-2", "snapshot-3", "snapshot-4", "snapshot-5"),
                all.stream().map(SnapshotInfo::id).toList());
        assertEquals(
                List.of(
                        Optional.empty(),
                        Optional.of("snapshot-1"),
                        Optional.of("snapshot-2"),
                        Optional.of("snapshot-1"),
                        Optional.empty()),
                all.stream().map(SnapshotInfo::parent).toList());
        assertEquals(
                List.of("snapshot-3"),
                all.stream().filter(SnapshotInfo::current).map(SnapshotInfo::id).toList());
        assertEquals("a/b", all.get(1).name());
        assertEquals(Optional.empty(), all.get(0).description());
    }

    @Test
    @DisplayName("have the time of their making to the microsecond")
    void time() {
        assertEquals(
                Optional.of(Instant.parse("2024-02-29T23:59:59.123456Z")),
                read(node("rootSnapshotList", "snapshot-1", "a", "poweredOn", ""))
                        .get(0)
                        .created());
    }

    @ParameterizedTest
    @CsvSource({"poweredOn,true", "poweredOff,false", "dreaming,"})
    @DisplayName("hold memory where the machine runs after a return to them")
    void memory(String state, Boolean memory) {
        assertEquals(
                Optional.ofNullable(memory),
                read(node("rootSnapshotList", "snapshot-1", "a", state, ""))
                        .get(0)
                        .memory());
    }
}
