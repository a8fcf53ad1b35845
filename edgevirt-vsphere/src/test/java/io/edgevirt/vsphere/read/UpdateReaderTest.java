package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a long poll brings")
class UpdateReaderTest {

    private static UpdateSet read(String answer) {
        try {
            return UpdateReader.updates(Recorded.around(answer));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static UpdateSet set(String more) {
        return read("<returnval><version>7</version>" + more + "</returnval>");
    }

    private static String filter(String objects) {
        return "<filterSet><filter type=\"PropertyFilter\">session[5]1</filter>" + objects + "</filterSet>";
    }

    private static String object(String kind, String id, String changes) {
        return "<objectSet><kind>" + kind + "</kind><obj type=\"Task\">" + id + "</obj>" + changes + "</objectSet>";
    }

    private static String assign(String name, String value) {
        return "<changeSet><name>" + name + "</name><op>assign</op>" + value + "</changeSet>";
    }

    @Test
    @DisplayName("is nothing where nothing changed in time")
    void timeout() {
        UpdateSet none = read("");

        assertEquals("", none.version());
        assertFalse(none.truncated());
        assertEquals(List.of(), none.changes());
    }

    @Nested
    @DisplayName("has a version,")
    class Version {

        @ParameterizedTest
        @CsvSource({"true,true", "1,true", "false,false", "0,false"})
        @DisplayName("of which more is to come or not")
        void truncated(String written, boolean truncated) {
            assertEquals(
                    truncated, set("<truncated>" + written + "</truncated>").truncated());
            assertEquals("7", set("").version());
        }

        @Test
        @DisplayName("and is whole where the server does not say")
        void whole() {
            assertFalse(set("").truncated());
        }

        @Test
        @DisplayName("which in parts is a part each time, and the same at the end")
        void parts() {
            UpdateSet first = set("<truncated>true</truncated>" + filter(object("enter", "task-1", "")));
            UpdateSet last = set(filter(object("enter", "task-2", "")));

            assertEquals(first.version(), last.version());
            assertTrue(first.truncated());
            assertEquals("task-1", first.changes().get(0).object().id());
            assertEquals("task-2", last.changes().get(0).object().id());
        }
    }

    @Nested
    @DisplayName("has changes")
    class Changes {

        @ParameterizedTest
        @CsvSource({"enter,ENTER", "modify,MODIFY", "leave,LEAVE", "teleport,MODIFY"})
        @DisplayName("of every kind; one of later versions changes what it says")
        void kinds(String word, ObjectChange.Kind kind) {
            assertEquals(
                    kind,
                    set(filter(object(word, "task-1", ""))).changes().get(0).kind());
        }

        @Test
        @DisplayName("of all filters, in the server's order")
        void filters() {
            List<ObjectChange> changes = set(filter(object("enter", "task-1", "") + object("enter", "task-2", ""))
                            + filter(object("modify", "task-3", "")))
                    .changes();

            assertEquals(
                    List.of("task-1", "task-2", "task-3"),
                    changes.stream().map(c -> c.object().id()).toList());
        }

        @Test
        @DisplayName("of values with their types, and of values that are no more")
        void values() {
            ObjectChange change = set(filter(object(
                            "modify",
                            "task-1",
                            assign("info.state", "<val xsi:type=\"TaskInfoState\">success</val>")
                                    + assign("info.result", "<val type=\"VirtualMachine\">vm-9</val>")
                                    + "<changeSet><name>info.progress</name><op>remove</op></changeSet>")))
                    .changes()
                    .get(0);

            assertEquals("success", change.values().get("info.state").text());
            assertEquals("TaskInfoState", change.values().get("info.state").type());
            assertEquals(
                    new Reference("VirtualMachine", "vm-9"),
                    change.values().get("info.result").reference().orElseThrow());
            assertSame(Element.NONE, change.values().get("info.progress"));
        }

        @Test
        @DisplayName("of which the last one counts")
        void twice() {
            ObjectChange change = set(filter(object(
                            "modify",
                            "task-1",
                            assign("info.progress", "<val>10</val>") + assign("info.progress", "<val>20</val>"))))
                    .changes()
                    .get(0);

            assertEquals("20", change.values().get("info.progress").text());
        }

        @Test
        @DisplayName("that are refused, by the fault")
        void refused() {
            ObjectChange change = set(filter(object(
                            "enter",
                            "task-1",
                            "<missingSet><path>info.result</path><fault><fault xsi:type=\"NoPermission\"/>"
                                    + "<localizedMessage>no</localizedMessage></fault></missingSet>")))
                    .changes()
                    .get(0);

            assertEquals(Map.of("info.result", "NoPermission"), change.refused());
            assertEquals(Map.of(), change.values());
        }
    }

    @Test
    @DisplayName("tells of objects that are missing")
    void missing() {
        assertEquals(
                List.of(new Reference("Task", "task-9")),
                set(filter("<missingObjects/><missingSet><obj type=\"Task\">task-9</obj><fault>"
                                + "<fault xsi:type=\"ManagedObjectNotFound\"/></fault></missingSet>"))
                        .missing());
    }

    @Test
    @DisplayName("is not read where it is cut off, or a fault")
    void broken() {
        assertThrows(EdgeVirtException.class, () -> UpdateReader.updates(Recorded.stream("<Envelope><Body><A><ret")));
        assertThrows(
                EdgeVirtException.class,
                () -> UpdateReader.updates(Recorded.stream("<Envelope><Body><Fault/></Body></Envelope>")));
    }

    @Test
    @DisplayName("passes over what later versions say besides")
    void later() {
        assertEquals(
                1,
                set("<tide><high>true</high></tide>" + filter("<moon/>" + object("enter", "task-1", "<mars>1</mars>")))
                        .changes()
                        .size());
    }
}
