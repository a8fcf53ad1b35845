package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A listing in pages")
class PagesTest {

    private static final Roots ROOTS = new Roots(
            new Reference("PropertyCollector", "pc"),
            new Reference("ViewManager", "vm"),
            new Reference("Folder", "group-d1"));

    private final List<String> bodies = new ArrayList<>();
    private final Deque<String> answers = new ArrayDeque<>();
    private final Inventory inventory = new Inventory(new Scripted(), ROOTS, Duration.ofSeconds(1));

    private final class Scripted implements Channel {
        @Override
        public <T> T post(String method, String body, Duration readTimeout, ReplyReader<T> reader) {
            bodies.add(body);
            String reply = "<Envelope><Body><R>" + answers.poll() + "</R></Body></Envelope>";
            try {
                return reader.read(new ByteArrayInputStream(reply.getBytes(StandardCharsets.UTF_8)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static String page(String token, String id) {
        return "<returnval>" + (token.isEmpty() ? "" : "<token>" + token + "</token>")
                + "<objects><obj type=\"VirtualMachine\">" + id + "</obj></objects></returnval>";
    }

    private static String request(String method, String self, String arguments) {
        return "<" + method + " xmlns=\"urn:vim25\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">" + self
                + arguments + "</" + method + ">";
    }

    @Test
    @DisplayName("is followed by its token to the end, with these requests")
    void whole() {
        answers.addAll(List.of(
                "<returnval type=\"ContainerView\">v&amp;1</returnval>", page("t&lt;2", "vm-1"), page("", "vm-2")));

        List<Managed> found = inventory.all(Selection.of("VirtualMachine", "name"));

        assertEquals(List.of("vm-1", "vm-2"), found.stream().map(Managed::id).toList());
        String collector = "<_this type=\"PropertyCollector\">pc</_this>";
        assertEquals(
                List.of(
                        request(
                                "CreateContainerView",
                                "<_this type=\"ViewManager\">vm</_this>",
                                "<container type=\"Folder\">group-d1</container><type>VirtualMachine</type>"
                                        + "<recursive>true</recursive>"),
                        request(
                                "RetrievePropertiesEx",
                                collector,
                                "<specSet><propSet><type>VirtualMachine</type><all>false</all><pathSet>name</pathSet>"
                                        + "</propSet><objectSet><obj type=\"ContainerView\">v&amp;1</obj>"
                                        + "<skip>true</skip><selectSet xsi:type=\"TraversalSpec\"><name>view</name>"
                                        + "<type>ContainerView</type><path>view</path><skip>false</skip></selectSet>"
                                        + "</objectSet></specSet><options><maxObjects>1000</maxObjects></options>"),
                        request("ContinueRetrievePropertiesEx", collector, "<token>t&lt;2</token>")),
                bodies);
    }

    @Test
    @DisplayName("is cancelled at the server where its reader gives up")
    void abandoned() {
        answers.addAll(List.of("<returnval type=\"ContainerView\">v1</returnval>", page("t2", "vm-1"), ""));

        assertThrows(
                IllegalStateException.class,
                () -> inventory.each(List.of(Selection.of("VirtualMachine", "name")), 1, page -> {
                    throw new IllegalStateException("enough");
                }));

        assertEquals(
                request(
                        "CancelRetrievePropertiesEx",
                        "<_this type=\"PropertyCollector\">pc</_this>",
                        "<token>t2</token>"),
                bodies.get(2));
    }
}
