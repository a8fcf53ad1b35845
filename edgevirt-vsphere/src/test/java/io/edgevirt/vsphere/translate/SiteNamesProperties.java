package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.vsphere.soap.Request;
import java.io.StringReader;
import java.util.UUID;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Any name")
class SiteNamesProperties {

    @Property
    @Label(
            "of a switch made for a portgroup has at most 31 plain characters whatever the portgroup's, and is known again")
    boolean plain(@ForAll String portgroup) {
        String name = SwitchRequests.switchName(portgroup, UUID.fromString("3f2a9c1b-7d20-4c11-9e1f-0a1b2c3d4e5f"));

        return name.matches("[A-Za-z0-9._-]{9,31}") && SwitchRequests.madeFor(name, portgroup);
    }

    @Property
    @Label("is either refused, or arrives as it is")
    void intact(@ForAll("names") String name) throws Exception {
        if (new SiteNames().entity("name", name).findings().isEmpty()) {
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
                "/",
                "\\",
                "%",
                "..",
                "]",
                "[",
                "\n",
                "\r",
                "\t",
                "\u0000",
                "&amp;",
                "]]>",
                "<!--",
                "\ud83d\ude80",
                "\ud83d",
                " ");
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(90), odd.list().ofMaxSize(6).map(l -> "n" + String.join("", l)));
    }

    private static String text(String xml, String element) throws Exception {
        XMLStreamReader reader = XMLInputFactory.newFactory().createXMLStreamReader(new StringReader(xml));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(element)) {
                return reader.getElementText();
            }
        }
        throw new AssertionError("no " + element + " in " + xml);
    }
}
