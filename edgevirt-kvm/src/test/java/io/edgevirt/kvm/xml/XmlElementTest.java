package io.edgevirt.kvm.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("XML is read and written without surprises:")
class XmlElementTest {

    @Nested
    @DisplayName("what is refused to be read")
    class Refused {

        private void refused(String document, String because) {
            XmlRefused e = assertThrows(XmlRefused.class, () -> XmlElement.parse(document));
            assertTrue(String.valueOf(e.getMessage()).contains(because), e.getMessage());
        }

        @Test
        @DisplayName("a document type declaration, even an empty one")
        void doctype() {
            refused("<!DOCTYPE domain><domain/>", "document type");
            refused("<!DOCTYPE domain []><domain/>", "document type");
        }

        @Test
        @DisplayName("a billion laughs")
        void laughs() {
            StringBuilder dtd = new StringBuilder("<!DOCTYPE lol [<!ENTITY l0 \"lol\">");
            for (int i = 1; i < 10; i++) {
                dtd.append("<!ENTITY l")
                        .append(i)
                        .append(" \"")
                        .append(("&l" + (i - 1) + ";").repeat(10))
                        .append("\">");
            }
            refused(dtd + "]><domain><name>&l9;</name></domain>", "document type");
        }

        @Test
        @DisplayName("one long entity, used often")
        void blowUp() {
            refused(
                    "<!DOCTYPE a [<!ENTITY x \"" + "x".repeat(100_000) + "\">]><a>" + "&x;".repeat(1000) + "</a>",
                    "document type");
        }

        @Test
        @DisplayName("an external entity, whose file is never opened")
        void external(@TempDir Path folder) throws IOException {
            Path secret = Files.writeString(folder.resolve("secret"), "the secret");
            String uri = secret.toUri().toString();
            for (String document : List.of(
                    "<!DOCTYPE a [<!ENTITY x SYSTEM \"" + uri + "\">]><a>&x;</a>",
                    "<!DOCTYPE a SYSTEM \"" + uri + "\"><a/>",
                    "<!DOCTYPE a PUBLIC \"p\" \"" + uri + "\"><a/>",
                    "<!DOCTYPE a [<!ENTITY % p SYSTEM \"" + uri + "\"> %p;]><a/>")) {
                XmlRefused e = assertThrows(XmlRefused.class, () -> XmlElement.parse(document));
                assertTrue(!String.valueOf(e.getMessage()).contains("the secret"), e.getMessage());
            }
        }

        @Test
        @DisplayName("an entity that is none of XML's own five")
        void entity() {
            refused("<a>&nbsp;</a>", "nbsp");
            refused("<a b='&nbsp;'/>", "nbsp");
        }

        @Test
        @DisplayName("elements nested deeper than any of libvirt's")
        void deep() {
            String open = "<a>".repeat(XmlReader.DEEPEST + 1);
            refused(open + "</a>".repeat(XmlReader.DEEPEST + 1), "deeper");
            refused("<a>".repeat(1_000_000), "deeper");
        }

        @Test
        @DisplayName("more than libvirt's protocol can carry")
        void large() {
            refused("<a>" + " ".repeat(XmlReader.LONGEST) + "</a>", "longer");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "x",
                    "<a",
                    "<a></b>",
                    "<a/><b/>",
                    "<a b='1' b='2'/>",
                    "<a>\u0001</a>",
                    "<a>&#0;</a>",
                    "<a>&#xFFFE;</a>",
                    "<x:a/>",
                    "<a b=c/>",
                    "<a>]]></a",
                    "<?xml version='1.1'?><a>\u0001</a>"
                })
        @DisplayName("what is not well-formed")
        void malformed(String document) {
            assertThrows(XmlRefused.class, () -> XmlElement.parse(document));
        }
    }

    @Nested
    @DisplayName("what is read")
    class Read {

        @Test
        @DisplayName("the five entities of XML's own, character references and CDATA")
        void entities() {
            XmlElement a = XmlElement.parse("<a b='&lt;&#38;'>&lt;&amp;&gt;&quot;&apos;&#x1F600;<![CDATA[<&]]></a>");
            assertEquals("<&>\"'\uD83D\uDE00<&", a.text());
            assertEquals(Optional.of("<&"), a.attribute("b"));
        }

        @Test
        @DisplayName("names and declarations of namespaces as they are written")
        void namespaces() {
            String text = "<a xmlns:q=\"urn:q\" q:x=\"1\"><q:b/></a>";
            assertEquals(
                    text.replace("><q", ">\n  <q").replace("/></a>", "/>\n</a>\n"),
                    XmlElement.parse(text).document());
        }

        @Test
        @DisplayName("white space that is text, and not that which is layout")
        void whitespace() {
            XmlElement a = XmlElement.parse("<a>\n  <b> </b>\n  <c>\n</c>\n</a>");
            assertEquals(" ", a.first("b").orElseThrow().text());
            assertEquals("\n", a.first("c").orElseThrow().text());
            assertEquals("", a.text());
        }
    }

    @Nested
    @DisplayName("what is written")
    class Written {

        @Test
        @DisplayName("is never a character that XML cannot carry")
        void illegal() {
            for (String bad : List.of("\u0000", "\u0001", "\uFFFE", "\uD800", "\uDC00x")) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new XmlElement("a").text(bad).document());
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new XmlElement("a").with("b", bad).document());
            }
        }

        @Test
        @DisplayName("is never an attribute whose line ends a reader would lose")
        void lineEnds() {
            for (String bad : List.of("\n", "\r", "\t")) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> new XmlElement("a").with("b", bad).document());
            }
        }

        @Test
        @DisplayName("keeps carriage returns of texts")
        void carriageReturn() {
            String text = "a\r\nb\rc";
            assertEquals(
                    text,
                    XmlElement.parse(new XmlElement("a").text(text).document()).text());
        }
    }

    @Test
    @DisplayName("an element is found by its path, added where it is missing, and removed")
    void tree() {
        XmlElement a = XmlElement.parse("<a><b><c d='1'>x</c><c d='2'> y </c></b></a>");
        assertEquals(2, a.all("b/c").size());
        assertEquals(Optional.of("x"), a.textAt("b/c"));
        assertEquals(Optional.of("1"), a.attributeAt("b/c", "d"));
        assertEquals(Optional.empty(), a.textAt("b/z"));
        XmlElement copy = a.copy();
        copy.need("b").removeAll("c").add("e", 5);
        assertEquals("5", copy.textAt("b/e").orElseThrow());
        assertEquals(2, a.all("b/c").size(), "the copy shares nothing with it");
    }
}
