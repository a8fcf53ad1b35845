package io.edgevirt.kvm.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Hardware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import io.edgevirt.kvm.xml.Samples;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Of a host,")
class HostReaderTest {

    private static Capabilities capabilities(String kind) {
        return Capabilities.of(Samples.text("capabilities-" + kind + ".xml"));
    }

    private static DomainCapabilities guest(String kind) {
        return DomainCapabilities.of(Samples.text("domcapabilities-" + kind + ".xml"));
    }

    private static Hardware read(String kind, String... devices) {
        return HostReader.read("edge-host", capabilities(kind), List.of(), List.of(), Arrays.asList(devices));
    }

    @Nested
    @DisplayName("capabilities")
    class OfHost {

        @Test
        @DisplayName("tell architecture, uuid, processor, IOMMU and what runs guests of its own architecture")
        void intel() {
            Capabilities read = capabilities("intel");

            assertEquals("x86_64", read.arch());
            assertEquals(Optional.of("4c4c4544-0038-3510-8054-b5c04f4e3233"), read.uuid());
            assertEquals(Optional.of("Cascadelake-Server"), read.cpuModel());
            assertEquals(Set.of("ds", "vmx", "ss", "ht"), read.cpuFeatures());
            assertEquals(Optional.of(true), read.iommu());
            assertEquals(Set.of("qemu", "kvm"), read.domainTypes());
            assertTrue(read.hardwareVirtualization());
        }

        @Test
        @DisplayName("tell cores of all sockets together, and threads")
        void cores() {
            assertEquals(Optional.of(4), capabilities("intel").cores());
            assertEquals(Optional.of(8), capabilities("intel").threads());
        }

        @Test
        @DisplayName("tell the huge pages of all NUMA cells together, and not the ordinary pages")
        void hugepages() {
            assertEquals(
                    Map.of(Size.mib(2), 1536L, Size.gib(1), 0L),
                    capabilities("intel").hugepages());
        }

        @Test
        @DisplayName("of a model of AMD's that includes svm tell of virtualization, though they list no such feature")
        void amd() {
            assertTrue(capabilities("amd").hardwareVirtualization());
        }

        @Test
        @DisplayName("of a host that is itself a guest without nesting tell of KVM, but of no virtualization")
        void inside() {
            Capabilities read = capabilities("inside");

            assertTrue(read.domainTypes().contains("kvm"));
            assertFalse(read.hardwareVirtualization());
            assertEquals(Optional.of(false), read.iommu());
            assertEquals(Optional.of(2), read.cores());
            assertEquals(Optional.of(2), read.threads());
            assertEquals(Map.of(Size.mib(2), 0L, Size.gib(1), 0L), read.hugepages());
        }

        @Test
        @DisplayName("of another architecture tell what they have")
        void arm() {
            Capabilities read = capabilities("arm");

            assertEquals("aarch64", read.arch());
            assertEquals(Optional.empty(), read.uuid());
            assertEquals(Optional.of(2), read.threads());
            assertEquals(Set.of("qemu", "kvm"), read.domainTypes());
        }

        @Test
        @DisplayName("that say nothing are read as nothing, and no zeros")
        void empty() {
            Capabilities read = Capabilities.of("<capabilities/>");

            assertEquals("", read.arch());
            assertEquals(Optional.empty(), read.cores());
            assertEquals(Optional.empty(), read.threads());
            assertEquals(Optional.empty(), read.iommu());
            assertEquals(Set.of(), read.domainTypes());
            assertEquals(Map.of(), read.hugepages());
            assertFalse(read.hardwareVirtualization());
        }
    }

    @Nested
    @DisplayName("capabilities for guests")
    class OfGuests {

        @Test
        @DisplayName("tell firmware, TPM, processor, buses and devices")
        void intel() {
            assertEquals(
                    new DomainCapabilities(
                            Optional.of("pc-q35-7.2"),
                            Optional.of(288),
                            true,
                            true,
                            true,
                            true,
                            Optional.of("vmx"),
                            Set.of("fdc", "scsi", "virtio", "usb", "sata"),
                            Set.of("usb", "pci", "scsi")),
                    guest("intel"));
        }

        @Test
        @DisplayName("of an emulator without firmware or swtpm tell that they are missing")
        void emulated() {
            assertEquals(
                    new DomainCapabilities(
                            Optional.of("pc-i440fx-7.2"),
                            Optional.of(255),
                            false,
                            false,
                            false,
                            false,
                            Optional.empty(),
                            Set.of("ide", "virtio"),
                            Set.of()),
                    guest("emulated"));
        }

        @Test
        @DisplayName("inside of a guest tell what QEMU can emulate there, without the host's own processor")
        void inside() {
            DomainCapabilities read = guest("inside-qemu");

            assertTrue(read.efi() && read.secureBoot() && read.tpm());
            assertFalse(read.hostPassthrough());
            assertEquals(Optional.of(288), read.maxCpus());
            assertEquals(Optional.empty(), read.nestedFeature());
            assertTrue(read.diskBuses().contains("virtio"));
            assertFalse(read.diskBuses().contains("ide"));
            assertTrue(read.hostDevices().contains("pci"));
        }

        @Test
        @DisplayName("tell that KVM hands on the host's own processor even there")
        void insideKvm() {
            assertTrue(guest("inside-kvm").hostPassthrough());
        }

        @Test
        @DisplayName("of a model of AMD's that includes svm tell that nesting can be given")
        void amd() {
            assertEquals(Optional.of("svm"), guest("amd").nestedFeature());
        }

        @Test
        @DisplayName("that say nothing are read as nothing")
        void empty() {
            assertEquals(
                    new DomainCapabilities(
                            Optional.empty(),
                            Optional.empty(),
                            false,
                            false,
                            false,
                            false,
                            Optional.empty(),
                            Set.of(),
                            Set.of()),
                    DomainCapabilities.of("<domainCapabilities/>"));
        }
    }

    @Nested
    @DisplayName("the processor")
    class Cpu {

        @Test
        @DisplayName("has virtualization, and passes it on where guests can have it")
        void intel() {
            Hardware.Cpu cpu = HostReader.read(
                            "edge-host", capabilities("intel"), List.of(guest("intel")), List.of(), List.of())
                    .cpu();

            assertEquals(
                    new Hardware.Cpu(
                            Optional.of("Cascadelake-Server"),
                            Optional.of("x86_64"),
                            Optional.of(4),
                            Optional.of(8),
                            Optional.of(true),
                            Optional.empty(),
                            Optional.of(true)),
                    cpu);
        }

        @Test
        @DisplayName("of AMD's, whose model includes svm, has virtualization")
        void amd() {
            Hardware.Cpu cpu = HostReader.read(
                            "edge-host", capabilities("amd"), List.of(guest("amd")), List.of(), List.of())
                    .cpu();

            assertEquals(Optional.of(true), cpu.virtualization());
            assertEquals(Optional.of(true), cpu.nested());
        }

        @Test
        @DisplayName("of an architecture whose features libvirt does not list says nothing of them")
        void arm() {
            Hardware.Cpu cpu = read("arm").cpu();

            assertEquals(Optional.empty(), cpu.virtualization());
            assertEquals(Optional.empty(), cpu.nested());
            assertEquals(Optional.empty(), read("arm").hypervisorPresent());
        }

        @Test
        @DisplayName("says whether it is itself a guest's")
        void inside() {
            assertEquals(Optional.of(false), read("intel").hypervisorPresent());
            Capabilities nested = Capabilities.of(Samples.text("capabilities-intel.xml")
                    .replace("<feature name='ds'/>", "<feature name='hypervisor'/>"));
            assertEquals(
                    Optional.of(true),
                    HostReader.read("edge-host", nested, List.of(), List.of(), List.of())
                            .hypervisorPresent());
        }
    }

    @Nested
    @DisplayName("memory")
    class Memory {

        @Test
        @DisplayName("is what the driver said")
        void told() {
            Hardware read =
                    HostReader.read("edge-host", capabilities("intel"), List.of(), List.of(Size.gib(64)), List.of());

            assertEquals(Optional.of(Size.gib(64)), read.memory());
        }

        @Test
        @DisplayName("is unknown where the driver said nothing, as are TPM and secure boot always")
        void unknown() {
            assertEquals(Optional.empty(), read("intel").memory());
            assertEquals(Optional.empty(), read("intel").tpm());
            assertEquals(Optional.empty(), read("intel").secureBoot());
        }
    }

    @Nested
    @DisplayName("node devices")
    class Devices {

        private static String storage(String block, String inner) {
            return "<device><name>block_x</name><capability type='storage'><block>" + block + "</block>" + inner
                    + "</capability></device>";
        }

        private static String net(String path, String inner) {
            return "<device><name>net_x</name><path>" + path + "</path><capability type='net'>" + inner
                    + "<capability type='80203'/></capability></device>";
        }

        @Test
        @DisplayName("that are disks have size and model; SSD or not is not told")
        void disk() {
            Hardware read = read("intel", """
                    <device>
                      <name>block_sda_S3Z8NB0K123456</name>
                      <path>/sys/devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda</path>
                      <parent>scsi_0_0_0_0</parent>
                      <capability type='storage'>
                        <block>/dev/sda</block>
                        <bus>ata</bus>
                        <drive_type>disk</drive_type>
                        <model>Samsung_SSD_860</model>
                        <vendor>ATA</vendor>
                        <serial>S3Z8NB0K123456</serial>
                        <size>500107862016</size>
                        <logical_block_size>512</logical_block_size>
                      </capability>
                    </device>
                    """);

            assertEquals(
                    List.of(new Hardware.DiskDevice(
                            "sda",
                            Optional.of(Size.ofBytes(500107862016L)),
                            Hardware.DiskKind.UNKNOWN,
                            Optional.of("Samsung_SSD_860"))),
                    read.disks());
        }

        @Test
        @DisplayName("that are NVMe disks are told by their name")
        void nvme() {
            Hardware read = read("intel", storage("/dev/nvme0n1", "<drive_type>disk</drive_type>"));

            assertEquals(
                    List.of(new Hardware.DiskDevice(
                            "nvme0n1", Optional.empty(), Hardware.DiskKind.NVME, Optional.empty())),
                    read.disks());
        }

        @Test
        @DisplayName("that are CD drives or floppies are no disks")
        void drives() {
            Hardware read = read(
                    "intel",
                    storage("/dev/sr0", "<drive_type>cdrom</drive_type><capability type='removable'/>"),
                    storage("/dev/fd0", "<drive_type>floppy</drive_type>"),
                    storage("/dev/sdx", ""));

            assertEquals(List.of(), read.disks());
        }

        @Test
        @DisplayName("without a medium have no size")
        void noSize() {
            Hardware read = read("intel", storage("/dev/sdc", "<drive_type>disk</drive_type><size>0</size>"));

            assertEquals(Optional.empty(), read.disks().get(0).size());
        }

        @Test
        @DisplayName("that are adapters have MAC address, speed and link")
        void nic() {
            Hardware read = read(
                    "intel",
                    net(
                            "/sys/devices/pci0000:00/0000:00:1f.6/net/eno1",
                            "<interface>eno1</interface><address>3C:52:82:0a:0b:0c</address>"
                                    + "<link speed='2500' state='up'/>"));

            assertEquals(
                    List.of(new Hardware.NetworkAdapter(
                            "eno1", Optional.of("3c:52:82:0a:0b:0c"), Optional.of(2_500_000_000L), Optional.of(true))),
                    read.nics());
        }

        @ParameterizedTest
        @CsvSource({"up, true", "down, false", "lowerlayerdown, false", "notpresent, false", "unknown,", "testing,"})
        @DisplayName("have a link that is up, down or not told:")
        void link(String state, Boolean up) {
            Hardware read = read("intel", net("/sys/x", "<interface>e</interface><link state='" + state + "'/>"));

            assertEquals(Optional.ofNullable(up), read.nics().get(0).up());
            assertEquals(Optional.empty(), read.nics().get(0).bitsPerSecond());
        }

        @Test
        @DisplayName("that are bridges, taps or the loopback are no hardware")
        void virtual() {
            Hardware read = read(
                    "intel",
                    net("/sys/devices/virtual/net/virbr0", "<interface>virbr0</interface>"),
                    net("/sys/devices/virtual/net/vnet0", "<interface>vnet0</interface>"),
                    net("/sys/devices/virtual/net/lo", "<interface>lo</interface>"));

            assertEquals(List.of(), read.nics());
        }

        @Test
        @DisplayName("on PCI have address, names, class and IOMMU group")
        void pci() {
            Hardware read = read("intel", """
                    <device>
                      <name>pci_0000_65_00_0</name>
                      <path>/sys/devices/pci0000:64/0000:64:00.0/0000:65:00.0</path>
                      <parent>pci_0000_64_00_0</parent>
                      <driver>
                        <name>nvidia</name>
                      </driver>
                      <capability type='pci'>
                        <class>0x030000</class>
                        <domain>0</domain>
                        <bus>101</bus>
                        <slot>0</slot>
                        <function>0</function>
                        <product id='0x1eb8'>TU104GL [Tesla T4]</product>
                        <vendor id='0x10de'>NVIDIA Corporation</vendor>
                        <iommuGroup number='29'>
                          <address domain='0x0000' bus='0x65' slot='0x00' function='0x0'/>
                        </iommuGroup>
                        <pci-express>
                          <link validity='cap' port='0' speed='8' width='16'/>
                        </pci-express>
                      </capability>
                    </device>
                    """);

            assertEquals(
                    List.of(new Hardware.PciDevice(
                            PciAddress.parse("0000:65:00.0"),
                            "NVIDIA Corporation TU104GL [Tesla T4]",
                            Optional.of(0x030000),
                            Optional.of(29))),
                    read.pciDevices());
        }

        @Test
        @DisplayName("on PCI without names are told by their ids; without an IOMMU they have no group")
        void pciIds() {
            Hardware read = read("intel", """
                    <device>
                      <name>pci_0000_00_01_0</name>
                      <capability type='pci'>
                        <domain>0</domain>
                        <bus>0</bus>
                        <slot>31</slot>
                        <function>7</function>
                        <product id='0x1045'/>
                        <vendor id='0x1af4'/>
                      </capability>
                    </device>
                    """);

            assertEquals(
                    List.of(new Hardware.PciDevice(
                            PciAddress.parse("00:1f.7"), "0x1af4 0x1045", Optional.empty(), Optional.empty())),
                    read.pciDevices());
        }

        @Test
        @DisplayName("on PCI without a whole address, or with a class that is none, make nothing up")
        void pciGarbage() {
            String pci = "<device><capability type='pci'><class>%s</class><domain>0</domain><bus>0</bus><slot>%s</slot>"
                    + "<function>0</function></capability></device>";

            assertEquals(
                    List.of(), read("intel", pci.formatted("0x030000", "32")).pciDevices());
            assertEquals(List.of(), read("intel", pci.formatted("0x030000", "")).pciDevices());
            assertEquals(
                    Optional.empty(),
                    read("intel", pci.formatted("0xffffffff", "1"))
                            .pciDevices()
                            .get(0)
                            .pciClass(),
                    "a class has 24 bits");
        }

        @Test
        @DisplayName("of other kinds are left out")
        void others() {
            Hardware read = read(
                    "intel",
                    "<device><name>computer</name><capability type='system'/></device>",
                    "<device><name>x</name><capability type='telepathy'/></device>",
                    "<device/>");

            assertEquals(List.of(), read.disks());
            assertEquals(List.of(), read.nics());
            assertEquals(List.of(), read.pciDevices());
        }
    }
}
