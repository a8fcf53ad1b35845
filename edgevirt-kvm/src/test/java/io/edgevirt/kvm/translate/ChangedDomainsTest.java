package io.edgevirt.kvm.translate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Size;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.Change;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A definition")
class ChangedDomainsTest {

    private final XmlElement domain = XmlElement.parse(Samples.text("domain-running.xml"));

    @Nested
    @DisplayName("that is made a copy's")
    class Copies {

        private final UUID uuid = UUID.fromString("9d0e7b8c-6f2a-4c3a-9d5e-3b9c1d1e52a5");

        private DomainText copied(XmlElement original) {
            CloneXml.apply(
                    original,
                    "copy",
                    uuid,
                    Map.of(
                            "/var/lib/libvirt/images/edge-gateway-01.qcow2", "/copies/a.qcow2",
                            "/dev/vg0/edge-gateway-01-data", "/copies/b.qcow2",
                            "/boot/vmlinuz", "/copies/vmlinuz"),
                    Map.of("/dev/vg0/edge-gateway-01-data", "qcow2"),
                    OwnMetadata.NONE);
            return DomainText.of(original.document());
        }

        @Test
        @DisplayName("has the copy's name, uuid and files")
        void own() {
            DomainText copy = copied(domain);

            assertEquals(Optional.of("copy"), copy.name());
            assertEquals(Optional.of(uuid.toString()), copy.uuid());
            assertEquals(Optional.of("/copies/a.qcow2"), copy.disks().get(0).source());
            assertFalse(copy.xml().document().contains("golden.qcow2"), "the old chain of files");
        }

        @Test
        @DisplayName("has a file where a linked clone takes the place of a block device")
        void block() {
            XmlElement disk = copied(domain).disks().get(1).xml();

            assertEquals(Optional.of("file"), disk.attribute("type"));
            assertEquals(Optional.of("/copies/b.qcow2"), disk.attributeAt("source", "file"));
            assertEquals(Optional.empty(), disk.attributeAt("source", "dev"));
            assertEquals(Optional.of("qcow2"), disk.attributeAt("driver", "type"));
        }

        @Test
        @DisplayName("has no MAC address and no device of the original's, and variables of firmware of its own")
        void chosenAnew() {
            DomainText copy = copied(domain);

            assertTrue(copy.nics().stream().allMatch(n -> n.mac().isEmpty()));
            assertEquals(5, copy.nics().size());
            assertFalse(copy.xml().document().contains("vnet"));
            assertFalse(copy.xml().document().contains("edge-gateway-01_VARS.fd"));
            assertFalse(copy.xml().document().contains("domain-7-edge-gateway-01"));
            assertEquals(
                    Optional.of("/usr/share/OVMF/OVMF_VARS_4M.ms.fd"),
                    copy.xml().attributeAt("os/nvram", "template"));
        }

        @Test
        @DisplayName("has the kernel that was copied for it, and shares what was not")
        void kernel() {
            DomainText copy = copied(XmlElement.parse(
                    "<domain><os><kernel>/boot/vmlinuz</kernel><initrd>/boot/initrd.img</initrd></os></domain>"));

            assertEquals(Optional.of("/copies/vmlinuz"), copy.xml().textAt("os/kernel"));
            assertEquals(Optional.of("/boot/initrd.img"), copy.xml().textAt("os/initrd"));
        }

        @Test
        @DisplayName("has a generation of its own, and shows its guest its own uuid")
        void ids() {
            DomainText copy = copied(XmlElement.parse("<domain><genid>1c4f</genid><sysinfo type='smbios'><system>"
                    + "<entry name='uuid'>2f1c</entry><entry name='serial'>7</entry></system></sysinfo></domain>"));

            assertEquals("", copy.xml().first("genid").orElseThrow().text(), "libvirt makes a new one");
            assertEquals(
                    List.of(uuid.toString(), "7"),
                    copy.xml().all("sysinfo/system/entry").stream()
                            .map(XmlElement::text)
                            .toList());
        }

        @Test
        @DisplayName("has none of the original's metadata of EdgeVirt's, and all of other programs'")
        void metadata() {
            DomainText copy = copied(domain);

            assertEquals(Map.of(), copy.metadata().tags());
            assertFalse(copy.metadata().linkedClones());
            assertEquals(
                    Optional.of("http://debian.org/debian/12"), copy.metadata().guestOs());
        }
    }

    @Nested
    @DisplayName("that is reconfigured")
    class Reconfigured {

        private DomainText changed(
                Optional<Integer> cpus,
                Optional<Size> memory,
                Optional<Boolean> nested,
                Optional<String> description,
                Map<String, String> tags) {
            Change.Reconfigure change = new Change.Reconfigure(
                    cpus, memory, Optional.empty(), nested, description, tags, Optional.empty(), false);
            ReconfigureXml.apply(domain, change, "vmx");
            return DomainText.of(domain.document());
        }

        private DomainText cpus(int count) {
            return changed(Optional.of(count), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());
        }

        private DomainText nested(boolean on) {
            return changed(Optional.empty(), Optional.empty(), Optional.of(on), Optional.empty(), Map.of());
        }

        private DomainText words(String description, Map<String, String> tags) {
            return changed(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(description), tags);
        }

        @Test
        @DisplayName("by nothing stays as it was, to the letter")
        void nothing() {
            String before = domain.document();
            DomainText read = changed(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of());

            assertEquals(before, read.xml().document());
        }

        @Test
        @DisplayName("has more processors within its room")
        void cpusWithin() {
            DomainText read = cpus(3);

            assertEquals(3, read.cpus());
            assertEquals(4, read.maxCpus());
        }

        @Test
        @DisplayName("has more processors than it had room for, with a topology that holds them")
        void cpusBeyond() {
            DomainText read = cpus(6);

            assertEquals(6, read.cpus());
            assertEquals(6, read.maxCpus());
            assertEquals(Optional.empty(), read.xml().attributeAt("vcpu", "current"));
            assertEquals(Optional.of("6"), read.xml().attributeAt("cpu/topology", "cores"));
        }

        @Test
        @DisplayName("has other memory, all of which it starts with")
        void memory() {
            DomainText read =
                    changed(Optional.empty(), Optional.of(Size.gib(12)), Optional.empty(), Optional.empty(), Map.of());

            assertEquals(Size.gib(12), read.memory());
            assertEquals(Size.gib(12), read.maxMemory());
        }

        @Test
        @DisplayName("has virtualization exposed, or not, and says so when it is read")
        void nesting() {
            assertEquals(Optional.of(true), nested(true).nested());
            assertEquals(Optional.of(false), nested(false).nested());
        }

        @Test
        @DisplayName("has another description, or none")
        void description() {
            assertEquals(Optional.of("new"), words("new", Map.of()).description());
            assertEquals(Optional.empty(), words("", Map.of()).description());
        }

        @Test
        @DisplayName("has further tags beside the old ones, and keeps its marks")
        void tags() {
            OwnMetadata read = words("", Map.of("owner", "ops", "new", "<1>")).metadata();

            assertEquals(Map.of("site", "hall 4", "owner", "ops", "new", "<1>"), read.tags());
            assertTrue(read.linkedClones());
        }
    }

    @Test
    @DisplayName("from which EdgeVirt's metadata are taken keeps those of other programs")
    void metadataTaken() {
        String other = "<x:y xmlns:x=\"urn:other\" x:a=\"1\">kept</x:y>";
        XmlElement xml = XmlElement.parse("<domain><metadata>" + other + "</metadata></domain>");
        MetadataXml.into(xml, OwnMetadata.NONE.tagged(Map.of("k", "v")));

        MetadataXml.into(xml, OwnMetadata.NONE);

        assertTrue(xml.document().contains(other), xml.document());
        assertFalse(xml.document().contains("edgevirt"), xml.document());
    }

    @Nested
    @DisplayName("that is made for the emulator")
    class Emulated {

        @Test
        @DisplayName("has the guide's machine but for what only KVM has, and leaves the original as it is")
        void guide() {
            XmlElement guide = XmlElement.parse(Samples.text("domain-guide.xml"));
            String before = guide.document();
            DomainText emulated = new DomainText(EmulatedXml.of(guide, Wanted.emulated()));

            assertEquals(before, guide.document());
            assertEquals("qemu", emulated.type());
            assertEquals(Optional.empty(), emulated.xml().first("cpu"));
            assertEquals(Size.gib(8), emulated.memory());
            assertEquals(
                    new DomainText(guide).disks().get(0).source(),
                    emulated.disks().get(0).source());
        }

        @Test
        @DisplayName("keeps a processor that is named, and its topology")
        void topology() {
            XmlElement kvm = XmlElement.parse("<domain type='kvm'><cpu mode='host-model' check='partial'>"
                    + "<topology sockets='1' cores='2' threads='1'/><feature policy='require' name='vmx'/></cpu>"
                    + "<clock><timer name='kvmclock' present='yes'/><timer name='rtc'/></clock></domain>");
            XmlElement emulated = EmulatedXml.of(kvm, Wanted.emulated());

            assertEquals(1, emulated.all("cpu/topology").size());
            assertEquals(List.of(), emulated.all("cpu/feature"));
            assertEquals(1, emulated.all("clock/timer").size());
        }
    }
}
