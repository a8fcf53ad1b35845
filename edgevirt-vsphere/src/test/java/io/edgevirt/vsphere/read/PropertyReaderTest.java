package io.edgevirt.vsphere.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.PermissionDeniedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The reader of properties")
class PropertyReaderTest {

    private static void refuses(InputStream reply) {
        assertThrows(EdgeVirtException.class, () -> PropertyReader.page(reply));
    }

    private static void refuses(String answer, ReplyLimits limits) {
        assertThrows(EdgeVirtException.class, () -> PropertyReader.page(Recorded.around(answer), limits));
    }

    @Nested
    @DisplayName("keeps what it reads:")
    class Keeps {

        @Test
        @DisplayName("objects, properties and the token of the next page")
        void page() throws IOException {
            Batch page = PropertyReader.page(Recorded.around("<returnval><token>7</token>"
                    + Recorded.object("Folder", "group-v3", "name", Recorded.val("vm")) + "</returnval>"));

            assertEquals(Optional.of("7"), page.token());
            assertEquals(
                    new Reference("Folder", "group-v3"), page.objects().get(0).reference());
            assertEquals(Optional.of("vm"), page.objects().get(0).text("name"));
        }

        @Test
        @DisplayName("a page without objects")
        void empty() throws IOException {
            assertEquals(0, PropertyReader.page(Recorded.around("")).objects().size());
        }

        @Test
        @DisplayName("fields and types that it does not know, wherever they stand")
        void unknown() throws IOException {
            Batch page = PropertyReader.page(Recorded.around("<news/><returnval><news>x<y/></news>"
                    + "<objects><news/><obj type=\"Novel\">n-1</obj><propSet><news/><name>p</name>"
                    + "<val xsi:type=\"ArrayOfNovel\"><Novel xsi:type=\"Roman\"><a>1</a></Novel></val></propSet>"
                    + "</objects></returnval>"));

            Element value = page.objects().get(0).at("p");
            assertEquals("ArrayOfNovel", value.type());
            assertEquals("Roman", value.at("Novel").type());
            assertEquals(Optional.of(1L), value.number("Novel/a"));
        }

        @Test
        @DisplayName("a reference's own type beside the value's, in either order and under any prefix")
        void reference() {
            Element value = Recorded.element("<val xmlns:q=\"http://www.w3.org/2001/XMLSchema-instance\""
                    + " q:type=\"ManagedObjectReference\" type=\"Folder\">group-v3</val>");

            assertEquals("ManagedObjectReference", value.type());
            assertEquals(Optional.of(new Reference("Folder", "group-v3")), value.reference());
        }

        @Test
        @DisplayName("text across character references and CDATA as one")
        void text() {
            assertEquals(
                    "a<b>&c",
                    Recorded.element("<val>a&lt;b&#62;<![CDATA[&c]]></val>").text());
        }

        @Test
        @DisplayName("long texts and many, whatever the JDK thinks of character references in them")
        void longTexts() throws IOException {
            String value = Recorded.val("&lt;&#65;&amp;".repeat(50_000));

            Batch page = PropertyReader.page(Recorded.around("<returnval>"
                    + Recorded.object("Folder", "f", "a", value, "b", value, "c", value) + "</returnval>"));

            assertEquals(150_000, page.objects().get(0).at("c").text().length());
        }

        @Test
        @DisplayName("which property was refused, and why; it is no empty value")
        void refused() {
            Managed vm = Recorded.objects("<objects><obj type=\"VirtualMachine\">vm-1</obj><missingSet>"
                            + "<path>config</path><fault><fault xsi:type=\"NoPermission\"/>"
                            + "<localizedMessage>no</localizedMessage></fault></missingSet></objects>")
                    .get(0);

            assertEquals("NoPermission", vm.refused().get("config"));
            assertTrue(vm.isDenied("config"));
            assertThrows(PermissionDeniedException.class, () -> vm.permitted("config"));
            assertFalse(vm.permitted("name").present());
        }
    }

    @Nested
    @DisplayName("refuses what would harm:")
    class Refuses {

        @TempDir
        Path folder;

        @Test
        @DisplayName("a file of this machine as an entity")
        void externalEntity() throws IOException {
            Path secret = Files.writeString(folder.resolve("secret"), "hidden");

            refuses(Recorded.stream("<!DOCTYPE e [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>"
                    + "<Envelope><Body><R><returnval><token>&x;</token></returnval></R></Body></Envelope>"));
        }

        @Test
        @DisplayName("entities that grow into each other")
        void bomb() {
            refuses(Recorded.stream("<!DOCTYPE e [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
                    + "<Envelope><Body><R><returnval><token>&b;</token></returnval></R></Body></Envelope>"));
        }

        @Test
        @DisplayName("a DTD that does nothing")
        void dtd() {
            refuses(Recorded.stream("<!DOCTYPE Envelope><Envelope><Body><R/></Body></Envelope>"));
        }

        @Test
        @DisplayName("elements too deep within each other")
        void deep() {
            String open = "<a>".repeat(100_000);

            refuses(Recorded.around("<returnval><objects><propSet><val>" + open));
        }

        @Test
        @DisplayName("too many elements")
        void many() {
            refuses("<returnval>" + "<a/>".repeat(100), new ReplyLimits(1 << 20, 50, 100));
        }

        @Test
        @DisplayName("too many bytes, be they one text or one name")
        void large() {
            ReplyLimits small = new ReplyLimits(10_000, 1000, 100);

            refuses("<returnval><token>" + "x".repeat(20_000) + "</token></returnval>", small);
            refuses("<returnval><a b=\"" + "x".repeat(20_000) + "\"/></returnval>", small);
        }

        @ParameterizedTest
        @DisplayName("what is no answer")
        @ValueSource(
                strings = {
                    "",
                    "hello",
                    "<html><body/></html>",
                    "<Envelope/>",
                    "<Envelope><Body/></Envelope>",
                    "<Envelope><Body><Fault/></Body></Envelope>",
                    "<Envelope><Body><R><returnval><objects/></returnval></R></Body></Envelope>",
                    "<Envelope><Body><R><returnval>"
                })
        void noAnswer(String reply) {
            refuses(Recorded.stream(reply));
        }
    }

    @Test
    @DisplayName("tells a connection that broke from a reply that is wrong")
    void broken() {
        InputStream breaking = new InputStream() {
            private final InputStream begin = Recorded.stream("<Envelope><Body><R><returnval>");

            @Override
            public int read() throws IOException {
                int next = begin.read();
                if (next < 0) {
                    throw new IOException("connection reset");
                }
                return next;
            }
        };

        assertThrows(IOException.class, () -> PropertyReader.page(breaking));
    }
}
