package io.edgevirt.kvm.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("An XML element")
class XmlTreeTest {

    private final XmlElement domain = XmlElement.parse("""
            <?xml version='1.0' encoding='UTF-8'?>
            <!-- made by hand -->
            <domain type='kvm'>
              <name>edge-01</name>
              <empty/>
              <devices>
                <disk type='file'><target dev='vda'/></disk>
                <interface type='bridge'/>
                <disk type='block'><target dev='vdb'/></disk>
              </devices>
              <devices><disk type='network'/></devices>
            </domain>
            """);

    @Nested
    @DisplayName("that was read")
    class Read {

        @Test
        @DisplayName("has its name, attributes and children in their order")
        void order() {
            assertEquals("domain", domain.name());
            assertEquals(Map.of("type", "kvm"), domain.attributes());
            assertEquals(
                    List.of("name", "empty", "devices", "devices"),
                    domain.children().stream().map(XmlElement::name).toList());
        }

        @Test
        @DisplayName("finds all elements at a path, through every parent that fits")
        void paths() {
            assertEquals(
                    List.of("file", "block", "network"),
                    domain.all("devices/disk").stream()
                            .map(d -> d.attribute("type").orElseThrow())
                            .toList());
            assertEquals(Optional.of("vda"), domain.attributeAt("devices/disk/target", "dev"));
        }

        @Test
        @DisplayName("answers what is not there with nothing")
        void missing() {
            assertEquals(Optional.empty(), domain.first("os/boot"));
            assertEquals(Optional.empty(), domain.textAt("uuid"));
            assertEquals(Optional.empty(), domain.textAt("empty"));
            assertEquals(Optional.empty(), domain.attribute("id"));
            assertEquals(Optional.empty(), domain.attributeAt("devices/interface", "name"));
            assertEquals("", domain.first("empty").orElseThrow().text());
        }

        @Test
        @DisplayName("has no white space between its children, but all of it within a text")
        void indentation() {
            assertEquals("", domain.text());
            assertEquals(
                    "  two \n lines ",
                    XmlElement.parse("<a>  two \n lines </a>").text());
            assertEquals(" ", XmlElement.parse("<a> </a>").text());
        }

        @Test
        @DisplayName("joins a text that comments, CDATA and character references divide")
        void joined() {
            assertEquals(
                    "a<b>&c\ré😀",
                    XmlElement.parse("<a>a<!-- no --><![CDATA[<b>]]>&amp;c&#13;&#xe9;&#x1F600;</a>")
                            .text());
        }

        @Test
        @DisplayName("has references in an attribute as the characters that they are")
        void references() {
            assertEquals(
                    Optional.of("<& \"'"),
                    XmlElement.parse("<a b='&lt;&#38;&#x20;&quot;&apos;'/>").attribute("b"));
        }

        @Test
        @DisplayName("tells the text at a path without the blanks around it")
        void stripped() {
            assertEquals(
                    Optional.of("y"),
                    XmlElement.parse("<a><b><c> y\n</c></b></a>").textAt("b/c"));
        }

        @Test
        @DisplayName("keeps prefixes and declarations of other programs' metadata as they were written")
        void namespaces() {
            String metadata = """
                    <metadata>
                      <a:one xmlns:a="urn:a" a:x="1">
                        <a:two>text</a:two>
                        <three xmlns="urn:b"/>
                      </a:one>
                    </metadata>
                    """;

            assertEquals(metadata, XmlElement.parse(metadata).document());
        }

        @Test
        @DisplayName("keeps text and elements that are mixed")
        void mixed() {
            String mixed = "<p>one <b>two</b> three<c/></p>\n";

            assertEquals(mixed, XmlElement.parse(mixed).document());
        }

        @Test
        @DisplayName("is the same from many threads at once")
        void threads() {
            String document = domain.document();

            List<String> read = IntStream.range(0, 200)
                    .parallel()
                    .mapToObj(i -> XmlElement.parse(document).document())
                    .distinct()
                    .toList();

            assertEquals(List.of(document), read);
        }
    }

    @Nested
    @DisplayName("that is changed")
    class Changed {

        @Test
        @DisplayName("leaves its copy as it was")
        void copy() {
            String before = domain.document();
            XmlElement copy = domain.copy();

            domain.with("type", "qemu").need("name").clear().text("other");
            domain.first("devices").orElseThrow().removeAll("disk");

            assertEquals(before, copy.document());
            assertNotSame(domain.first("name").orElseThrow(), copy.first("name").orElseThrow());
        }

        @Test
        @DisplayName("makes a needed child once")
        void need() {
            XmlElement os = new XmlElement("os");

            os.need("boot").with("dev", "hd");
            os.need("boot").with("order", 1);

            assertEquals("<os>\n  <boot dev=\"hd\" order=\"1\"/>\n</os>\n", os.document());
        }

        @Test
        @DisplayName("loses the very child, and not another that looks the same")
        void remove() {
            XmlElement first = new XmlElement("disk");
            XmlElement second = new XmlElement("disk");
            XmlElement devices = new XmlElement("devices").add(first, second);

            devices.remove(second);

            assertEquals(1, devices.children().size());
            assertEquals(first, devices.children().get(0));
        }

        @Test
        @DisplayName("loses an attribute, and takes a new value in the old one's place")
        void attributes() {
            XmlElement disk = new XmlElement("disk").with("type", "file").with("device", "cdrom");

            assertEquals(
                    "<disk type=\"block\"/>\n",
                    disk.with("type", "block").without("device").document());
        }

        @Test
        @DisplayName("does not let its attributes be changed from outside")
        void unmodifiable() {
            assertThrows(
                    UnsupportedOperationException.class,
                    () -> domain.attributes().put("type", "xen"));
        }
    }

    @Nested
    @DisplayName("that is written")
    class Written {

        @Test
        @DisplayName("is indented by two spaces, with a line end at its end and no declaration")
        void indented() {
            assertEquals(
                    """
                    <domain type="kvm">
                      <name>edge-01</name>
                      <devices>
                        <disk/>
                      </devices>
                    </domain>
                    """,
                    new XmlElement("domain")
                            .with("type", "kvm")
                            .add("name", "edge-01")
                            .add(new XmlElement("devices").add(new XmlElement("disk")))
                            .document());
        }

        @Test
        @DisplayName("escapes what is markup")
        void escaped() {
            assertEquals(
                    "<a b=\"&lt;'&quot;&amp;>\">&lt;'\"&amp;]]&gt;</a>\n",
                    new XmlElement("a")
                            .with("b", "<'\"&>")
                            .text("<'\"&]]>")
                            .document()
                            .replace("&gt;\">", ">\">"));
        }

        @Test
        @DisplayName("has numbers as they are written in decimal")
        void numbers() {
            assertEquals(
                    "<a b=\"1\">\n  <c>5</c>\n</a>\n",
                    new XmlElement("a").with("b", 1).add("c", 5).document());
        }

        @Test
        @DisplayName("keeps a carriage return, which readers would take for a line feed")
        void carriageReturn() {
            assertEquals("<a>x&#13;\n</a>\n", new XmlElement("a").text("x\r\n").document());
        }

        @Test
        @DisplayName("refuses a line end in an attribute, which readers would take for a space")
        void attributeLine() {
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> new XmlElement("source").with("file", "/a\n/b").document());

            assertEquals("source/@file has a line end or a tab", refused.getMessage());
        }

        @Test
        @DisplayName("refuses NUL, with the place and the character")
        void nul() {
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> new XmlElement("name").text("a\0b").document());

            assertEquals("name has the character U+0000", refused.getMessage());
        }
    }
}
