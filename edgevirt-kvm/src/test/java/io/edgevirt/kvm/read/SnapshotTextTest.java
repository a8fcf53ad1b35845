package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.SnapshotInfo;
import io.edgevirt.kvm.xml.Samples;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Snapshot XML")
class SnapshotTextTest {

    private static SnapshotInfo info(String inner) {
        return SnapshotText.of("<domainsnapshot>" + inner + "</domainsnapshot>", "")
                .info();
    }

    @Test
    @DisplayName("of a machine that was off has no memory and no parent")
    void off() {
        SnapshotText read = SnapshotText.of(Samples.text("snapshot-off.xml"), "1795383400");

        assertEquals(
                new SnapshotInfo(
                        "pre-upgrade",
                        "pre-upgrade",
                        Optional.of("Before K8s upgrade"),
                        Optional.empty(),
                        Optional.of(Instant.parse("2026-11-22T21:35:43Z")),
                        Optional.of(false),
                        false),
                read.info());
        assertFalse(read.external());
    }

    @Test
    @DisplayName("of a machine that ran has memory, a parent, and no description where nobody gave one")
    void running() {
        SnapshotText read = SnapshotText.of(Samples.text("snapshot-running.xml"), "1795383400");

        assertEquals(
                new SnapshotInfo(
                        "1795383400",
                        "1795383400",
                        Optional.empty(),
                        Optional.of("pre-upgrade"),
                        Optional.of(Instant.parse("2026-11-22T21:36:40Z")),
                        Optional.of(true),
                        true),
                read.info());
        assertFalse(read.external());
    }

    @Test
    @DisplayName("says where its data lie in files of their own")
    void external() {
        SnapshotText read = SnapshotText.of(Samples.text("snapshot-external.xml"), "");

        assertTrue(read.external());
        assertEquals(Optional.of(false), read.info().memory());
        assertEquals(Optional.of("1795383400"), read.info().parent());
    }

    @Test
    @DisplayName("of a tree tells each parent and exactly one current snapshot")
    void tree() {
        List<SnapshotInfo> all = List.of("snapshot-off.xml", "snapshot-running.xml", "snapshot-external.xml").stream()
                .map(name -> SnapshotText.of(Samples.text(name), "backup").info())
                .toList();

        assertEquals(
                List.of(Optional.empty(), Optional.of("pre-upgrade"), Optional.of("1795383400")),
                all.stream().map(SnapshotInfo::parent).toList());
        assertEquals(
                List.of(false, false, true),
                all.stream().map(SnapshotInfo::current).toList());
    }

    @ParameterizedTest
    @CsvSource({"running, true", "paused, true", "shutoff, false", "disk-snapshot, false"})
    @DisplayName("of a driver that does not speak of memory tells it by the state:")
    void memoryByState(String state, boolean memory) {
        assertEquals(Optional.of(memory), info("<state>" + state + "</state>").memory());
    }

    @ParameterizedTest
    @CsvSource({"no, false", "internal, true", "external, true"})
    @DisplayName("tells memory by the element, whatever the state:")
    void memory(String kept, boolean memory) {
        String xml = "<state>running</state><memory snapshot='" + kept + "'/>";

        assertEquals(Optional.of(memory), info(xml).memory());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<creationTime/>",
                "<creationTime>-1</creationTime>",
                "<creationTime>x</creationTime>",
                "<creationTime>999999999999999999999</creationTime>"
            })
    @DisplayName("has no time of creation where none is written")
    void noTime(String xml) {
        assertEquals(Optional.empty(), info(xml).created());
    }

    @Test
    @DisplayName("with nothing in it has nothing, and is not the current one of a machine that has none")
    void empty() {
        SnapshotInfo read = info("");

        assertEquals(Optional.empty(), read.description());
        assertEquals(Optional.empty(), read.parent());
        assertEquals(Optional.empty(), read.memory());
        assertFalse(read.current());
    }
}
