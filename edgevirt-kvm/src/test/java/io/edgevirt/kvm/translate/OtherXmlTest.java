package io.edgevirt.kvm.translate;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.Golden;
import io.edgevirt.kvm.read.DomainText;
import io.edgevirt.kvm.read.NetworkText;
import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.Change;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.SwitchSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Other things that are wanted become XML:")
class OtherXmlTest {

    private static SwitchSpec network(SwitchInfo.Kind kind, String nic, String cidr) {
        return new SwitchSpec(
                Specs.TOKEN,
                "lab",
                kind,
                Optional.of(nic).filter(n -> !n.isEmpty()),
                Optional.of(cidr).filter(c -> !c.isEmpty()),
                true,
                Optional.empty(),
                Optional.empty());
    }

    @Nested
    @DisplayName("a volume")
    class Volumes {

        @Test
        @DisplayName("that fills as it is used")
        void thin() {
            Golden.matches(
                    "volume-thin.xml",
                    VolumeXml.of(Specs.disk("vda", gib(100), true)).document());
        }

        @Test
        @DisplayName("that takes all its space at once")
        void thick() {
            Golden.matches(
                    "volume-thick.xml",
                    VolumeXml.of(Specs.disk("vda", gib(1), false)).document());
        }

        @Test
        @DisplayName("of a linked clone, on top of the original's")
        void linked() {
            DiskChoice base = Specs.disk("vda", gib(1), true);
            DiskChoice linked = new DiskChoice(
                    base.pool(),
                    "clone.qcow2",
                    "/var/lib/libvirt/images/clone.qcow2",
                    "qcow2",
                    base.size(),
                    true,
                    base.bus(),
                    "",
                    Optional.of(new DiskChoice.Base(base.path(), "qcow2")));
            Golden.matches("volume-linked.xml", VolumeXml.of(linked).document());
        }
    }

    @Nested
    @DisplayName("a network")
    class Networks {

        private SwitchInfo readBack(XmlElement xml) {
            return NetworkText.of(xml.document(), true, "edge").info();
        }

        @Test
        @DisplayName("with address translation and DHCP")
        void nat() {
            XmlElement xml = NetworkXml.of(network(SwitchInfo.Kind.NAT, "", "192.168.150.0/24"), false);
            Golden.matches("network-nat.xml", xml.document());
            assertEquals(SwitchInfo.Kind.NAT, readBack(xml).kind());
            assertEquals(Optional.of("192.168.150.0/24"), readBack(xml).cidr());
        }

        @Test
        @DisplayName("with routing, over IPv6")
        void routed() {
            XmlElement xml = NetworkXml.of(network(SwitchInfo.Kind.ROUTED, "", "fd00:1::/64"), false);
            Golden.matches("network-routed.xml", xml.document());
            assertEquals(SwitchInfo.Kind.ROUTED, readBack(xml).kind());
        }

        @Test
        @DisplayName("for guests and host, and for guests alone")
        void closed() {
            XmlElement internal = NetworkXml.of(network(SwitchInfo.Kind.INTERNAL, "", "192.168.140.0/24"), false);
            XmlElement isolated = NetworkXml.of(network(SwitchInfo.Kind.ISOLATED, "", ""), false);
            Golden.matches("network-internal.xml", internal.document());
            Golden.matches("network-isolated.xml", isolated.document());
            assertEquals(SwitchInfo.Kind.INTERNAL, readBack(internal).kind());
            assertEquals(SwitchInfo.Kind.ISOLATED, readBack(isolated).kind());
        }

        @Test
        @DisplayName("on a bridge of the host's, and on an adapter that is none")
        void external() {
            XmlElement bridge = NetworkXml.of(network(SwitchInfo.Kind.EXTERNAL, "br0", ""), true);
            XmlElement adapter = NetworkXml.of(network(SwitchInfo.Kind.EXTERNAL, "eno1", ""), false);
            Golden.matches("network-bridge.xml", bridge.document());
            Golden.matches("network-adapter.xml", adapter.document());
            assertEquals(SwitchInfo.Kind.EXTERNAL, readBack(bridge).kind());
            assertEquals(Optional.of("br0"), readBack(bridge).uplink());
            assertEquals(Optional.of("eno1"), readBack(adapter).uplink());
        }
    }

    @Test
    @DisplayName("a snapshot")
    void snapshot() {
        SnapshotSpec spec =
                new SnapshotSpec(Specs.TOKEN, "pre-upgrade", Optional.of("Before K8s upgrade"), true, false);
        Golden.matches("snapshot.xml", SnapshotXml.of(spec).document());
    }

    @Test
    @DisplayName("the probe of KVM")
    void probe() {
        Golden.matches("probe.xml", ProbeXml.of(Specs.TOKEN, "x86_64").document());
    }

    private static XmlElement guide() {
        return XmlElement.parse(Golden.text("guide-vm.xml"));
    }

    @Nested
    @DisplayName("a domain for KVM that has to be emulated")
    class Emulated {

        @Test
        @DisplayName("loses what names the host's processor, and nothing else")
        void guide() {
            Golden.matches(
                    "guide-emulated.xml",
                    EmulatedXml.of(OtherXmlTest.guide(), Specs.emulating()).document());
        }

        @Test
        @DisplayName("leaves the original alone")
        void original() {
            XmlElement original = OtherXmlTest.guide();
            EmulatedXml.of(original, Specs.emulating());
            assertEquals(OtherXmlTest.guide().document(), original.document());
        }
    }

    @Nested
    @DisplayName("a copy")
    class Copies {

        private XmlElement original() {
            return XmlElement.parse("<domain type='kvm'><name>a</name><uuid>u</uuid><genid>g</genid>"
                    + "<metadata><edgevirt:vm xmlns:edgevirt='" + OwnMetadata.NAMESPACE + "'><edgevirt:linkedClones/>"
                    + "</edgevirt:vm><x:y xmlns:x='urn:other'>kept</x:y></metadata>"
                    + "<sysinfo type='smbios'><system><entry name='uuid'>u</entry></system></sysinfo>"
                    + "<os><kernel>/p/k</kernel><nvram template='/t.fd'>/a_VARS.fd</nvram></os><devices>"
                    + "<disk type='file' device='disk'><driver name='qemu' type='raw'/><source file='/p/a.img'/>"
                    + "<target dev='vda'/></disk><interface type='bridge'><mac address='52:54:00:00:00:01'/>"
                    + "<source bridge='br0'/><target dev='tap7'/></interface></devices></domain>");
        }

        @Test
        @DisplayName("has name, uuid and files of its own, and what libvirt chooses it chooses anew")
        void own() {
            XmlElement xml = original();
            CloneXml.apply(
                    xml,
                    "b",
                    Specs.TOKEN,
                    Map.of("/p/a.img", "/p/b.qcow2", "/p/k", "/p/k2"),
                    Map.of("/p/a.img", "qcow2"),
                    OwnMetadata.NONE.tagged(Map.of("t", "v")));
            Golden.matches("clone.xml", xml.document());
        }
    }

    @Nested
    @DisplayName("other figures in a definition")
    class Reconfigured {

        private XmlElement changed(Change.Reconfigure change) {
            XmlElement xml =
                    DomainXml.of(new Specs().spec(), Specs.kvm(), List.of(), List.of(), BootChoice.NONE, List.of());
            ReconfigureXml.apply(xml, change, "vmx");
            return xml;
        }

        private Change.Reconfigure change(Integer cpus, io.edgevirt.Size memory, Boolean nested) {
            return new Change.Reconfigure(
                    Optional.ofNullable(cpus),
                    Optional.ofNullable(memory),
                    Optional.empty(),
                    Optional.ofNullable(nested),
                    Optional.of("new"),
                    Map.of("k", "v"),
                    Optional.empty(),
                    false);
        }

        @Test
        @DisplayName("read back as they were asked for")
        void readBack() {
            DomainText domain = new DomainText(changed(change(6, gib(16), true)));
            assertEquals(6, domain.cpus());
            assertEquals(8, domain.maxCpus());
            assertEquals(gib(16), domain.memory());
            assertEquals(gib(16), domain.maxMemory());
            assertEquals(Optional.of(true), domain.nested());
            assertEquals(Optional.of("new"), domain.description());
            assertEquals(Map.of("k", "v"), domain.metadata().tags());
        }

        @Test
        @DisplayName("more processors than there was room for widen the topology")
        void moreCpus() {
            XmlElement xml = changed(change(12, null, null));
            assertEquals("12", xml.textAt("vcpu").orElseThrow());
            assertEquals("12", xml.attributeAt("cpu/topology", "cores").orElseThrow());
            assertTrue(xml.attributeAt("vcpu", "current").isEmpty());
        }

        @Test
        @DisplayName("virtualization is taken away by the processor's feature")
        void notNested() {
            assertEquals(Optional.of(false), new DomainText(changed(change(null, null, false))).nested());
        }

        @Test
        @DisplayName("another program's metadata stay")
        void metadata() {
            XmlElement xml = XmlElement.parse(
                    "<domain><metadata><x:y xmlns:x='urn:other' x:a='1'>kept</x:y></metadata></domain>");
            MetadataXml.into(xml, OwnMetadata.NONE.tagged(Map.of("k", "v")));
            MetadataXml.into(xml, OwnMetadata.NONE);
            assertTrue(xml.document().contains("<x:y xmlns:x=\"urn:other\" x:a=\"1\">kept</x:y>"), xml.document());
            assertFalse(xml.document().contains("edgevirt"), xml.document());
        }
    }

    @Test
    @DisplayName("names of disks go from a to z, then to aa")
    void targets() {
        List<String> used = new java.util.ArrayList<>();
        for (int i = 0; i < 28; i++) {
            used.add(Targets.next(used, io.edgevirt.DiskBus.VIRTIO));
        }
        assertEquals("vda", used.get(0));
        assertEquals("vdz", used.get(25));
        assertEquals("vdab", used.get(27));
    }

    @Test
    @DisplayName("data for cloud-init never become part of its own description")
    void seed() {
        String meta = CloudSeed.metadata("x\", \"evil\": \"y", Specs.TOKEN);
        assertEquals("{\"instance-id\": \"" + Specs.TOKEN + "\"}\n", meta);
        assertTrue(CloudSeed.metadata("edge-01", Specs.TOKEN).contains("\"local-hostname\": \"edge-01\""));
    }
}
