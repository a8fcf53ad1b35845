package io.edgevirt.kvm.translate;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Firmware;
import io.edgevirt.PciAddress;
import io.edgevirt.kvm.Golden;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.FileSource;
import io.edgevirt.spi.NicSpec;
import io.edgevirt.spi.VMSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A machine that is wanted becomes domain XML:")
class DomainXmlTest {

    private static XmlElement xml(Specs specs, HostFacts host) {
        return DomainXml.of(
                specs.spec(),
                host,
                List.of(Specs.disk("vda", gib(100), true)),
                List.of(Specs.nic("br0", true)),
                BootChoice.NONE,
                List.of());
    }

    @Nested
    @DisplayName("as it always was, for")
    class GoldenFiles {

        @Test
        @DisplayName("a plain machine on KVM")
        void plain() {
            Golden.matches("domain-plain-kvm.xml", xml(new Specs(), Specs.kvm()).document());
        }

        @Test
        @DisplayName("a plain machine where KVM does not execute")
        void emulated() {
            Golden.matches(
                    "domain-plain-emulated.xml",
                    xml(new Specs(), Specs.emulating()).document());
        }

        @Test
        @DisplayName("Windows with UEFI, secure boot and a TPM")
        void windows() {
            Specs specs = new Specs();
            specs.guestOs = Optional.of("win2k19");
            specs.firmware = Optional.of(Firmware.UEFI);
            specs.secureBoot = Optional.of(true);
            specs.tpm = true;
            Golden.matches(
                    "domain-windows.xml",
                    DomainXml.of(
                                    specs.spec(),
                                    Specs.kvm(),
                                    List.of(Specs.disk("sda", gib(100), true, io.edgevirt.DiskBus.SATA)),
                                    List.of(),
                                    new BootChoice(
                                            Optional.of("/isos/windows.iso"),
                                            Optional.empty(),
                                            Optional.empty(),
                                            Optional.empty(),
                                            List.of()),
                                    List.of())
                            .document());
        }

        @Test
        @DisplayName("everything at once: kernel, cloud-init, pinning, huge pages, devices, tags")
        void everything() {
            Specs specs = new Specs();
            specs.description = Optional.of("two\nlines & <more>");
            specs.tags = Map.of("site", "Zürich \uD83D\uDE00");
            specs.guestOs = Optional.of("http://debian.org/debian/12");
            specs.nested = Optional.of(true);
            specs.pinned = Optional.of("0-3");
            specs.hugepages = true;
            specs.devices = List.of(PciAddress.parse("0000:65:00.0"));
            specs.kernel = Optional.of(new VMSpec.KernelSpec(
                    new FileSource.Remote("/boot/k"), new FileSource.Remote("/boot/i"), "console=ttyS0 a=\"b\""));
            Golden.matches(
                    "domain-everything.xml",
                    DomainXml.of(
                                    specs.spec(),
                                    Specs.kvm(),
                                    List.of(Specs.disk("vda", gib(100), true), Specs.disk("vdb", mib(64), false)),
                                    List.of(Specs.nic("br0", true), Specs.nic("default", false)),
                                    new BootChoice(
                                            Optional.of("/isos/a.iso"),
                                            Optional.of("/boot/k"),
                                            Optional.of("/boot/i"),
                                            Optional.of("/var/lib/libvirt/images/seed.iso"),
                                            List.of("/var/lib/libvirt/images/seed.iso")),
                                    List.of(UUID.fromString("99999999-2222-4333-8444-555555555555")))
                            .document());
        }

        @Test
        @DisplayName("libvirt's driver for tests, without anything of QEMU's")
        void test() {
            Golden.matches("domain-test.xml", xml(new Specs(), Specs.test()).document());
        }
    }

    @Nested
    @DisplayName("it has room for more:")
    class Room {

        @Test
        @DisplayName("eight processors or twice as many, in one socket, but no more than the host gives")
        void cpus() {
            Specs specs = new Specs();
            specs.cpus = 2;
            XmlElement small = xml(specs, Specs.kvm());
            assertEquals("8", small.textAt("vcpu").orElseThrow());
            assertEquals("2", small.attributeAt("vcpu", "current").orElseThrow());
            assertEquals("8", small.attributeAt("cpu/topology", "cores").orElseThrow());
            specs.cpus = 200;
            assertEquals("288", xml(specs, Specs.kvm()).textAt("vcpu").orElseThrow());
        }

        @Test
        @DisplayName("eight free PCI Express ports beyond those that its devices take")
        void ports() {
            XmlElement domain = xml(new Specs(), Specs.kvm());
            long ports = domain.all("devices/controller").stream()
                    .filter(c -> c.attribute("model")
                            .filter("pcie-root-port"::equals)
                            .isPresent())
                    .count();
            assertEquals(
                    1 + 1 + 4 + DomainXml.SPARE_PORTS, ports, "disk, adapter, the four that all have, and spare ones");
        }

        @Test
        @DisplayName("an empty CD drive, since none can be added while it runs")
        void drive() {
            XmlElement drive = xml(new Specs(), Specs.kvm()).all("devices/disk").get(1);
            assertEquals("cdrom", drive.attribute("device").orElseThrow());
            assertTrue(drive.first("source").isEmpty());
            assertEquals("scsi", drive.attributeAt("target", "bus").orElseThrow());
        }
    }

    @Nested
    @DisplayName("its processor")
    class Processor {

        @Test
        @DisplayName("is the host's own, with virtualization, where that is asked for")
        void nested() {
            Specs specs = new Specs();
            specs.nested = Optional.of(true);
            XmlElement cpu = xml(specs, Specs.kvm()).first("cpu").orElseThrow();
            assertEquals("host-passthrough", cpu.attribute("mode").orElseThrow());
            assertEquals("require", cpu.attributeAt("feature", "policy").orElseThrow());
            assertEquals("vmx", cpu.attributeAt("feature", "name").orElseThrow());
        }

        @Test
        @DisplayName("has virtualization taken away where that is asked for")
        void notNested() {
            Specs specs = new Specs();
            specs.nested = Optional.of(false);
            XmlElement cpu = xml(specs, Specs.kvm()).first("cpu").orElseThrow();
            assertEquals("host-model", cpu.attribute("mode").orElseThrow());
            assertEquals("disable", cpu.attributeAt("feature", "policy").orElseThrow());
        }

        @Test
        @DisplayName("has nothing of the host's where it is emulated")
        void emulated() {
            XmlElement cpu = xml(new Specs(), Specs.emulating()).first("cpu").orElseThrow();
            assertTrue(cpu.attribute("mode").isEmpty());
        }
    }

    @Test
    @DisplayName("memory that is no whole KiB is rounded up, never down")
    void memory() {
        Specs specs = new Specs();
        specs.memory = io.edgevirt.Size.ofBytes(1024 * 1024 + 1);
        assertEquals("1025", xml(specs, Specs.kvm()).textAt("memory").orElseThrow());
    }

    @Test
    @DisplayName("an adapter has its MAC address, VLAN and filter")
    void nic() {
        NicChoice nic = new NicChoice(
                new NicSpec("ovs", Optional.of(20), Optional.of(false), Optional.of("52:54:00:12:34:56")),
                true,
                "ovs",
                true,
                "virtio");
        Golden.matches("nic-everything.xml", DeviceXml.nic(nic).document());
    }

    @Test
    @DisplayName("VNC listens on the host's loopback alone, for it has no password")
    void vnc() {
        XmlElement listen =
                xml(new Specs(), Specs.kvm()).first("devices/graphics/listen").orElseThrow();
        assertEquals("127.0.0.1", listen.attribute("address").orElseThrow());
    }

    @Test
    @DisplayName("disks are given by path: libvirt's AppArmor driver keeps QEMU from type='volume'")
    void byPath() {
        assertFalse(xml(new Specs(), Specs.kvm()).document().contains("type=\"volume\""));
    }
}
