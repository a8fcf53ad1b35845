package io.edgevirt.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

@DisplayName("The bill of materials")
class BomTest {

    @Test
    @DisplayName("lists every module that users get, and nothing else")
    void complete() throws Exception {
        List<String> wanted = Repository.published().stream()
                .map(module -> "io.edgevirt:" + module)
                .toList();

        assertEquals(wanted, managed().stream().sorted().toList());
    }

    private static List<String> managed() throws ParserConfigurationException, IOException, SAXException {
        Path bom = Repository.ROOT.resolve("edgevirt-bom/pom.xml");
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        NodeList entries = factory.newDocumentBuilder().parse(bom.toFile()).getElementsByTagName("dependency");
        return IntStream.range(0, entries.getLength())
                .mapToObj(entries::item)
                .map(Element.class::cast)
                .map(entry -> text(entry, "groupId") + ":" + text(entry, "artifactId"))
                .toList();
    }

    private static String text(Element entry, String name) {
        return entry.getElementsByTagName(name).item(0).getTextContent();
    }
}
