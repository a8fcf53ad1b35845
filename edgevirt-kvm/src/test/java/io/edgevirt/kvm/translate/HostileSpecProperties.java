package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Finding;
import io.edgevirt.Size;
import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.read.SnapshotText;
import io.edgevirt.kvm.read.VolumeText;
import io.edgevirt.kvm.xml.Dom;
import io.edgevirt.kvm.xml.HostileText;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.SwitchSpec;
import io.edgevirt.spi.VMSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.w3c.dom.Element;

/** Each text that a user gives: refused by a finding that names the field, or in XML exactly as it was given. */
@Label("Whatever a user asks for")
class HostileSpecProperties {

    private static String written(VMSpec spec, BootChoice boot, DiskChoice... disks) {
        return DomainXml.of(spec, Wanted.intel(), List.of(disks), List.of(), boot, List.of())
                .document();
    }

    /** Whether the text is refused; each refusal is INVALID, names the field, says why and what to do. */
    private static boolean refused(List<Finding> findings, String field) {
        List<Finding> failing =
                findings.stream().filter(f -> f.status() == Finding.Status.FAIL).toList();
        for (Finding f : failing) {
            assertEquals(Finding.Problem.INVALID, f.problem());
            assertTrue(f.id().startsWith(field), f.id() + " is not " + field);
            assertFalse(f.reason().isBlank());
            assertFalse(f.remedy().isBlank());
        }
        return !failing.isEmpty();
    }

    @Property(tries = 200)
    @Label("a name is refused, or the domain's name to the letter")
    void name(@ForAll("texts") String name) {
        VMSpec spec = new Machine(name).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "name")) {
            return;
        }
        String document = written(spec, BootChoice.NONE);

        assertEquals(Optional.of(name), DomainText.of(document).name());
        assertEquals(name, Dom.at(Dom.parse(document), "name").getTextContent());
        assertSameBut(document, "name");
    }

    @Property(tries = 200)
    @Label("a name that is accepted can be a file's")
    void fileName(@ForAll("texts") String name) {
        if (!refused(new NameRules().fileName("name", name).findings(), "name")) {
            assertFalse(name.isBlank() || name.contains("/") || name.equals(".") || name.equals(".."));
            assertTrue(name.getBytes(StandardCharsets.UTF_8).length <= 255);
        }
    }

    @Example
    @Label("a name that is a folder's own or its parent's is refused")
    void dots() {
        for (String name : List.of(".", "..")) {
            assertTrue(refused(new NameRules().fileName("name", name).findings(), "name"), name);
        }
    }

    @Property(tries = 200)
    @Label("a refusal repeats what was seen")
    void seen(@ForAll("texts") String name) {
        for (Finding f : new NameRules().fileName("name", name).findings()) {
            assertEquals(name, f.seen());
        }
    }

    @Property(tries = 200)
    @Label("a description is refused, or the domain's description to the letter")
    void description(@ForAll("texts") String text) {
        VMSpec spec = new Machine("edge-01").description(text).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "description")) {
            return;
        }
        String document = written(spec, BootChoice.NONE);

        assertEquals(text, DomainText.of(document).description().orElse(""));
        assertSameBut(document, "description");
    }

    @Property(tries = 200)
    @Label("tags are refused, or the machine's tags to the letter")
    void tags(@ForAll("texts") String key, @ForAll("any") String value) {
        Map<String, String> tags = Map.of(key, value);
        VMSpec spec = new Machine("edge-01").tags(tags).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "tag")) {
            return;
        }
        String document = written(spec, BootChoice.NONE);

        assertEquals(tags, DomainText.of(document).metadata().tags());
        Element tag = Dom.at(Dom.parse(document), "metadata/edgevirt:vm/edgevirt:tag");
        assertEquals(key, Dom.at(tag, "edgevirt:key").getTextContent());
        assertEquals(value, Dom.at(tag, "edgevirt:value").getTextContent());
        assertSameBut(document, "metadata");
    }

    @Property(tries = 200)
    @Label("a guest's system is refused, or the machine's system to the letter")
    void guestOs(@ForAll("systems") String system) {
        VMSpec spec = new Machine("edge-01").boot(Wanted.guestOs(system)).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "guestOs")) {
            return;
        }
        assertEquals(
                Optional.of(system),
                DomainText.of(written(spec, BootChoice.NONE)).metadata().guestOs());
    }

    @Property(tries = 200)
    @Label("a kernel's command line is refused, or the domain's to the letter")
    void commandLine(@ForAll("texts") String line) {
        VMSpec spec = new Machine("edge-01").boot(Wanted.kernel(line)).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "bootKernel.commandLine")) {
            return;
        }
        String document = written(spec, BootChoice.NONE);

        assertEquals(line, Dom.at(Dom.parse(document), "os/cmdline").getTextContent());
    }

    @Property(tries = 200)
    @Label("a path is refused, or the path of disk, image, kernel and note to the letter")
    void paths(@ForAll("texts") String path) {
        if (refused(new NameRules().path("path", path).findings(), "path")) {
            return;
        }
        DiskChoice plain = Wanted.disk("edge-01.qcow2", Size.gib(1), "vda");
        DiskChoice disk = new DiskChoice(
                plain.pool(), "v", path, "qcow2", plain.size(), true, plain.bus(), "vda", Optional.empty());
        String document = written(
                new Machine("edge-01").spec(),
                new BootChoice(
                        Optional.of(path), Optional.of(path), Optional.of(path), Optional.empty(), List.of(path)),
                disk);
        DomainText read = DomainText.of(document);
        Element domain = Dom.parse(document);

        assertEquals(Optional.of(path), read.disks().get(0).source());
        assertEquals(Optional.of(path), read.disks().get(1).source());
        assertEquals(List.of(path), read.metadata().files());
        assertEquals(path, Dom.at(domain, "devices/disk/source").getAttribute("file"));
        assertEquals(path, Dom.at(domain, "os/kernel").getTextContent());
        assertEquals(path, Dom.at(domain, "os/initrd").getTextContent());
    }

    @Property(tries = 200)
    @Label("a volume's name is refused, or the volume's name to the letter")
    void volume(@ForAll("texts") String name, @ForAll @LongRange(min = 0) long bytes) {
        if (refused(new NameRules().fileName("name", name).findings(), "name")) {
            return;
        }
        VolumeText read = VolumeText.of(
                VolumeXml.of(name, Size.ofBytes(bytes), true, "qcow2").document(), "p");

        assertEquals(name, read.info().name());
        assertEquals(Optional.of(Size.ofBytes(bytes)), read.info().size());
    }

    @Property(tries = 200)
    @Label("a snapshot's name and description are refused, or the snapshot's to the letter")
    void snapshot(@ForAll("texts") String name, @ForAll("any") String description) {
        NameRules rules = new NameRules().fileName("name", name).text("name.description", description);
        if (refused(rules.findings(), "name")) {
            return;
        }
        String document = SnapshotXml.of(new SnapshotSpec(Wanted.TOKEN, name, Optional.of(description), true, false))
                .document();
        SnapshotText read = SnapshotText.of(document, "");

        assertEquals(name, read.info().name());
        assertEquals(description, read.info().description().orElse(""));
        assertEquals(name, Dom.at(Dom.parse(document), "name").getTextContent());
    }

    @Property(tries = 200)
    @Label("a network's name and adapter are refused, or the network's to the letter")
    void network(@ForAll("texts") String text) {
        if (refused(new NameRules().line("name", text).findings(), "name")) {
            return;
        }
        var spec = new SwitchSpec(
                Wanted.TOKEN,
                text,
                SwitchInfo.Kind.EXTERNAL,
                Optional.of(text),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty());
        for (boolean bridge : List.of(true, false)) {
            NetworkText read = NetworkText.of(NetworkXml.of(spec, bridge).document(), true, "h");

            assertEquals(text, read.info().name());
            assertEquals(Optional.of(text), read.info().uplink());
        }
    }

    @Property(tries = 200)
    @Label("a network that an adapter is on is the adapter's to the letter")
    void nic(@ForAll("lines") String network) {
        for (boolean bridge : List.of(true, false)) {
            XmlElement xml = DeviceXml.nic(new NicChoice(Wanted.nic(network), bridge, network, false, "virtio"));
            XmlElement read = XmlElement.parse(xml.document());

            assertEquals(Optional.of(network), read.attributeAt("source", bridge ? "bridge" : "network"));
        }
    }

    @Property(tries = 200)
    @Label("memory is never less than was asked for, and no KiB more")
    void memory(@ForAll @LongRange(min = 1) long bytes) {
        VMSpec spec = new Machine("edge-01").memory(Size.ofBytes(bytes)).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "memory")) {
            assertTrue(bytes > Size.tib(64).bytes());
            return;
        }
        long read = DomainText.of(written(spec, BootChoice.NONE)).memory().bytes();

        assertTrue(read >= bytes && read - bytes < 1024, bytes + " became " + read);
    }

    @Property(tries = 200)
    @Label("processors are refused, or as many as were asked for, with room above")
    void cpus(@ForAll @IntRange(min = 1) int cpus) {
        VMSpec spec = new Machine("edge-01").cpus(cpus).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "cpus")) {
            assertTrue(cpus > 288);
            return;
        }
        DomainText read = DomainText.of(written(spec, BootChoice.NONE));

        assertEquals(cpus, read.cpus());
        assertTrue(read.maxCpus() >= cpus && read.maxCpus() <= 288);
    }

    @Property(tries = 200)
    @Label("processors to run on are refused, or the domain's to the letter")
    void pinning(@ForAll("cpuLists") String list) {
        VMSpec spec = new Machine("edge-01").pinned(list, false).spec();
        if (refused(SpecRules.of(spec, Wanted.intel()), "pinCpus")) {
            return;
        }
        assertEquals(
                list, Dom.at(Dom.parse(written(spec, BootChoice.NONE)), "vcpu").getAttribute("cpuset"));
    }

    @Property(tries = 200)
    @Label("metadata of another program, and all else that somebody wrote, stays when tags change")
    void metadataBeside(@ForAll("any") String foreign) {
        if (!HostileText.fitsXml(foreign)) {
            return;
        }
        XmlElement domain = new XmlElement("domain")
                .add(new XmlElement("metadata")
                        .add(new XmlElement("other:app")
                                .with("xmlns:other", "urn:other")
                                .text(foreign)));
        MetadataXml.into(domain, OwnMetadata.NONE.tagged(Map.of("a", "1")));
        MetadataXml.into(domain, OwnMetadata.of(domain).tagged(Map.of("b", foreign)));
        XmlElement read = XmlElement.parse(domain.document());

        assertEquals(foreign, read.first("metadata/other:app").orElseThrow().text());
        assertEquals(Map.of("a", "1", "b", foreign), OwnMetadata.of(read).tags());
        assertEquals(1, read.all("metadata/edgevirt:vm").size());
    }

    /** What is not the field in question is as in the plainest machine: nothing slipped out of the text. */
    private static void assertSameBut(String document, String element) {
        UnaryOperator<XmlElement> without = root -> root.removeAll(element);
        assertEquals(
                without.apply(XmlElement.parse(written(new Machine("edge-01").spec(), BootChoice.NONE)))
                        .document(),
                without.apply(XmlElement.parse(document)).document());
    }

    @Provide
    Arbitrary<String> any() {
        return HostileText.any();
    }

    @Provide
    Arbitrary<String> texts() {
        return HostileText.nonEmpty();
    }

    @Provide
    Arbitrary<String> lines() {
        return HostileText.nonEmpty().filter(HostileText::fitsAttribute);
    }

    @Provide
    Arbitrary<String> systems() {
        return Arbitraries.oneOf(HostileText.nonEmpty(), HostileText.nonEmpty().map(s -> "http://example.org/" + s));
    }

    /** As the engine lets them through: numbers of up to four digits and ranges, divided by commas. */
    @Provide
    Arbitrary<String> cpuLists() {
        Arbitrary<String> number = Arbitraries.oneOf(
                Arbitraries.integers().between(0, 9).map(String::valueOf),
                Arbitraries.of("007", "0-3", "2-9999", "9999"));
        return number.list().ofMinSize(1).ofMaxSize(3).map(n -> String.join(",", n));
    }
}
