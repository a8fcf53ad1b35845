package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.DiskInfo;
import io.edgevirt.Firmware;
import io.edgevirt.NicInfo;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import io.edgevirt.kvm.read.ConfigReader.DiskSizes;
import io.edgevirt.kvm.xml.Samples;
import io.edgevirt.kvm.xml.XmlRefused;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A configuration")
class ConfigReaderTest {

    private static final String RUNNING = Samples.text("domain-running.xml");
    private static final PoolText DEFAULT = PoolText.of(
            "<pool type='dir'><name>default</name><target><path>/var/lib/libvirt/images</path></target></pool>", true);
    private static final PoolText VG0 =
            PoolText.of("<pool type='logical'><name>vg0</name><target><path>/dev/vg0</path></target></pool>", true);

    private static VMConfig read(String now, String next) {
        return ConfigReader.read(now, next, true, Map.of(), List.of());
    }

    @Nested
    @DisplayName("of a machine that runs")
    class Running {

        private final VMConfig config = ConfigReader.read(
                RUNNING,
                RUNNING,
                true,
                Map.of(
                        "vda", new DiskSizes(Size.gib(128).bytes(), Size.gib(3).bytes()),
                        "sda", new DiskSizes(Size.gib(1).bytes(), Size.gib(1).bytes())),
                List.of(DEFAULT, VG0));

        @Test
        @DisplayName("has what the machine has now")
        void size() {
            assertEquals(2, config.cpus());
            assertEquals(Size.gib(4), config.memory());
            assertEquals(Optional.empty(), config.dynamicMemory());
            assertEquals(Optional.of(true), config.autostart());
        }

        @Test
        @DisplayName("has its firmware, secure boot, TPM and nesting")
        void platform() {
            assertEquals(Optional.of(Firmware.UEFI), config.firmware());
            assertEquals(Optional.of(true), config.secureBoot());
            assertEquals(Optional.of(true), config.tpm());
            assertEquals(Optional.of(true), config.nestedVirtualization());
            assertEquals(List.of(PciAddress.parse("65:00.1")), config.devices());
        }

        @Test
        @DisplayName("has its description, tags and guest system")
        void words() {
            assertEquals(Optional.of("Gateway of hall 4 & 5\nsecond line"), config.description());
            assertEquals(Map.of("site", "hall 4", "owner", ""), config.tags());
            assertEquals(Optional.of("http://debian.org/debian/12"), config.guestOs());
        }

        @Test
        @DisplayName("has its disks with pool and size as far as they are known, and no drives among them")
        void disks() {
            assertEquals(
                    List.of(
                            new DiskInfo(
                                    "vda",
                                    Optional.of(Size.gib(128)),
                                    Optional.of("default"),
                                    Optional.of("/var/lib/libvirt/images/edge-gateway-01.qcow2"),
                                    Optional.of(DiskBus.VIRTIO),
                                    Optional.of(true)),
                            new DiskInfo(
                                    "sda",
                                    Optional.of(Size.gib(1)),
                                    Optional.of("vg0"),
                                    Optional.of("/dev/vg0/edge-gateway-01-data"),
                                    Optional.of(DiskBus.SCSI),
                                    Optional.of(false)),
                            new DiskInfo(
                                    "vdb",
                                    Optional.empty(),
                                    Optional.empty(),
                                    Optional.of("edge/edge-gateway-01-logs"),
                                    Optional.of(DiskBus.VIRTIO),
                                    Optional.empty()),
                            new DiskInfo(
                                    "hda",
                                    Optional.empty(),
                                    Optional.of("default"),
                                    Optional.of("default:edge-gateway-01-scratch.img"),
                                    Optional.of(DiskBus.IDE),
                                    Optional.empty())),
                    config.disks());
        }

        @Test
        @DisplayName("has the images in its drives; an empty drive has none")
        void isos() {
            assertEquals(List.of("/var/lib/libvirt/images/debian-12.iso"), config.isos());
        }

        @Test
        @DisplayName("has its adapters in their order")
        void nics() {
            assertEquals(
                    List.of("default", "ovsbr0", "eno1", "br1", "-"),
                    config.nics().stream().map(n -> n.network().orElse("-")).toList());
            assertEquals(Optional.of(42), config.nics().get(1).vlan());
        }

        @Test
        @DisplayName("has the definition itself")
        void nativeText() {
            assertEquals(Optional.of(RUNNING), config.nativeText());
            assertEquals(List.of(), config.atNextStart());
        }
    }

    @Test
    @DisplayName("of the guide's machine is what the guide wrote")
    void guide() {
        String guide = Samples.text("domain-guide.xml");
        VMConfig config = ConfigReader.read(guide, guide, false, Map.of(), List.of(DEFAULT));

        assertEquals(
                new VMConfig(
                        4,
                        Size.gib(8),
                        Optional.empty(),
                        Optional.of(Firmware.BIOS),
                        Optional.empty(),
                        Optional.of(false),
                        Optional.of(true),
                        Optional.empty(),
                        Optional.empty(),
                        Map.of(),
                        Optional.of(false),
                        List.of(new DiskInfo(
                                "vda",
                                Optional.empty(),
                                Optional.of("default"),
                                Optional.of("/var/lib/libvirt/images/edge-ipc-01.qcow2"),
                                Optional.of(DiskBus.VIRTIO),
                                Optional.empty())),
                        List.of(new NicInfo(
                                "", Optional.empty(), Optional.of("br0"), Optional.empty(), Optional.of(true))),
                        List.of(),
                        List.of(),
                        List.of(),
                        Optional.of(guide)),
                config);
    }

    @Nested
    @DisplayName("says what is other at the next start:")
    class NextStart {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "cpus                 | current='2'>4           | current='3'>4",
                    "memory               | <currentMemory unit='KiB'>4194304 | <currentMemory unit='KiB'>8388608",
                    "firmware             | secure='yes' type='pflash' | type='rom'",
                    "secureBoot           | enabled='yes' name='secure-boot' | enabled='no' name='secure-boot'",
                    "nestedVirtualization | 'require' name='vmx'    | 'disable' name='vmx'",
                    "description          | Gateway of hall 4       | Gateway of hall 5",
                    "tags                 | >hall 4<                | >hall 5<",
                    "disks                | <target dev='vdb'       | <target dev='vdc'",
                    "disks                | edge-gateway-01-logs    | edge-gateway-01-log2",
                    "nics                 | 52:54:00:63:9a:c2       | 52:54:00:63:9a:c3",
                    "nics                 | bridge='ovsbr0'         | bridge='ovsbr1'",
                    "nics                 | <tag id='42'/>          | <tag id='44'/>",
                    "devices              | bus='0x65'              | bus='0x66'",
                    "isos                 | debian-12.iso           | debian-13.iso"
                })
        @DisplayName("field, now, then:")
        void field(String field, String now, String next) {
            assertTrue(RUNNING.contains(now), "the sample changes");

            assertEquals(
                    List.of(field), read(RUNNING, RUNNING.replace(now, next)).atNextStart());
        }

        @Test
        @DisplayName("several fields, in the order of the record")
        void several() {
            String guide = Samples.text("domain-guide.xml");
            String next = guide.replace("<vcpu>4", "<vcpu>8")
                    .replace("<memory unit='GiB'>8", "<memory unit='GiB'>16")
                    .replace("host-passthrough", "host-model");

            assertEquals(
                    List.of("cpus", "memory", "nestedVirtualization"),
                    read(guide, next).atNextStart());
        }

        @Test
        @DisplayName("a TPM that is added or taken away")
        void tpm() {
            String without = RUNNING.replaceAll("(?s)<tpm.*</tpm>", "");

            assertEquals(List.of("tpm"), read(RUNNING, without).atNextStart());
            assertEquals(List.of("tpm"), read(without, RUNNING).atNextStart());
        }

        @Test
        @DisplayName("nothing, where a running machine shows the VLAN of its network as its own")
        void networkVlan() {
            assertEquals(
                    List.of(),
                    read(RUNNING, RUNNING.replace("<tag id='42'/>\n      </vlan>", "</vlan>"))
                            .atNextStart());
        }

        @Test
        @DisplayName("nothing, where only what libvirt adds to a running machine is other")
        void runtimeOnly() {
            String later = RUNNING.replaceAll("<alias [^>]*>|<seclabel.*|<label>.*|<imagelabel>.*|</seclabel>", "")
                    .replaceAll(" index='[0-9]+'", "")
                    .replaceAll(" portid='[^']*' bridge='[^']*'", "")
                    .replaceAll("<target dev='(vnet|macvtap)[0-9]'/>", "")
                    .replaceAll(" id='7'", "")
                    // a processor and firmware that libvirt chooses at the start
                    .replaceAll("(?s)<cpu mode=.*</cpu>", "<cpu mode='host-model'/>")
                    .replaceAll("(?s)<firmware>.*</nvram>", "")
                    .replace("<os>", "<os firmware='efi'>");

            assertEquals(List.of(), read(RUNNING, later).atNextStart());
        }
    }

    @Test
    @DisplayName("of a document that is none is refused")
    void refused() {
        assertThrows(XmlRefused.class, () -> read("", ""));
        assertThrows(XmlRefused.class, () -> read(RUNNING, "<domain>"));
    }

    @Test
    @DisplayName("tells nothing of a disk's provisioning where its size is not known")
    void noCapacity() {
        VMConfig config = ConfigReader.read(RUNNING, RUNNING, true, Map.of("vda", new DiskSizes(0, 0)), List.of());

        assertEquals(Optional.empty(), config.disks().get(0).thin());
        assertEquals(Optional.empty(), config.disks().get(0).size());
    }
}
