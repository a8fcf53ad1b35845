package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The version of the API")
class VersionsTest {

    private static Optional<String> chosen(String... offered) throws XMLStreamException {
        StringBuilder file = new StringBuilder("<?xml version=\"1.0\"?><namespaces version=\"1.0\"><namespace>"
                + "<name>urn:vsan</name><version>9.9.9</version></namespace><namespace><name>urn:vim25</name><version>"
                + offered[0] + "</version><priorVersions>");
        for (int i = 1; i < offered.length; i++) {
            file.append("<version>").append(offered[i]).append("</version>");
        }
        file.append("</priorVersions></namespace></namespaces>");
        return Versions.newest(new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)))
                .map(ApiVersion::text);
    }

    @Test
    @DisplayName("is the newest that the server offers")
    void newest() throws XMLStreamException {
        assertEquals(Optional.of("8.0.3.0"), chosen("8.0.3.0", "8.0.2.0", "7.0.3.2", "6.7", "2.5u2"));
    }

    @Test
    @DisplayName("is one before, where the server's newest is not known here")
    void known() throws XMLStreamException {
        assertEquals(Optional.of("9.0.1.0"), chosen("10.1.0.0", "9.1.0.0", "9.0.1.0", "9.0.0.0"));
    }

    @Test
    @DisplayName("is left open by a server that offers nothing readable")
    void none() throws XMLStreamException {
        assertEquals(Optional.empty(), chosen("next"));
    }

    @ParameterizedTest(name = "{0} is at least {1}.{2}: {3}")
    @CsvSource({"6.5,6,5,true", "6.5,6,7,false", "8.0.3.0,8,0,true", "10.0,9,9,true", "7.0,7,1,false"})
    @DisplayName("is compared number by number")
    void compared(String version, int major, int minor, boolean wanted) {
        assertEquals(wanted, ApiVersion.parse(version).orElseThrow().atLeast(major, minor));
        assertTrue(ApiVersion.parse(version)
                        .orElseThrow()
                        .compareTo(ApiVersion.parse("1.0").orElseThrow())
                > 0);
    }
}
