package io.edgevirt.kvm.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Any data that is put into XML")
class XmlWritingProperties {

    @Property(tries = 600)
    @Label("reads back equal as an element's text, or is refused with the element's name and the character")
    void text(@ForAll("hostile") String text) {
        XmlElement root = new XmlElement("domain").add("name", text).add("uuid", "end");

        if (HostileText.fitsXml(text)) {
            String document = root.document();
            assertEquals(
                    text, XmlElement.parse(document).first("name").orElseThrow().text());
            assertEquals(text, Dom.at(Dom.parse(document), "name").getTextContent());
            assertEquals(2, XmlElement.parse(document).children().size(), "nothing came in from the text");
        } else {
            var refused = assertThrows(IllegalArgumentException.class, root::document);
            assertTrue(refused.getMessage().matches("name has the character U\\+[0-9A-F]{4,6}"), refused.getMessage());
        }
    }

    @Property(tries = 600)
    @Label("reads back equal as an attribute, or is refused with the element's and the attribute's name")
    void attribute(@ForAll("hostile") String value) {
        XmlElement root = new XmlElement("disk")
                .add(new XmlElement("source").with("file", value).with("index", 1));

        if (HostileText.fitsAttribute(value)) {
            String document = root.document();
            XmlElement read = XmlElement.parse(document).first("source").orElseThrow();
            assertEquals(value, read.attribute("file").orElseThrow());
            assertEquals(value, Dom.at(Dom.parse(document), "source").getAttribute("file"));
            assertEquals(2, read.attributes().size(), "nothing came in from the value");
        } else {
            var refused = assertThrows(IllegalArgumentException.class, root::document);
            assertTrue(refused.getMessage().startsWith("source/@file has "), refused.getMessage());
        }
    }

    @Property(tries = 200)
    @Label("reads back as the same tree, however it is nested")
    void tree(@ForAll("trees") XmlElement tree) {
        String document = tree.document();

        XmlElement read = XmlElement.parse(document);

        assertEquals(document, read.document(), "written again");
        assertTrue(Dom.same(tree, Dom.parse(document)), document);
        assertTrue(Dom.same(read, Dom.parse(document)), document);
    }

    @Property(tries = 200)
    @Label("is never told by toString with an exception")
    void printed(@ForAll("hostile") String text) {
        assertFalse(new XmlElement("name").text(text).with("a", text).toString().isEmpty());
    }

    @Property(tries = 600)
    @Label("has a first illegal character exactly if XML 1.0 says so")
    void legality(@ForAll("hostile") String text) {
        assertEquals(HostileText.fitsXml(text), XmlChars.illegal(text).isEmpty());
    }

    @Provide
    Arbitrary<String> hostile() {
        return HostileText.any();
    }

    @Provide
    Arbitrary<XmlElement> trees() {
        return tree(4);
    }

    private static Arbitrary<XmlElement> tree(int depth) {
        Arbitrary<XmlElement> leaf = Combinators.combine(
                        names(), HostileText.carried(), HostileText.any().filter(HostileText::fitsAttribute))
                .as((name, text, value) ->
                        new XmlElement(name).with("a", value).with("b", "").text(text));
        return depth == 0
                ? leaf
                : Arbitraries.oneOf(
                        leaf,
                        Combinators.combine(
                                        names(),
                                        Arbitraries.lazy(() -> tree(depth - 1))
                                                .list()
                                                .ofMaxSize(4))
                                .as(XmlWritingProperties::parent));
    }

    private static XmlElement parent(String name, List<XmlElement> children) {
        return new XmlElement(name).add(children.toArray(XmlElement[]::new));
    }

    private static Arbitrary<String> names() {
        return Arbitraries.of("domain", "devices", "disk", "_x", "a-b.c", "größe", "metadata");
    }
}
