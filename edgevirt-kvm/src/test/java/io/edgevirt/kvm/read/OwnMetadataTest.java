package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.kvm.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("EdgeVirt's metadata")
class OwnMetadataTest {

    private static final String NS = "http://edgevirt.io/xmlns/libvirt/1.0";

    private static OwnMetadata read(String metadata) {
        return OwnMetadata.of(XmlElement.parse("<domain><metadata>" + metadata + "</metadata></domain>"));
    }

    @Test
    @DisplayName("is told by its namespace, whatever the prefix")
    void prefixes() {
        for (String p : List.of("edgevirt:", "x:", "")) {
            String declaration = p.isEmpty() ? "xmlns" : "xmlns:" + p.replace(":", "");
            OwnMetadata read = read("<P:vm D='NS'><P:tag><P:key>site</P:key><P:value>4</P:value></P:tag></P:vm>"
                    .replace("P:", p)
                    .replace("D=", declaration + "=")
                    .replace("NS", NS));

            assertEquals(Map.of("site", "4"), read.tags(), p);
        }
    }

    @Test
    @DisplayName("is not mistaken for another program's element of the same name")
    void others() {
        String other = "<edgevirt:vm xmlns:edgevirt='urn:other'><edgevirt:tag><edgevirt:key>site</edgevirt:key>"
                + "</edgevirt:tag></edgevirt:vm>";

        assertEquals(OwnMetadata.NONE, read(other));
        assertEquals(
                Optional.empty(),
                OwnMetadata.element(XmlElement.parse("<domain><metadata>" + other + "</metadata></domain>")));
    }

    @Test
    @DisplayName("has the guest's system from libosinfo where EdgeVirt noted none, and its own where it did")
    void guestOs() {
        String osinfo = "<l:libosinfo xmlns:l='http://libosinfo.org/xmlns/libvirt/domain/1.0'>"
                + "<l:os id='http://debian.org/debian/12'/></l:libosinfo>";
        String own = "<e:vm xmlns:e='" + NS + "'><e:guestOs>win11</e:guestOs></e:vm>";

        assertEquals(Optional.of("http://debian.org/debian/12"), read(osinfo).guestOs());
        assertEquals(Optional.of("win11"), read(osinfo + own).guestOs());
        assertEquals(
                Optional.of("http://debian.org/debian/12"),
                read(osinfo + "<e:vm xmlns:e='" + NS + "'/>").guestOs());
    }

    @Test
    @DisplayName("keeps blanks of tags, and reads a tag without a value as one with an empty value")
    void blanks() {
        OwnMetadata read = read("<e:vm xmlns:e='" + NS + "'><e:tag><e:key> a </e:key><e:value> b\n </e:value></e:tag>"
                + "<e:tag><e:key>c</e:key></e:tag></e:vm>");

        assertEquals(Map.of(" a ", " b\n ", "c", ""), read.tags());
    }

    @Test
    @DisplayName("with further tags has the old ones in their order, with new values in the old places")
    void tagged() {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put("b", "1");
        tags.put("a", "2");
        OwnMetadata own = OwnMetadata.NONE.tagged(tags).tagged(Map.of("b", "3")).tagged(Map.of("c", "4"));

        assertEquals(
                List.of("b=3", "a=2", "c=4"),
                own.tags().entrySet().stream().map(Object::toString).toList());
        assertThrows(UnsupportedOperationException.class, () -> own.tags().put("x", "y"));
    }

    @Test
    @DisplayName("with another mark or other files keeps all else")
    void changed() {
        OwnMetadata own = new OwnMetadata(Map.of("a", "b"), Optional.of("debian12"), List.of("/x"), false);

        assertEquals(new OwnMetadata(own.tags(), own.guestOs(), own.files(), true), own.linked(true));
        assertEquals(new OwnMetadata(own.tags(), own.guestOs(), List.of("/y"), false), own.files(List.of("/y")));
    }
}
