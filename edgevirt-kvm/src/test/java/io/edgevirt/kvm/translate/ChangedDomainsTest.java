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
                            "/dev/vg0/edge-gateway-01-data", "/copies/b.qcow2"),
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

        private Change.Reconfigure change() {
            return new Change.Reconfigure(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    false);
        }

        private DomainText applied(XmlElement root, Change.Reconfigure change) {
            ReconfigureXml.apply(root, change, "vmx");
            return DomainText.of(root.document());
        }

        private Change.Reconfigure cpus(int count) {
            return new Change.Reconfigure(
                    Optional.of(count),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    false);
        }

        @Test
        @DisplayName("by nothing stays as it was, to the letter")
        void nothing() {
            String before = domain.document();

            assertEquals(before, applied(domain, change()).xml().document());
        }

        @Test
        @DisplayName("has more processors within its room")
        void cpusWithin() {
            DomainText read = applied(domain, cpus(3));

            assertEquals(3, read.cpus());
            assertEquals(4, read.maxCpus());
        }

        @Test
        @DisplayName("has more processors than it had room for, with a topology that holds them")
        void cpusBeyond() {
            DomainText read = applied(domain, cpus(6));

            assertEquals(6, read.cpus());
            assertEquals(6, read.maxCpus());
            assertEquals(Optional.of("6"), read.xml().attributeAt("cpu/topology", "cores"));
        }

        @Test
        @DisplayName("has other memory, all of which it starts with")
        void memory() {
            DomainText read = applied(
                    domain,
                    new Change.Reconfigure(
                            Optional.empty(),
                            Optional.of(Size.gib(12)),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Map.of(),
                            Optional.empty(),
                            false));

            assertEquals(Size.gib(12), read.memory());
            assertEquals(Size.gib(12), read.maxMemory());
        }

        @Test
        @DisplayName("has virtualization exposed, or not, and says so when it is read")
        void nested() {
            for (boolean on : List.of(true, false)) {
                DomainText read = applied(
                        domain.copy(),
                        new Change.Reconfigure(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(on),
                                Optional.empty(),
                                Map.of(),
                                Optional.empty(),
                                false));

                assertEquals(Optional.of(on), read.nested());
            }
        }

        @Test
        @DisplayName("has another description, or none, and further tags beside the old ones")
        void words() {
            DomainText read = applied(
                    domain,
                    new Change.Reconfigure(
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(""),
                            Map.of("owner", "ops", "new", "<1>"),
                            Optional.empty(),
                            false));

            assertEquals(Optional.empty(), read.description());
            assertEquals(
                    Map.of("site", "hall 4", "owner", "ops", "new", "<1>"),
                    read.metadata().tags());
            assertTrue(read.metadata().linkedClones(), "marks stay");
        }
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

    @Test
    @DisplayName("of a machine on AMD's processors has virtualization taken away when that is asked for")
    void notNestedOnAmd() {
        XmlElement domain =
                DomainXml.of(Wanted.nested(false), Wanted.amd(), List.of(), List.of(), BootChoice.NONE, List.of());

        assertEquals(Optional.of(false), new DomainText(domain).nested());
    }
}
