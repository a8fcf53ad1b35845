package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.vsphere.soap.Request;
import java.io.StringReader;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A name of vSphere's surroundings")
class SiteNamesTest {

    private static List<Finding> entity(String name) {
        return new SiteNames().entity("name", name).findings();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "a%2fb", "a\nb", "a\u0000b", "a\ud83db", "a\uffffb", "  ", ""})
    @DisplayName("that vSphere would not keep is refused, and the finding says which")
    void refused(String name) {
        List<Finding> findings = entity(name);

        assertEquals(name, findings.get(0).seen());
        assertEquals("name", findings.get(0).id());
        assertEquals(Finding.Problem.INVALID, findings.get(0).problem());
    }

    @ParameterizedTest
    @ValueSource(strings = {"VM Network", "a'b\"c", "a&b<c>", "Straße 🚀", "-rf", "a;b|c$(d)"})
    @DisplayName("that is merely odd is taken")
    void taken(String name) {
        assertEquals(List.of(), entity(name));
    }

    @Property
    @Label("is either refused, or arrives as it is")
    void intact(@ForAll("names") String name) throws Exception {
        if (entity(name).isEmpty()) {
            String xml = SwitchRequests.removePortgroup(Request.ref("HostNetworkSystem", "n"), name)
                    .xml();
            assertEquals(name, text(xml, "pgName"));
        }
    }

    @Property
    @Label("of a file is either refused, or stays one file in its folder")
    void file(@ForAll("names") String name) {
        if (new SiteNames().file("name", name).findings().isEmpty()) {
            DatastorePath path = new DatastorePath("ds [1]", "edgevirt/" + name + ".vmdk");

            assertEquals(path, DatastorePath.parse(path.toString()).orElseThrow());
            assertEquals("edgevirt", path.folder());
            assertTrue(path.name().startsWith(name));
        }
    }

    @Provide
    Arbitrary<String> names() {
        Arbitrary<String> odd = Arbitraries.of(
                "/", "\\", "%", "..", "]", "[", "\n", "\r", "\t", "\u0000", "&amp;", "]]>", "<!--", "\ud83d\ude80", "\ud83d", " ");
        return Arbitraries.oneOf(Arbitraries.strings().ofMaxLength(90), odd.list().ofMaxSize(6).map(l -> "n" + String.join("", l)));
    }

    private static String text(String xml, String element) throws Exception {
        XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(new StringReader(xml));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT && reader.getLocalName().equals(element)) {
                return reader.getElementText();
            }
        }
        throw new AssertionError("no " + element + " in " + xml);
    }
}
