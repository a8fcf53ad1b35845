package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.spi.TaskState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A task")
class TaskReaderTest {

    /** Properties and the XML of their values, in turns. */
    private static TaskState state(String... info) {
        Map<String, Element> values = new HashMap<>();
        for (int i = 0; i < info.length; i += 2) {
            values.put(info[i], Recorded.element(info[i + 1]));
        }
        return TaskReader.state(
                values,
                (type, words) -> new EdgeVirtException(
                        Failure.of(words).backend("vsphere").nativeCode(type)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queued", "running", "a-state-of-later"})
    @DisplayName("is at work while it is queued or runs, and in states of later versions")
    void works(String state) {
        assertEquals(
                new TaskState.Running(Optional.empty()),
                state("info.state", "<val xsi:type=\"TaskInfoState\">" + state + "</val>"));
    }

    @Test
    @DisplayName("is at work where the server tells no state yet")
    void untold() {
        assertEquals(new TaskState.Running(Optional.empty()), state());
    }

    @ParameterizedTest
    @CsvSource({"0,0.0", "42,0.42", "100,1.0", "-1,", "101,", "soon,"})
    @DisplayName("tells how far it is in whole percents, and nothing that is none")
    void progress(String percents, Double fraction) {
        assertEquals(
                new TaskState.Running(Optional.ofNullable(fraction)),
                state("info.state", "<val>running</val>", "info.progress", "<val>" + percents + "</val>"));
    }

    @Test
    @DisplayName("that succeeded tells the id of what it made")
    void reference() {
        assertEquals(
                new TaskState.Succeeded(Map.of(TaskReader.RESULT, "vm-77")),
                state(
                        "info.state",
                        "<val>success</val>",
                        "info.result",
                        "<val xsi:type=\"ManagedObjectReference\" type=\"VirtualMachine\">vm-77</val>"));
    }

    @Test
    @DisplayName("that succeeded tells no more where it made nothing, or what is no one thing")
    void nothing() {
        assertEquals(new TaskState.Succeeded(Map.of()), state("info.state", "<val>success</val>"));
        assertEquals(
                new TaskState.Succeeded(Map.of()),
                state(
                        "info.state",
                        "<val>success</val>",
                        "info.result",
                        "<val xsi:type=\"HostDatastoreBrowserSearchResults\"><file><path>a</path></file></val>"));
    }

    @Test
    @DisplayName("that failed tells the fault and the server's words")
    void failed() {
        TaskState.Failed failed = assertInstanceOf(
                TaskState.Failed.class,
                state(
                        "info.state",
                        "<val>error</val>",
                        "info.progress",
                        "<val>31</val>",
                        "info.error",
                        "<val xsi:type=\"LocalizedMethodFault\"><fault xsi:type=\"InsufficientMemoryResourcesFault\">"
                                + "<faultMessage><key>k</key></faultMessage><unreserved>1</unreserved></fault>"
                                + "<localizedMessage>no memory left</localizedMessage></val>"));

        assertEquals(
                Optional.of("InsufficientMemoryResourcesFault"), failed.error().nativeCode());
        assertEquals("no memory left", failed.error().failure().message());
    }

    @Test
    @DisplayName("that failed without saying why is failed still")
    void speechless() {
        assertInstanceOf(TaskState.Failed.class, state("info.state", "<val>error</val>"));
    }
}
