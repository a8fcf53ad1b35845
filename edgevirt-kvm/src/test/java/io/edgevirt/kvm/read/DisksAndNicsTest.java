package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.NicInfo;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("In domain XML")
class DisksAndNicsTest {

    private final DomainText running = DomainText.of(Samples.text("domain-running.xml"));

    @Nested
    @DisplayName("a disk")
    class Disks {

        private <T> List<T> each(Function<DiskElement, T> what) {
            return running.disks().stream().map(what).toList();
        }

        private DiskElement disk(String id) {
            return running.disks().stream()
                    .filter(d -> d.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }

        @Test
        @DisplayName("is told by its target's name, in the order of the definition")
        void ids() {
            assertEquals(List.of("vda", "sda", "vdb", "hda", "sdy", "sdz", "fda"), each(DiskElement::id));
        }

        @Test
        @DisplayName("is a disk, a CD drive, or neither")
        void kinds() {
            assertEquals(List.of(true, true, true, true, false, false, false), each(DiskElement::isDisk));
            assertEquals(List.of(false, false, false, false, true, true, false), each(DiskElement::isCdrom));
        }

        @Test
        @DisplayName("is a disk also where nothing is said, and where a LUN is passed through")
        void defaults() {
            assertTrue(new DiskElement(XmlElement.parse("<disk/>")).isDisk());
            assertTrue(new DiskElement(XmlElement.parse("<disk device='lun'/>")).isDisk());
            assertFalse(new DiskElement(XmlElement.parse("<disk/>")).isCdrom());
        }

        @Test
        @DisplayName("lies in a file, on a device, on the network or in a pool; an empty drive lies nowhere")
        void sources() {
            assertEquals(
                    List.of(
                            Optional.of("/var/lib/libvirt/images/edge-gateway-01.qcow2"),
                            Optional.of("/dev/vg0/edge-gateway-01-data"),
                            Optional.of("edge/edge-gateway-01-logs"),
                            Optional.of("default:edge-gateway-01-scratch.img"),
                            Optional.of("/var/lib/libvirt/images/debian-12.iso"),
                            Optional.empty(),
                            Optional.of("/var/lib/libvirt/images/drivers.img")),
                    each(DiskElement::source));
        }

        @Test
        @DisplayName("is not mistaken for the file it builds on")
        void backing() {
            assertEquals(
                    Optional.of("/var/lib/libvirt/images/edge-gateway-01.qcow2"),
                    disk("vda").source());
            assertEquals(Optional.of("qcow2"), disk("vda").format());
        }

        @Test
        @DisplayName("has a format where its driver is told one")
        void formats() {
            assertEquals(Optional.of("raw"), disk("sdy").format());
            assertEquals(Optional.empty(), disk("sdz").format());
        }

        @Test
        @DisplayName("has a bus where EdgeVirt has a name for it")
        void buses() {
            assertEquals(
                    List.of(
                            Optional.of(DiskBus.VIRTIO),
                            Optional.of(DiskBus.SCSI),
                            Optional.of(DiskBus.VIRTIO),
                            Optional.of(DiskBus.IDE),
                            Optional.of(DiskBus.SATA),
                            Optional.of(DiskBus.SATA),
                            Optional.empty()),
                    each(DiskElement::bus));
        }

        @Test
        @DisplayName("is read-only where it says so, and every CD drive is")
        void readOnly() {
            assertEquals(List.of(false, false, false, true, true, true, false), each(DiskElement::readOnly));
            assertTrue(new DiskElement(XmlElement.parse("<disk device='cdrom'/>")).readOnly());
        }

        @Test
        @DisplayName("has neither id nor bus nor place where none is written")
        void nothing() {
            DiskElement disk = new DiskElement(XmlElement.parse("<disk><source pool='default'/></disk>"));

            assertEquals("", disk.id());
            assertEquals(Optional.empty(), disk.bus());
            assertEquals(Optional.empty(), disk.source());
        }
    }

    @Nested
    @DisplayName("a network adapter")
    class Nics {

        private <T> List<T> each(Function<NicInfo, T> what) {
            return running.nics().stream().map(NicElement::info).map(what).toList();
        }

        private NicInfo nic(String inner) {
            return new NicElement(XmlElement.parse("<interface type='network'>" + inner + "</interface>")).info();
        }

        @Test
        @DisplayName("is told by its MAC address, in lower case")
        void macs() {
            assertEquals(
                    List.of(
                            "52:54:00:b9:3d:76",
                            "52:54:00:63:9a:c2",
                            "52:54:00:0d:a1:b3",
                            "52:54:00:5b:77:01",
                            "52:54:00:1d:15:47"),
                    each(NicInfo::id));
            assertEquals(each(NicInfo::id), each(n -> n.mac().orElseThrow()));
        }

        @Test
        @DisplayName("is on a network, a bridge or an adapter of the host's; one of QEMU's own is on none")
        void networks() {
            assertEquals(
                    List.of(
                            Optional.of("default"),
                            Optional.of("ovsbr0"),
                            Optional.of("eno1"),
                            Optional.of("br1"),
                            Optional.empty()),
                    each(NicInfo::network));
        }

        @Test
        @DisplayName("has a VLAN where its traffic has one tag, and none where it is a trunk")
        void vlans() {
            assertEquals(
                    List.of(Optional.empty(), Optional.of(42), Optional.empty(), Optional.empty(), Optional.empty()),
                    each(NicInfo::vlan));
        }

        @Test
        @DisplayName("has no VLAN where the tag is no number")
        void vlanGarbage() {
            assertEquals(Optional.empty(), nic("<vlan><tag id='x'/></vlan>").vlan());
            assertEquals(Optional.empty(), nic("<vlan><tag/></vlan>").vlan());
            assertEquals(Optional.empty(), nic("<vlan/>").vlan());
        }

        @Test
        @DisplayName("may send from other MAC addresses unless a filter that is known forbids it")
        void spoofing() {
            assertEquals(
                    List.of(
                            Optional.of(true),
                            Optional.of(false),
                            Optional.empty(),
                            Optional.of(false),
                            Optional.of(true)),
                    each(NicInfo::macSpoofing));
        }

        @Test
        @DisplayName("of the host's own hardware may or may not: its driver decides, and libvirt does not tell")
        void spoofingOfHardware() {
            NicInfo virtualFunction = new NicElement(XmlElement.parse("""
                                    <interface type='hostdev' managed='yes'>
                                      <mac address='52:54:00:6d:90:02'/>
                                      <source>
                                        <address type='pci' domain='0x0000' bus='0x3b' slot='0x02' function='0x0'/>
                                      </source>
                                    </interface>
                                    """)).info();

            assertEquals(Optional.empty(), virtualFunction.macSpoofing());
            assertEquals(Optional.empty(), virtualFunction.network());
        }
    }
}
