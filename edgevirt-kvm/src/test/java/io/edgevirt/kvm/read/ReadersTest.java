package io.edgevirt.kvm.read;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.kib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.Event;
import io.edgevirt.Firmware;
import io.edgevirt.Hardware;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import io.edgevirt.VMStats;
import io.edgevirt.kvm.Golden;
import io.edgevirt.kvm.xml.XmlRefused;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What libvirt tells is read:")
class ReadersTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Nested
    @DisplayName("a machine's configuration")
    class Configuration {

        private final String guide = Golden.text("guide-vm.xml");
        private final PoolText pool = PoolText.of(
                "<pool type='dir'><name>default</name><uuid>u</uuid>"
                        + "<target><path>/var/lib/libvirt/images/</path></target></pool>",
                true);

        private VMConfig read(String now, String next) {
            return ConfigReader.read(
                    now,
                    next,
                    true,
                    Map.of("vda", new ConfigReader.DiskSizes(gib(10).bytes(), mib(1).bytes())),
                    List.of(pool));
        }

        @Test
        @DisplayName("of the guide's machine")
        void guide() {
            VMConfig config = read(guide, guide);
            assertEquals(4, config.cpus());
            assertEquals(gib(8), config.memory());
            assertEquals(Optional.of(Firmware.BIOS), config.firmware());
            assertEquals(Optional.of(true), config.nestedVirtualization());
            assertEquals(Optional.of(true), config.autostart());
            assertEquals(Optional.of("default"), config.disks().get(0).pool());
            assertEquals(Optional.of(gib(10)), config.disks().get(0).size());
            assertEquals(Optional.of(true), config.disks().get(0).thin());
            assertEquals(Optional.of(DiskBus.VIRTIO), config.disks().get(0).bus());
            assertEquals(Optional.of("br0"), config.nics().get(0).network());
            assertEquals(List.of(), config.atNextStart());
            assertEquals(Optional.of(guide), config.nativeText());
        }

        @Test
        @DisplayName("what is not told is empty, never zero")
        void unknown() {
            VMConfig config = ConfigReader.read(guide, guide, false, Map.of(), List.of());
            assertEquals(Optional.empty(), config.disks().get(0).size());
            assertEquals(Optional.empty(), config.disks().get(0).thin());
            assertEquals(Optional.empty(), config.disks().get(0).pool());
            assertEquals(Optional.empty(), config.dynamicMemory());
            assertEquals(Optional.empty(), config.description());
            assertEquals(Optional.empty(), config.secureBoot());
        }

        @Test
        @DisplayName("names the fields whose value is another at the next start")
        void nextStart() {
            String next = guide.replace("<vcpu>4", "<vcpu>8")
                    .replace("<memory unit='GiB'>8", "<memory unit='GiB'>16")
                    .replace("host-passthrough", "host-model");
            assertEquals(
                    List.of("cpus", "memory", "nestedVirtualization"),
                    read(guide, next).atNextStart());
        }

        @ParameterizedTest
        @CsvSource({
            "1, KiB, 1024", "1, k, 1024", "1, KB, 1000", "1, MiB, 1048576", "1, M, 1048576", "1, MB, 1000000",
            "1, GiB, 1073741824", "1, G, 1073741824", "1, TiB, 1099511627776", "7, b, 7", "7, bytes, 7", "1, , 1024"
        })
        @DisplayName("memory in each unit that libvirt has")
        void units(String number, String unit, long bytes) {
            String attribute = unit == null ? "" : " unit='" + unit + "'";
            DomainText domain = DomainText.of("<domain><memory" + attribute + ">" + number + "</memory></domain>");
            assertEquals(Size.ofBytes(bytes), domain.memory());
        }

        @Test
        @DisplayName("a number that is too large for anything is refused, and never told as another")
        void overflow() {
            DomainText memory = DomainText.of("<domain><memory unit='TiB'>99999999999999999999</memory></domain>");
            assertThrows(XmlRefused.class, memory::memory);
            DomainText cpus = DomainText.of("<domain><vcpu>99999999999999999999</vcpu></domain>");
            assertThrows(XmlRefused.class, cpus::cpus);
        }
    }

    @Nested
    @DisplayName("a listing")
    class Listing {

        @Test
        @DisplayName("a machine that runs")
        void running() {
            VMInfo info = Figures.info(
                    "id",
                    "n",
                    Map.of("state.state", 1L, "vcpu.current", 2L, "balloon.current", 1024L),
                    false,
                    "h",
                    NOW);
            assertEquals(VMState.RUNNING, info.state());
            assertEquals(Optional.of(2), info.cpus());
            assertEquals(Optional.of(mib(1)), info.memory());
            assertEquals(NOW, info.readAt());
        }

        @Test
        @DisplayName("a driver that tells its state alone")
        void stateAlone() {
            VMInfo info = Figures.info("id", "n", Map.of("state.state", 5L), false, "h", NOW);
            assertEquals(VMState.OFF, info.state());
            assertEquals(Optional.empty(), info.cpus());
            assertEquals(Optional.empty(), info.memory());
        }

        @ParameterizedTest
        @CsvSource({
            "0, false, UNKNOWN", "1, false, RUNNING", "2, false, RUNNING", "3, false, PAUSED", "4, false, RUNNING",
            "5, false, OFF", "5, true, SAVED", "6, false, CRASHED", "7, false, PAUSED", "8, false, UNKNOWN",
            "-1, false, UNKNOWN"
        })
        @DisplayName("each state of libvirt's")
        void states(int state, boolean saved, VMState expected) {
            assertEquals(expected, Figures.state(state, saved));
        }
    }

    @Nested
    @DisplayName("what a machine uses")
    class Usage {

        @Test
        @DisplayName("figures of all disks and adapters, added up")
        void figures() {
            VMStats stats = Figures.stats(
                    Map.of(
                            "cpu.time",
                            2_000_000_000L,
                            "balloon.rss",
                            2048L,
                            "balloon.available",
                            1000L,
                            "balloon.unused",
                            400L,
                            "block.count",
                            2L,
                            "block.0.rd.bytes",
                            10L,
                            "block.1.rd.bytes",
                            5L,
                            "net.count",
                            1L,
                            "net.0.rx.bytes",
                            7L),
                    Optional.of(0.5),
                    NOW);
            assertEquals(Optional.of(Duration.ofSeconds(2)), stats.cpuTime());
            assertEquals(Optional.of(kib(600)), stats.memoryUsed());
            assertEquals(Optional.of(mib(2)), stats.memoryResident());
            assertEquals(Optional.of(Size.ofBytes(15)), stats.diskRead());
            assertEquals(Optional.empty(), stats.diskWritten());
            assertEquals(Optional.of(Size.ofBytes(7)), stats.networkReceived());
        }

        @Test
        @DisplayName("nothing of a machine that is off")
        void off() {
            VMStats stats = Figures.stats(Map.of(), Optional.empty(), NOW);
            assertEquals(Optional.empty(), stats.cpuTime());
            assertEquals(Optional.empty(), stats.diskRead());
        }
    }

    @Nested
    @DisplayName("capabilities")
    class Capability {

        private final Capabilities host = Capabilities.of(Golden.text("replies/capabilities.xml"));

        @Test
        @DisplayName("of a host that is itself a guest")
        void host() {
            assertEquals("x86_64", host.arch());
            assertEquals(Optional.of(2), host.cores());
            assertEquals(Optional.of(2), host.threads());
            assertEquals(Optional.of(false), host.iommu());
            assertTrue(host.domainTypes().contains("kvm"));
            assertFalse(host.hardwareVirtualization());
            assertEquals(Map.of(mib(2), 0L, gib(1), 0L), host.hugepages());
        }

        @Test
        @DisplayName("for guests in QEMU")
        void guests() {
            DomainCapabilities guest = DomainCapabilities.of(Golden.text("replies/domain-capabilities-qemu.xml"));
            assertTrue(guest.efi() && guest.secureBoot() && guest.tpm());
            assertFalse(guest.hostPassthrough());
            assertEquals(Optional.of(288), guest.maxCpus());
            assertEquals(Optional.empty(), guest.nestedFeature());
            assertTrue(
                    guest.diskBuses().contains("virtio") && !guest.diskBuses().contains("ide"));
            assertTrue(guest.hostDevices().contains("pci"));
        }

        @Test
        @DisplayName("for guests in KVM")
        void kvm() {
            DomainCapabilities guest = DomainCapabilities.of(Golden.text("replies/domain-capabilities-kvm.xml"));
            assertTrue(guest.hostPassthrough());
        }
    }

    @Nested
    @DisplayName("a host's hardware")
    class Devices {

        private Hardware read(String... devices) {
            return HostReader.read(
                    "h",
                    Capabilities.of(Golden.text("replies/capabilities.xml")),
                    List.of(),
                    List.of(gib(24)),
                    List.of(devices));
        }

        @Test
        @DisplayName("disks, whose kind libvirt does not tell unless their name does")
        void disks() {
            Hardware hardware = read(
                    "<device><capability type='storage'><block>/dev/vda</block><drive_type>disk</drive_type>"
                            + "<size>1000</size></capability></device>",
                    "<device><capability type='storage'><block>/dev/nvme0n1</block><drive_type>disk</drive_type>"
                            + "<model>M</model></capability></device>",
                    "<device><capability type='storage'><block>/dev/sr0</block><drive_type>cdrom</drive_type>"
                            + "</capability></device>");
            assertEquals(2, hardware.disks().size());
            assertEquals(Hardware.DiskKind.UNKNOWN, hardware.disks().get(0).kind());
            assertEquals(
                    Optional.of(Size.ofBytes(1000)), hardware.disks().get(0).size());
            assertEquals(Hardware.DiskKind.NVME, hardware.disks().get(1).kind());
            assertEquals(Optional.empty(), hardware.disks().get(1).size());
        }

        @Test
        @DisplayName("adapters that are hardware, with the speed of their link in bits per second")
        void nics() {
            Hardware hardware = read(
                    "<device><path>/sys/devices/pci0000:00/0000:00:03.0/net/eno1</path><capability type='net'>"
                            + "<interface>eno1</interface><address>AA:bb:cc:00:11:22</address>"
                            + "<link speed='10000' state='up'/></capability></device>",
                    "<device><path>/sys/devices/virtual/net/br0</path><capability type='net'>"
                            + "<interface>br0</interface></capability></device>");
            assertEquals(1, hardware.nics().size());
            assertEquals(Optional.of(10_000_000_000L), hardware.nics().get(0).bitsPerSecond());
            assertEquals(
                    Optional.of("aa:bb:cc:00:11:22"), hardware.nics().get(0).mac());
            assertEquals(Optional.of(true), hardware.nics().get(0).up());
        }

        @Test
        @DisplayName("PCI devices with class and IOMMU group")
        void pci() {
            Hardware hardware = read("<device><capability type='pci'><class>0x030000</class><domain>0</domain>"
                    + "<bus>101</bus><slot>0</slot><function>0</function><product id='0x1'>GPU</product>"
                    + "<vendor id='0x2'>Acme</vendor><iommuGroup number='7'/></capability></device>");
            Hardware.PciDevice device = hardware.pciDevices().get(0);
            assertEquals("0000:65:00.0", device.address().toString());
            assertEquals("Acme GPU", device.description());
            assertEquals(Optional.of(0x030000), device.pciClass());
            assertEquals(Optional.of(7), device.iommuGroup());
        }
    }

    @Nested
    @DisplayName("an event")
    class Events {

        @ParameterizedTest
        @CsvSource({
            "0, 0, CREATED, , defined/added",
            "0, 1, CHANGED, , defined/updated",
            "0, 3, SNAPSHOT, , defined/from-snapshot",
            "1, 0, REMOVED, , undefined/removed",
            "1, 1, CHANGED, , undefined/renamed",
            "2, 0, STATE, RUNNING, started/booted",
            "3, 0, STATE, PAUSED, suspended/paused",
            "4, 0, STATE, RUNNING, resumed/unpaused",
            "5, 0, STATE, OFF, stopped/shutdown",
            "5, 4, STATE, , stopped/saved",
            "6, 1, STATE, RUNNING, shutdown/guest",
            "8, 0, STATE, CRASHED, crashed/panicked",
            "-1, 0, REBOOTED, RUNNING, reboot",
            "99, 0, STATE, , event 99"
        })
        @DisplayName("of each kind")
        void kinds(int event, int detail, Event.Kind kind, VMState state, String words) {
            Event read = EventReader.read("id", "n", event, detail, NOW);
            assertEquals(kind, read.kind());
            assertEquals(Optional.ofNullable(state), read.state());
            assertEquals(words, read.detail());
        }
    }

    @Nested
    @DisplayName("a display")
    class Displays {

        @Test
        @DisplayName("on all addresses is reached by the connection's host")
        void everywhere() {
            String xml =
                    "<domain><devices><graphics type='vnc' port='5901' passwd='s' passwdValidTo='2026-01-02T03:04:05'>"
                            + "<listen type='address' address='0.0.0.0'/></graphics></devices></domain>";
            var display = DisplayReader.read(xml, "fd00::1").orElseThrow();
            assertEquals("vnc://[fd00::1]:5901", display.uri().toString());
            assertEquals(Optional.of(NOW), display.expires());
            assertEquals("***", display.ticket().orElseThrow().toString());
        }

        @Test
        @DisplayName("of a machine that is off has no port yet")
        void off() {
            assertTrue(DisplayReader.read("<domain><devices><graphics type='vnc' port='-1'/></devices></domain>", "h")
                    .isEmpty());
        }
    }

    @Nested
    @DisplayName("a picture")
    class Pictures {

        @Test
        @DisplayName("that is a PNG stays as it is")
        void png() {
            byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};
            assertArrayEquals(png, Picture.png(png).orElseThrow());
        }

        @Test
        @DisplayName("that is a pixmap becomes a PNG that others can read")
        void ppm() throws java.io.IOException {
            byte[] ppm = "P6\n2 1\n255\nrgbRGB".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
            var image = javax.imageio.ImageIO.read(
                    new java.io.ByteArrayInputStream(Picture.png(ppm).orElseThrow()));
            assertEquals(2, image.getWidth());
            assertEquals(1, image.getHeight());
            assertEquals(0xff000000 | 'r' << 16 | 'g' << 8 | 'b', image.getRGB(0, 0));
        }

        @Test
        @DisplayName("that is neither, or cut short, is none")
        void other() {
            for (String bad : List.of(
                    "", "P6", "P6\n2 1\n255\nrgb", "P5\n1 1\n255\nx", "P6\n99999 1\n255\n", "P6\n-1 1\n255\n")) {
                assertTrue(
                        Picture.png(bad.getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                                .isEmpty(),
                        bad);
            }
        }
    }

    @Test
    @DisplayName("a snapshot")
    void snapshot() {
        SnapshotText snapshot = SnapshotText.of(
                "<domainsnapshot><name>b</name><description>d</description><state>running</state>"
                        + "<parent><name>a</name></parent><creationTime>1767323045</creationTime>"
                        + "<memory snapshot='internal'/><disks><disk name='vda' snapshot='internal'/></disks>"
                        + "</domainsnapshot>",
                "b");
        assertEquals("b", snapshot.info().id());
        assertEquals(Optional.of("a"), snapshot.info().parent());
        assertEquals(Optional.of(NOW), snapshot.info().created());
        assertEquals(Optional.of(true), snapshot.info().memory());
        assertTrue(snapshot.info().current());
        assertFalse(snapshot.external());
    }

    @Test
    @DisplayName("a pool that is not active has no figures that hold")
    void pool() {
        String xml = "<pool type='dir'><name>p</name><uuid>u</uuid><capacity unit='bytes'>100</capacity>"
                + "<allocation unit='bytes'>40</allocation><available unit='bytes'>60</available></pool>";
        assertEquals(
                Size.ofBytes(100),
                PoolText.of(xml, true).info().capacity().orElseThrow().total());
        assertEquals(Optional.empty(), PoolText.of(xml, false).info().capacity());
    }

    @ParameterizedTest
    @CsvSource({
        "192.168.150.1, 255.255.255.0, , 192.168.150.0/24", "10.1.2.3, , 8, 10.0.0.0/8", "fd00:1::1, , 64, fd00:1::/64",
        "::1, , 64, ::/64", "2001:db8:0:0:1::1, , 80, 2001:db8:0:0:1::/80", "not.an.address, , 8, "
    })
    @DisplayName("a network's addresses")
    void addresses(String address, String netmask, String prefix, String cidr) {
        String attributes = (netmask == null ? "" : " netmask='" + netmask + "'")
                + (prefix == null ? "" : " prefix='" + prefix + "'");
        NetworkText network = NetworkText.of(
                "<network><name>n</name><uuid>u</uuid><ip address='" + address + "'" + attributes + "/></network>",
                true,
                "h");
        assertEquals(Optional.ofNullable(cidr), network.info().cidr());
    }
}
