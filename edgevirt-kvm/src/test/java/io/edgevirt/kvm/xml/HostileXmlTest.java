package io.edgevirt.kvm.xml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The XML reader")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileXmlTest {

    private static XmlRefused refused(String document) {
        return assertThrows(XmlRefused.class, () -> XmlElement.parse(document));
    }

    @Nested
    @DisplayName("refuses bombs, before they cost memory:")
    class Bombs {

        /** A refusal costs the reader's own buffers; a bomb would cost gigabytes. */
        private static final long FEW = 32L * 1024 * 1024;

        private static final String DTD = "document type";

        private void refusedCheaply(String document, String because) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            refused("<a>");
            long before = threads.getCurrentThreadAllocatedBytes();

            String reason = refused(document).getMessage();

            long spent = threads.getCurrentThreadAllocatedBytes() - before;
            assertTrue(spent < FEW, () -> "spent " + spent + " bytes");
            assertTrue(reason.contains(because), reason);
        }

        @Test
        @DisplayName("entities of entities of entities (a billion laughs)")
        void billionLaughs() {
            StringBuilder dtd = new StringBuilder("<!DOCTYPE domain [<!ENTITY l0 'lol'>");
            for (int i = 1; i <= 10; i++) {
                dtd.append("<!ENTITY l")
                        .append(i)
                        .append(" '")
                        .append(("&l" + (i - 1) + ";").repeat(10))
                        .append("'>");
            }

            refusedCheaply(dtd + "]><domain><name>&l10;</name></domain>", DTD);
        }

        @Test
        @DisplayName("the same in an attribute")
        void inAttribute() {
            refusedCheaply("<!DOCTYPE d [<!ENTITY a 'x'><!ENTITY b '&a;&a;&a;&a;'>]><d n='&b;&b;&b;'/>", DTD);
        }

        @Test
        @DisplayName("one long entity used often (quadratic blow-up)")
        void quadratic() {
            refusedCheaply(
                    "<!DOCTYPE d [<!ENTITY a '" + "x".repeat(100_000) + "'>]><d>" + "&a;".repeat(50_000) + "</d>", DTD);
        }

        @Test
        @DisplayName("parameter entities of parameter entities")
        void parameterEntities() {
            refusedCheaply("<!DOCTYPE d [<!ENTITY % a 'x'><!ENTITY % b '%a;%a;'>%b;%b;]><d/>", DTD);
        }

        @Test
        @DisplayName("101 elements within each other, and any number more, though they never end")
        void deep() {
            for (String document :
                    List.of("<a>".repeat(101) + "</a>".repeat(101), "<a>".repeat(100_000), "<a>".repeat(1_000_000))) {
                assertEquals("nests deeper than 100 elements", refused(document).getMessage());
            }
        }

        @Test
        @DisplayName("more characters than a reply of libvirt's can have")
        void length() {
            refusedCheaply("<a>" + " ".repeat(32 * 1024 * 1024) + "</a>", "is longer than ");
        }

        @Test
        @DisplayName("an attribute of a million characters is no bomb, and is read whole")
        void longAttribute() {
            String value = "x".repeat(1_000_000);

            assertEquals(
                    value,
                    XmlElement.parse("<a b='" + value + "'/>").attribute("b").orElseThrow());
        }

        @Test
        @DisplayName("100 levels are no bomb, and are read and written")
        void deepest() {
            String document = "<a>".repeat(99) + "<b/>" + "</a>".repeat(99);

            assertEquals(document, XmlElement.parse(document).document().replaceAll("\\s+", ""));
        }
    }

    @Nested
    @DisplayName("refuses what a document could fetch, and fetches nothing:")
    class Outside {

        private static final String SECRET = "the text of a file that is nobody's business";

        @TempDir
        Path folder;

        private ServerSocketChannel trap;
        private Path file;

        @BeforeEach
        void set() throws IOException {
            file = Files.writeString(folder.resolve("secret.txt"), SECRET, StandardCharsets.UTF_8);
            trap = ServerSocketChannel.open();
            trap.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            trap.configureBlocking(false);
        }

        @AfterEach
        void close() throws IOException {
            trap.close();
        }

        private String url() throws IOException {
            return "http://127.0.0.1:" + ((InetSocketAddress) trap.getLocalAddress()).getPort() + "/dtd";
        }

        private void refusedUnfetched(String document) throws IOException {
            XmlRefused refused = refused(
                    document.replace("HTTP", url()).replace("FILE", file.toUri().toString()));

            assertFalse(String.valueOf(refused.getMessage()).contains(SECRET), refused.getMessage());
            assertEquals(null, trap.accept(), "somebody connected");
        }

        @Test
        @DisplayName("(the trap does notice a connection)")
        void trap() throws IOException {
            try (Socket visitor = new Socket()) {
                visitor.connect(trap.getLocalAddress());
                try (var accepted = trap.accept()) {
                    assertTrue(accepted.isConnected());
                }
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE d [<!ENTITY e SYSTEM 'FILE'>]><d>&e;</d>",
                    "<!DOCTYPE d [<!ENTITY e SYSTEM 'HTTP'>]><d>&e;</d>",
                    "<!DOCTYPE d [<!ENTITY e PUBLIC 'p' 'HTTP'>]><d a='&e;'/>",
                    "<!DOCTYPE d [<!ENTITY e SYSTEM 'HTTP'>]><d/>"
                })
        @DisplayName("an external entity")
        void generalEntity(String document) throws IOException {
            refusedUnfetched(document);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE d [<!ENTITY % e SYSTEM 'FILE'>%e;]><d/>",
                    "<!DOCTYPE d [<!ENTITY % e SYSTEM 'HTTP'>%e;]><d/>",
                    "<!DOCTYPE d [<!ENTITY % f SYSTEM 'FILE'><!ENTITY % e SYSTEM 'HTTP'>%e;%f;]><d>&x;</d>"
                })
        @DisplayName("an external parameter entity")
        void parameterEntity(String document) throws IOException {
            refusedUnfetched(document);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<!DOCTYPE d SYSTEM 'FILE'><d/>",
                    "<!DOCTYPE d SYSTEM 'HTTP'><d/>",
                    "<!DOCTYPE d PUBLIC '-//W3C//DTD XHTML 1.0//EN' 'HTTP'><d>&nbsp;</d>",
                    "<!DOCTYPE d SYSTEM 'HTTP' [<!ELEMENT d ANY>]><d/>"
                })
        @DisplayName("an external DTD")
        void externalDtd(String document) throws IOException {
            refusedUnfetched(document);
        }

        @Test
        @DisplayName("XInclude and schema locations, which are elements and attributes like others")
        void includes() throws IOException {
            String document =
                    """
                    <d xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:noNamespaceSchemaLocation="HTTP">
                      <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="HTTP"/>
                      <xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="FILE"/>
                    </d>
                    """.replace("HTTP", url()).replace("FILE", file.toUri().toString());

            XmlElement read = XmlElement.parse(document);

            assertEquals(2, read.all("xi:include").size());
            assertEquals(document, read.document());
            assertEquals(null, trap.accept(), "somebody connected");
        }

        @Test
        @DisplayName("a style sheet, which is left out")
        void styleSheet() throws IOException {
            XmlElement read = XmlElement.parse("<?xml-stylesheet type='text/xsl' href='" + url() + "'?><d/>");

            assertEquals("<d/>\n", read.document());
            assertEquals(null, trap.accept(), "somebody connected");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<a>x&nbsp;y</a>", "<a b='&nbsp;'/>"})
    @DisplayName("names the entity that it does not know:")
    void unknownEntity(String document) {
        String reason = refused(document).getMessage();

        assertTrue(reason.contains("nbsp"), reason);
    }

    @Nested
    @DisplayName("refuses, with a reason of one line,")
    class Malformed {

        static Stream<Arguments> documents() {
            return Stream.of(
                    Arguments.of("nothing", ""),
                    Arguments.of("white space", " \n"),
                    Arguments.of("a declaration alone", "<?xml version='1.0'?>"),
                    Arguments.of("no XML at all", "error: failed to connect"),
                    Arguments.of("JSON", "{\"return\":{}}"),
                    Arguments.of("two roots", "<a/><b/>"),
                    Arguments.of("text behind the root", "<a/>b"),
                    Arguments.of("crossed tags", "<a><b></a></b>"),
                    Arguments.of("an end that is missing", "<a><b></b>"),
                    Arguments.of("a tag that does not end", "<a"),
                    Arguments.of("an end that does not end", "<a></a"),
                    Arguments.of("one attribute twice", "<a b='1' b='2'/>"),
                    Arguments.of("an attribute without quotes", "<a b=1/>"),
                    Arguments.of("markup in an attribute", "<a b='<'/>"),
                    Arguments.of("a bare ampersand", "<a>&</a>"),
                    Arguments.of("]]> in a text", "<a>]]></a>"),
                    Arguments.of("a comment in a comment", "<a><!-- -- --></a>"),
                    Arguments.of("an empty DTD", "<!DOCTYPE a><a/>"),
                    Arguments.of("a DTD with a character that XML has not", "<!DOCTYPE a [\0]><a/>"),
                    Arguments.of("an inner DTD", "<!DOCTYPE a [<!ELEMENT a ANY>]><a/>"),
                    Arguments.of("a DTD that never ends", "<!DOCTYPE a [<!ELEMENT a ANY>"),
                    Arguments.of("an unknown entity in a text", "<a>x&edgevirt;y</a>"),
                    Arguments.of("an unknown entity in an attribute", "<a b='x&edgevirt;y'/>"),
                    Arguments.of("an unknown entity alone in an attribute", "<a b='&edgevirt;'/>"),
                    Arguments.of("NUL", "<a>\0</a>"),
                    Arguments.of("NUL as a reference", "<a>&#0;</a>"),
                    Arguments.of("a control character", "<a>\u0001</a>"),
                    Arguments.of("a control character as a reference", "<a b='&#1;'/>"),
                    Arguments.of("a surrogate as a reference", "<a>&#xD800;</a>"),
                    Arguments.of("a reference beyond Unicode", "<a>&#x110000;</a>"),
                    Arguments.of("a reference beyond all numbers", "<a>&#99999999999999999999;</a>"),
                    Arguments.of("a lone surrogate", "<a>\ud800</a>"),
                    Arguments.of("a lone surrogate in an attribute", "<a b='\udc00'/>"),
                    Arguments.of("half a surrogate pair at the end", "<a>\ud83d"),
                    Arguments.of("U+FFFE", "<a>\ufffe</a>"),
                    Arguments.of("U+FFFE as a reference", "<a>&#xFFFE;</a>"),
                    Arguments.of("a prefix that was never declared", "<x:a/>"),
                    Arguments.of("an attribute's prefix that was never declared", "<a x:b='1'/>"),
                    Arguments.of("an unknown version", "<?xml version='9.9'?><a/>"),
                    Arguments.of("a control character in XML 1.1", "<?xml version='1.1'?><a>\u0001</a>"),
                    Arguments.of("a control character as a reference in XML 1.1", "<?xml version='1.1'?><a>&#1;</a>"),
                    Arguments.of("a name that begins with a digit", "<1a/>"));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("documents")
        @DisplayName("what is malformed:")
        void malformed(String what, String document) {
            String reason = refused(document).getMessage();

            assertFalse(reason.isBlank());
            assertEquals(1, reason.lines().count(), reason);
        }
    }
}
