package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.kvm.xml.Dom;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayName("The documents that are kept")
class DocumentsTest {

    @TestFactory
    @DisplayName("are what EdgeVirt hands to libvirt, letter by letter:")
    Stream<DynamicTest> letterByLetter() {
        return Documents.all().entrySet().stream()
                .map(d -> DynamicTest.dynamicTest(
                        d.getKey(), () -> Kept.check(d.getKey(), d.getValue().document())));
    }

    @TestFactory
    @DisplayName("are well-formed, and read back as what was written:")
    Stream<DynamicTest> readBack() {
        return Documents.all().entrySet().stream()
                .map(d -> DynamicTest.dynamicTest(d.getKey(), () -> {
                    String document = d.getValue().document();
                    assertEquals(d.getValue().name(), Dom.parse(document).getNodeName());
                    assertEquals(document, XmlElement.parse(document).document());
                }));
    }

    @Test
    @DisplayName("are all compared: none is left behind from what is no longer written")
    void noneLeft() {
        assertEquals(Documents.all().keySet().stream().sorted().toList(), Kept.names());
    }

    @Test
    @DisplayName("show what is other, with the lines around it, when they differ")
    void difference() {
        assertEquals(
                """
                  b
                  c
                  d
                - e
                + E
                  f
                  g
                  h
                ...
                """,
                Kept.difference(
                        List.of("a", "b", "c", "d", "e", "f", "g", "h", "i"),
                        List.of("a", "b", "c", "d", "E", "f", "g", "h", "i")));
    }
}
