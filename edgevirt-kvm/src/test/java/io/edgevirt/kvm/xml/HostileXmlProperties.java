package io.edgevirt.kvm.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Whatever a server replies")
class HostileXmlProperties {

    private static final String REPLY = Samples.text("domain-running.xml");

    /** Either a tree that can be written again, or the room's own exception. */
    private static void readOrRefused(String document) {
        XmlElement read;
        try {
            read = XmlElement.parse(document);
        } catch (XmlRefused e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            return;
        }
        if (lineInAttribute(read)) {
            var refused = assertThrows(IllegalArgumentException.class, read::document);
            assertTrue(refused.getMessage().endsWith("has a line end or a tab"), refused.getMessage());
        } else {
            String written = read.document();
            assertEquals(written, XmlElement.parse(written).document());
        }
    }

    /** By a character reference it can come in, and the writer refuses to let it become a space. */
    private static boolean lineInAttribute(XmlElement element) {
        return element.attributes().values().stream().anyMatch(v -> !HostileText.fitsAttribute(v))
                || element.children().stream().anyMatch(HostileXmlProperties::lineInAttribute);
    }

    @Example
    @Label("is refused when it is cut off, wherever that is")
    void truncated() {
        for (String sample : List.of("domain-guide.xml", "snapshot-running.xml", "capabilities-arm.xml")) {
            String whole = Samples.text(sample).stripTrailing();
            for (int end = 0; end < whole.length(); end++) {
                String part = whole.substring(0, end);
                assertThrows(XmlRefused.class, () -> XmlElement.parse(part), () -> "cut off after: " + part);
            }
            readOrRefused(whole);
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    @Label("is read or refused when some of its bytes are others")
    void mutated(@ForAll("replies") byte[] reply) {
        readOrRefused(new String(reply, StandardCharsets.UTF_8));
    }

    @Property(tries = 500)
    @Label("is read or refused when it is any text at all")
    void anyText(@ForAll("hostile") String text) {
        readOrRefused(text);
        readOrRefused("<a>" + text + "</a>");
        readOrRefused("<a b='" + text + "'/>");
        readOrRefused("<" + text + "/>");
        readOrRefused("<!DOCTYPE a [" + text + "]><a/>");
        readOrRefused("<?xml version='1.0'" + text + "?><a/>");
    }

    @Property(tries = 500)
    @Label("is read or refused when it is bytes that are no UTF-8")
    void anyBytes(@ForAll byte[] bytes) {
        readOrRefused(new String(bytes, StandardCharsets.UTF_8));
        readOrRefused("<a>" + new String(bytes, StandardCharsets.UTF_8) + "</a>");
        readOrRefused("<a>" + new String(bytes, StandardCharsets.UTF_16BE) + "</a>");
    }

    @Provide
    Arbitrary<byte[]> replies() {
        return Mutations.of(REPLY);
    }

    @Provide
    Arbitrary<String> hostile() {
        return Arbitraries.oneOf(
                HostileText.any(),
                Arbitraries.strings()
                        .withChars("<>/!?&;#%'\"=[]- :xabDOCTYPE19")
                        .ofMaxLength(60));
    }
}
