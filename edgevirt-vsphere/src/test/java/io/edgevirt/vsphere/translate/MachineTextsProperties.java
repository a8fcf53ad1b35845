package io.edgevirt.vsphere.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.vsphere.read.Names;
import io.edgevirt.vsphere.read.TagKeys;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

@Label("Texts about machines arrive intact, or are refused by name:")
class MachineTextsProperties {

    private static String xml(String name, String description, Map<String, String> tags) {
        Place place = Wishes.place();
        var spec = Wishes.told(Wishes.machine(name), description, tags, Optional.empty());
        var chosen = new CreateSpec.Chosen(place, List.of(), Optional.empty(), List.of(), 1);
        return "<x xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                + Requests.create(CreateSpec.of(spec, chosen), place).xml() + "</x>";
    }

    /** The text of the first element of a name. */
    private static String read(String xml, String element) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(xml));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals(element)) {
                return reader.getElementText();
            }
        }
        throw new AssertionError("there is no " + element + " in " + xml);
    }

    @Property
    @Label("a name")
    void names(@ForAll String name) throws XMLStreamException {
        List<io.edgevirt.Finding> found = new NameRules().name("name", name).findings();
        if (found.isEmpty()) {
            assertEquals(name, Names.plain(read(xml(name, "d", Map.of()), "name")));
        } else {
            assertTrue(found.stream().allMatch(f -> f.id().equals("name")), found::toString);
        }
    }

    @Property
    @Label("a description")
    void descriptions(@ForAll String text) throws XMLStreamException {
        if (new NameRules().text("description", text).findings().isEmpty()) {
            assertEquals(text, read(xml("a", text, Map.of()), "annotation"));
        }
    }

    @Property
    @Label("a tag's key and value")
    void tags(@ForAll String key, @ForAll String value) throws XMLStreamException {
        if (!key.isEmpty()
                && new NameRules().tags(Map.of(key, value)).findings().isEmpty()) {
            String xml = xml("a", "d", Map.of(key, value));
            assertEquals(Optional.of(key), TagKeys.tag(read(xml, "key")));
            assertEquals(value, TagKeys.value(read(xml, "value")));
        }
    }

    @Property
    @Label("a kept value is never empty, which would delete the key")
    void kept(@ForAll String value) {
        assertTrue(!TagKeys.kept(value).isEmpty());
        assertEquals(value, TagKeys.value(TagKeys.kept(value)));
    }
}
