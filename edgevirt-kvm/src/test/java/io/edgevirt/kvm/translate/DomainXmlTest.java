package io.edgevirt.kvm.translate;

import static io.edgevirt.Size.gib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.edgevirt.Size;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is decided, one by one; {@link DocumentsTest} has the whole documents. */
@DisplayName("A machine that is wanted becomes domain XML:")
class DomainXmlTest {

    private final Machine machine = new Machine("edge-01");

    @Nested
    @DisplayName("it has room for more:")
    class Room {

        @Test
        @DisplayName("eight processors where twice as many as it has would be fewer, in one socket")
        void few() {
            XmlElement small = machine.on(Wanted.intel());

            assertEquals(Optional.of("2"), small.attributeAt("vcpu", "current"));
            assertEquals(Optional.of("8"), small.textAt("vcpu"));
            assertEquals(Optional.of("1"), small.attributeAt("cpu/topology", "sockets"));
            assertEquals(Optional.of("8"), small.attributeAt("cpu/topology", "cores"));
        }

        @Test
        @DisplayName("no more processors than the host gives")
        void many() {
            assertEquals(
                    Optional.of("288"), machine.cpus(200).on(Wanted.intel()).textAt("vcpu"));
        }

        @Test
        @DisplayName("eight free PCI Express ports beyond those that its devices take")
        void ports() {
            XmlElement domain = DomainXml.of(
                    machine.spec(),
                    Wanted.intel(),
                    List.of(Wanted.disk("edge-01.qcow2", gib(100), "vda")),
                    List.of(Wanted.on("default")),
                    BootChoice.NONE,
                    List.of());

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
            XmlElement drive = machine.on(Wanted.intel()).first("devices/disk").orElseThrow();

            assertEquals(Optional.of("cdrom"), drive.attribute("device"));
            assertEquals(Optional.empty(), drive.first("source"));
            assertEquals(Optional.of("scsi"), drive.attributeAt("target", "bus"));
        }
    }

    @Nested
    @DisplayName("its processor")
    class Processor {

        private XmlElement cpu(HostFacts host) {
            return machine.on(host).first("cpu").orElseThrow();
        }

        @Test
        @DisplayName("is the host's own, with virtualization, where that is asked for")
        void nested() {
            machine.nested(true);
            XmlElement cpu = cpu(Wanted.intel());

            assertEquals(Optional.of("host-passthrough"), cpu.attribute("mode"));
            assertEquals(Optional.of("require"), cpu.attributeAt("feature", "policy"));
            assertEquals(Optional.of("vmx"), cpu.attributeAt("feature", "name"));
        }

        @Test
        @DisplayName("has virtualization taken away where that is asked for, be it Intel's or AMD's")
        void notNested() {
            machine.nested(false);

            assertEquals(Optional.of("host-model"), cpu(Wanted.intel()).attribute("mode"));
            assertEquals(Optional.of("disable"), cpu(Wanted.intel()).attributeAt("feature", "policy"));
            assertEquals(Optional.of("vmx"), cpu(Wanted.intel()).attributeAt("feature", "name"));
            assertEquals(Optional.of("disable"), cpu(Wanted.amd()).attributeAt("feature", "policy"));
            assertEquals(Optional.of("svm"), cpu(Wanted.amd()).attributeAt("feature", "name"));
        }

        @Test
        @DisplayName("has nothing of the host's where it is emulated")
        void emulated() {
            assertEquals(Optional.empty(), cpu(Wanted.emulated()).attribute("mode"));
        }
    }

    @Test
    @DisplayName("memory that is no whole KiB is rounded up, never down")
    void memory() {
        assertEquals(
                Optional.of("1025"),
                machine.memory(Size.ofBytes(1024 * 1024 + 1)).on(Wanted.intel()).textAt("memory"));
    }

    @Test
    @DisplayName("VNC listens on the host's loopback alone, for it has no password")
    void vnc() {
        assertEquals(
                Optional.of("127.0.0.1"), machine.on(Wanted.intel()).attributeAt("devices/graphics/listen", "address"));
    }

    @Test
    @DisplayName("disks are given by path: libvirt's AppArmor driver keeps QEMU from type='volume'")
    void byPath() {
        XmlElement disk = DeviceXml.disk(Wanted.disk("edge-01.qcow2", gib(1), "vda"));

        assertEquals(Optional.of("file"), disk.attribute("type"));
        assertFalse(disk.document().contains("volume"), disk.document());
    }
}
