package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.kvm.xml.XmlElement;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

@Tag("peer")
@EnabledIf(value = "installed", disabledReason = "virt-xml-validate, of the package libvirt-clients, is not here")
@DisplayName("libvirt's own schemas")
class SchemaTest {

    private static final String TOOL = "virt-xml-validate";

    @TempDir
    Path folder;

    static boolean installed() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(p -> Files.isExecutable(Path.of(p, TOOL)));
    }

    /** What the tool said; empty if it accepted the document. */
    private String complaints(XmlElement document, String schema) throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("document.xml"), document.document());
        Path said = folder.resolve("said.txt");
        Process tool = new ProcessBuilder(TOOL, file.toString(), schema)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        if (!tool.waitFor(120, TimeUnit.SECONDS)) {
            tool.destroyForcibly();
            throw new IOException(TOOL + " does not end");
        }
        return tool.exitValue() == 0 ? "" : Files.readString(said, StandardCharsets.UTF_8);
    }

    private static String schema(String name) {
        return switch (name.substring(0, name.indexOf('-'))) {
            case "volume" -> "storagevol";
            case "snapshot" -> "domainsnapshot";
            case "network" -> "network";
            default -> "domain";
        };
    }

    /** A device has no schema of its own, so it goes into the guide's machine. */
    private static XmlElement whole(String name, XmlElement document) {
        if (!name.startsWith("device-")) {
            return document;
        }
        XmlElement domain = Documents.all().get("domain-guide");
        domain.need("devices").add(document);
        return domain;
    }

    @TestFactory
    @DisplayName("accept every document:")
    Stream<DynamicTest> accepted() {
        return Documents.all().entrySet().stream()
                .map(d -> DynamicTest.dynamicTest(
                        d.getKey(),
                        () -> assertEquals(
                                "", complaints(whole(d.getKey(), d.getValue()), schema(d.getKey())), d.getKey())));
    }

    @Test
    @DisplayName("refuse what is none (so that their silence means something)")
    void refused() throws Exception {
        XmlElement domain = Documents.all().get("domain-guide");
        domain.need("devices").add(new XmlElement("teleporter"));

        assertTrue(complaints(domain, "domain").contains("fails to validate"));
    }
}
