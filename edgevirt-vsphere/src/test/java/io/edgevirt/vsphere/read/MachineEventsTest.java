package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Event;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("The events of machines")
class MachineEventsTest {

    private static final Instant AT = Instant.parse("2024-05-01T10:00:00Z");

    private final MachineEvents machines = new MachineEvents();

    private static ObjectChange change(ObjectChange.Kind kind, String id, String... values) {
        Map<String, Element> elements = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            elements.put(values[i], Element.of("val", "", values[i + 1]));
        }
        return new ObjectChange(kind, new Reference("VirtualMachine", id), elements, Map.of());
    }

    private List<Event> take(boolean truncated, ObjectChange... changes) {
        return machines.of(new UpdateSet("1", truncated, List.of(changes), List.of()), AT);
    }

    private static ObjectChange web(String power) {
        return change(
                ObjectChange.Kind.ENTER,
                "vm-1",
                "name",
                "web%2f1",
                "runtime.powerState",
                power,
                "runtime.connectionState",
                "connected",
                "config.changeVersion",
                "v1");
    }

    private static Event event(Event.Kind kind, VMState state, String detail) {
        return new Event(kind, "vm-1", Optional.of("web/1"), Optional.of(state), AT, detail);
    }

    @Nested
    @DisplayName("of what was there before")
    class Before {

        @Test
        @DisplayName("are none")
        void first() {
            assertEquals(List.of(), take(false, web("poweredOn")));
        }

        @Test
        @DisplayName("are none either where it comes in parts")
        void parts() {
            assertEquals(List.of(), take(true, web("poweredOn")));
            assertEquals(List.of(), take(true, change(ObjectChange.Kind.ENTER, "vm-2", "name", "b")));
            assertEquals(List.of(), take(false, change(ObjectChange.Kind.ENTER, "vm-3", "name", "c")));
            assertEquals(
                    Event.Kind.CREATED,
                    take(false, change(ObjectChange.Kind.ENTER, "vm-4", "name", "d"))
                            .get(0)
                            .kind());
        }

        @Test
        @DisplayName("are none of a machine that could not be read then")
        void unreadable() {
            take(false, change(ObjectChange.Kind.ENTER, "vm-1"));

            assertEquals(
                    List.of(Event.Kind.CHANGED),
                    take(false, change(ObjectChange.Kind.MODIFY, "vm-1", "name", "now")).stream()
                            .map(Event::kind)
                            .toList());
        }
    }

    @Nested
    @DisplayName("after that")
    class After {

        @BeforeEach
        void begun() {
            take(false, web("poweredOn"));
        }

        @Test
        @DisplayName("tell of a machine that is new, with its state")
        void created() {
            Event event = take(
                            false,
                            change(
                                    ObjectChange.Kind.ENTER,
                                    "vm-2",
                                    "name",
                                    "db",
                                    "runtime.powerState",
                                    "poweredOff",
                                    "runtime.connectionState",
                                    "connected"))
                    .get(0);

            assertEquals(
                    new Event(Event.Kind.CREATED, "vm-2", Optional.of("db"), Optional.of(VMState.OFF), AT, ""), event);
        }

        @Test
        @DisplayName("tell of one that is gone by the name that it had, and of its return as new")
        void removed() {
            assertEquals(
                    List.of(new Event(Event.Kind.REMOVED, "vm-1", Optional.of("web/1"), Optional.empty(), AT, "")),
                    take(false, change(ObjectChange.Kind.LEAVE, "vm-1")));
            assertEquals(
                    Event.Kind.CREATED, take(false, web("poweredOff")).get(0).kind());
        }

        @Test
        @DisplayName("tell of another state, with the server's word")
        void state() {
            assertEquals(
                    List.of(event(Event.Kind.STATE, VMState.SAVED, "suspended")),
                    take(false, change(ObjectChange.Kind.MODIFY, "vm-1", "runtime.powerState", "suspended")));
        }

        @Test
        @DisplayName("tell of a host that is lost as of an unknown state")
        void disconnected() {
            assertEquals(
                    List.of(event(Event.Kind.STATE, VMState.UNKNOWN, "poweredOn")),
                    take(false, change(ObjectChange.Kind.MODIFY, "vm-1", "runtime.connectionState", "disconnected")));
        }

        @Test
        @DisplayName("tell of a new name and of changed settings as one change")
        void changed() {
            List<Event> events =
                    take(false, change(ObjectChange.Kind.MODIFY, "vm-1", "name", "www", "config.changeVersion", "v2"));

            assertEquals(1, events.size());
            assertEquals(Event.Kind.CHANGED, events.get(0).kind());
            assertEquals(Optional.of("www"), events.get(0).name());
        }

        @Test
        @DisplayName("tell of snapshots, the removal of the last one too")
        void snapshot() {
            Map<String, Element> none = Map.of("snapshot", Element.NONE);
            ObjectChange gone =
                    new ObjectChange(ObjectChange.Kind.MODIFY, new Reference("VirtualMachine", "vm-1"), none, Map.of());

            assertEquals(List.of(event(Event.Kind.SNAPSHOT, VMState.RUNNING, "")), take(false, gone));
        }

        @Test
        @DisplayName("are none where the server repeats what is known, and of other objects")
        void same() {
            assertEquals(List.of(), take(false, web("poweredOn")));
            assertEquals(
                    List.of(),
                    take(
                            false,
                            new ObjectChange(
                                    ObjectChange.Kind.MODIFY,
                                    new Reference("Task", "task-1"),
                                    Map.of("info.state", Element.of("val", "", "success")),
                                    Map.of())));
        }
    }
}
