package io.edgevirt.kvm;

import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.Json;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.read.SnapshotText;
import io.edgevirt.kvm.read.VolumeText;
import io.edgevirt.kvm.translate.MetadataXml;
import io.edgevirt.kvm.translate.NameRules;
import io.edgevirt.kvm.translate.SnapshotXml;
import io.edgevirt.kvm.translate.VolumeXml;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.kvm.xml.XmlRefused;
import io.edgevirt.spi.SnapshotSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

@Label("Whatever is handed over either is refused beforehand, or reads back equal:")
class HostileInputTest {

    @Provide
    Arbitrary<String> texts() {
        return HostileTexts.any();
    }

    @Property
    @Label("a text of an element")
    void text(@ForAll("texts") String text) {
        if (new NameRules().text("description", text).findings().isEmpty()) {
            XmlElement xml = new XmlElement("domain").add("description", text);
            DomainText read = DomainText.of(xml.document());
            assertEquals(text, read.description().orElse(""));
        }
    }

    @Property
    @Label("a name")
    void name(@ForAll("texts") String name) {
        if (new NameRules().fileName("name", name).findings().isEmpty()) {
            assertEquals(
                    Optional.of(name),
                    DomainText.of(new XmlElement("domain").add("name", name).document())
                            .name());
            assertFalse(name.contains("/") || name.isBlank());
            SnapshotSpec snapshot = new SnapshotSpec(UUID.randomUUID(), name, Optional.empty(), false, false);
            assertEquals(
                    name,
                    SnapshotText.of(SnapshotXml.of(snapshot).document(), name)
                            .info()
                            .id());
            assertEquals(
                    name,
                    VolumeText.of(VolumeXml.of(name, mib(1), true, "qcow2").document(), "p")
                            .info()
                            .name());
        }
    }

    @Property
    @Label("a path in an attribute")
    void path(@ForAll("texts") String path) {
        if (new NameRules().path("path", path).findings().isEmpty()) {
            XmlElement xml = new XmlElement("source").with("file", path);
            assertEquals(Optional.of(path), XmlElement.parse(xml.document()).attribute("file"));
        }
    }

    @Property
    @Label("a tag")
    void tag(@ForAll("texts") String key, @ForAll("texts") String value) {
        Map<String, String> tags = Map.of(key, value);
        if (new NameRules().tags(tags).findings().isEmpty()) {
            XmlElement domain = new XmlElement("domain");
            MetadataXml.into(domain, OwnMetadata.NONE.tagged(tags));
            assertEquals(
                    tags, OwnMetadata.of(XmlElement.parse(domain.document())).tags());
        }
    }

    @Property
    @Label("a refusal names the field, the value, what is accepted and what to do")
    void refusals(@ForAll("texts") String text) {
        List<io.edgevirt.Finding> found = new NameRules().fileName("name", text).findings();
        for (io.edgevirt.Finding f : found) {
            assertEquals("name", f.id());
            assertEquals(text, f.seen());
            assertFalse(f.reason().isBlank() || f.remedy().isBlank());
            assertEquals(io.edgevirt.Finding.Problem.INVALID, f.problem());
        }
    }

    @Property
    @Label("any element tree that can be written reads back equal")
    void tree(@ForAll("texts") String a, @ForAll("texts") String b) {
        XmlElement xml = new XmlElement("a")
                .with("x", a)
                .add(new XmlElement("b").text(b))
                .add("c", a);
        String document;
        try {
            document = xml.document();
        } catch (IllegalArgumentException e) {
            return;
        }
        XmlElement read = XmlElement.parse(document);
        assertEquals(a, read.attribute("x").orElseThrow());
        assertEquals(b, read.first("b").orElseThrow().text());
        assertEquals(document, read.document());
    }

    @Property
    @Label("a reader refuses what it cannot read, and never fails otherwise")
    void reader(@ForAll("texts") String text) {
        for (String document : List.of(text, "<domain>" + text + "</domain>", "<domain a='" + text + "'/>")) {
            try {
                DomainText.of(document).disks();
            } catch (XmlRefused e) {
                assertTrue(e.getMessage() != null);
            }
        }
    }

    @Property
    @Label("a text for the guest's agent")
    void json(@ForAll("texts") String text) {
        boolean carried = text.codePoints().noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        if (carried) { // no UTF-8 holds a lone surrogate
            assertEquals(Optional.of(Map.of("path", text)), Json.object(Json.write(Map.of("path", text))));
        }
    }

    @Property
    @Label("what a guest's agent answers, which may be anything")
    void answer(@ForAll("texts") String text) {
        Optional<Map<String, Object>> read = Json.object(text);
        assertTrue(read.isEmpty() || text.strip().startsWith("{"), text);
    }

    @Provide
    Arbitrary<String> damaged() {
        String whole = Golden.text("guide-vm.xml");
        return Arbitraries.integers()
                .between(0, whole.length() - 1)
                .flatMap(at -> HostileTexts.any()
                        .map(junk ->
                                whole.substring(0, at) + junk + whole.substring(Math.min(whole.length(), at + 1))));
    }

    @Property
    @Label("a damaged definition")
    void damage(@ForAll("damaged") String text) {
        try {
            DomainText domain = DomainText.of(text);
            domain.cpus();
            domain.memory();
            domain.hostDevices();
            domain.nested();
            domain.nics().forEach(n -> n.info());
            domain.metadata();
        } catch (XmlRefused e) {
            assertTrue(e.getMessage() != null);
        }
    }
}
