package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.Hardware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A host's hardware")
class HardwareOfHostTest {

    private static Hardware read(String... properties) {
        return HardwareOfHost.read(
                objects(object("HostSystem", "host-9", properties)).get(0));
    }

    @Test
    @DisplayName("is unknown where the server tells nothing, and nothing is made up")
    void nothing() {
        Hardware unknown = read();

        assertEquals("host-9", unknown.name());
        assertEquals(
                new Hardware.Cpu(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                unknown.cpu());
        assertEquals(Optional.empty(), unknown.memory());
        assertEquals(List.of(), unknown.disks());
        assertEquals(List.of(), unknown.nics());
        assertEquals(List.of(), unknown.pciDevices());
        assertEquals(Optional.empty(), unknown.iommu());
        assertEquals(Optional.empty(), unknown.secureBoot());
        assertEquals(Optional.empty(), unknown.tpm());
        assertEquals(Optional.empty(), unknown.hypervisorPresent());
    }

    @Nested
    @DisplayName("has processors")
    class Processors {

        private static Hardware.Cpu cpu(String nested) {
            return read(
                            "hardware.cpuInfo",
                            val("<numCpuPackages>2</numCpuPackages><numCpuCores>32</numCpuCores>"
                                    + "<numCpuThreads>64</numCpuThreads><hz>2400000000</hz>"),
                            "hardware.cpuPkg",
                            val("<HostCpuPackage><index>0</index><vendor>intel</vendor>"
                                    + "<description>  Intel(R) Xeon(R) Gold </description></HostCpuPackage>"
                                    + "<HostCpuPackage><index>1</index><description>Other</description>"
                                    + "</HostCpuPackage>"),
                            "capability",
                            val(nested))
                    .cpu();
        }

        @Test
        @DisplayName("with the cores of all sockets, their threads, and the first one's model")
        void counts() {
            Hardware.Cpu cpu = cpu("");

            assertEquals(Optional.of(32), cpu.cores());
            assertEquals(Optional.of(64), cpu.threads());
            assertEquals(Optional.of("Intel(R) Xeon(R) Gold"), cpu.model());
        }

        @Test
        @DisplayName("that are known to have what they pass on")
        void nested() {
            Hardware.Cpu cpu = cpu("<nestedHVSupported>true</nestedHVSupported>");

            assertEquals(Optional.of(true), cpu.nested());
            assertEquals(Optional.of(true), cpu.virtualization());
            assertEquals(Optional.of(true), cpu.slat());
        }

        @Test
        @DisplayName("of which nothing follows where they pass nothing on")
        void notNested() {
            Hardware.Cpu cpu = cpu("<nestedHVSupported>false</nestedHVSupported>");

            assertEquals(Optional.of(false), cpu.nested());
            assertEquals(Optional.empty(), cpu.virtualization());
            assertEquals(Optional.empty(), cpu.slat());
        }
    }

    @Test
    @DisplayName("has memory in bytes, and none of zero")
    void memory() {
        assertEquals(
                Optional.of(Size.gib(256)),
                read("hardware.memorySize", val("274877906944")).memory());
        assertEquals(Optional.empty(), read("hardware.memorySize", val("0")).memory());
    }

    @ParameterizedTest
    @CsvSource({"true,2.0,2.0", "true,1.2,1.2", "false,2.0,", "true,,"})
    @DisplayName("has a TPM where it is supported, by its version")
    void tpm(String supported, String version, String told) {
        assertEquals(
                Optional.ofNullable(told),
                read(
                                "capability",
                                val("<tpmSupported>" + supported + "</tpmSupported>"
                                        + (version == null ? "" : "<tpmVersion>" + version + "</tpmVersion>")))
                        .tpm());
    }

    @ParameterizedTest
    @CsvSource({"'VMware, Inc.',true", "QEMU,true", "Dell Inc.,", "'',"})
    @DisplayName("is a machine's own where its maker is known for that; else nothing is known")
    void virtual(String vendor, Boolean virtual) {
        assertEquals(
                Optional.ofNullable(virtual),
                read("hardware.systemInfo", val("<vendor>" + vendor + "</vendor><model>x</model>"))
                        .hypervisorPresent());
    }

    @Nested
    @DisplayName("has disks")
    class Disks {

        private static String lun(String key, String name, String more) {
            return "<scsiLun xsi:type=\"HostScsiDisk\"><deviceName>/vmfs/devices/disks/" + name + "</deviceName>"
                    + "<deviceType>disk</deviceType><key>" + key + "</key><uuid>u</uuid><canonicalName>" + name
                    + "</canonicalName><lunType>disk</lunType><vendor>ATA     </vendor>"
                    + "<model>Big One         </model><operationalState>ok</operationalState><capacity>"
                    + "<blockSize>512</blockSize><block>4194304</block></capacity><devicePath>p</devicePath>" + more
                    + "</scsiLun>";
        }

        private static List<Hardware.DiskDevice> disks(String storage) {
            return read("config.storageDevice", "<val xsi:type=\"HostStorageDeviceInfo\">" + storage + "</val>")
                    .disks();
        }

        private static String adapter(String type, String driver, String more) {
            return "<hostBusAdapter xsi:type=\"" + type + "\"><key>hba-64</key><device>vmhba64</device><bus>1</bus>"
                    + "<status>online</status><model>m</model><driver>" + driver + "</driver>" + more
                    + "</hostBusAdapter>";
        }

        private static final String BEHIND = "<scsiTopology><adapter><key>i</key><adapter>hba-64</adapter><target>"
                + "<key>t</key><target>0</target><lun><key>l</key><lun>0</lun><scsiLun>lun-1</scsiLun></lun></target>"
                + "</adapter></scsiTopology>";

        @ParameterizedTest
        @CsvSource({"<ssd>true</ssd>,SSD", "<ssd>false</ssd>,HDD", "<localDisk>true</localDisk>,UNKNOWN"})
        @DisplayName("of flash, of platters, or of what the server does not say")
        void kind(String told, Hardware.DiskKind kind) {
            assertEquals(
                    new Hardware.DiskDevice("naa.6001", Optional.of(Size.gib(2)), kind, Optional.of("Big One")),
                    disks(lun("lun-1", "naa.6001", told)).get(0));
        }

        @Test
        @DisplayName("on NVMe by the adapter's driver")
        void driver() {
            assertEquals(
                    Hardware.DiskKind.NVME,
                    disks(adapter("HostBlockHba", "nvme_pcie", "")
                                    + lun("lun-1", "eui.0025", "<ssd>true</ssd>")
                                    + BEHIND)
                            .get(0)
                            .kind());
        }

        @Test
        @DisplayName("on NVMe by the adapter's protocol, which vSphere 7 and later tell")
        void protocol() {
            assertEquals(
                    Hardware.DiskKind.NVME,
                    disks(adapter("HostPcieHba", "lpfc", "<storageProtocol>nvme</storageProtocol>")
                                    + lun("lun-1", "eui.0025", "<ssd>true</ssd>")
                                    + BEHIND)
                            .get(0)
                            .kind());
        }

        @Test
        @DisplayName("on NVMe by the name, and not by an adapter that they are not behind")
        void name() {
            assertEquals(
                    Hardware.DiskKind.NVME,
                    disks(lun("lun-1", "t10.NVMe____Samsung", "")).get(0).kind());
            assertEquals(
                    Hardware.DiskKind.HDD,
                    disks(adapter("HostBlockHba", "nvme_pcie", "")
                                    + lun("lun-2", "naa.6002", "<ssd>false</ssd>")
                                    + BEHIND)
                            .get(0)
                            .kind());
        }

        @Test
        @DisplayName("and neither drives for CDs nor enclosures among them; of 4-KiB blocks as well")
        void others() {
            String cdrom = "<scsiLun xsi:type=\"ScsiLun\"><deviceName>/vmfs/devices/cdrom/a</deviceName><key>c</key>"
                    + "<canonicalName>mpx.vmhba1</canonicalName><lunType>cdrom</lunType></scsiLun>";
            String large = lun("lun-1", "naa.6003", "").replace(">512<", ">4096<");

            assertEquals(List.of(), disks(cdrom));
            assertEquals(Optional.of(Size.gib(16)), disks(large).get(0).size());
            assertEquals(
                    Optional.empty(),
                    disks(large.replace(">4194304<", ">0<")).get(0).size());
        }
    }

    @Nested
    @DisplayName("has network adapters")
    class Adapters {

        private static Hardware.NetworkAdapter adapter(String link) {
            return read(
                            "config.network.pnic",
                            val("<PhysicalNic><key>key-vim.host.PhysicalNic-vmnic0</key><device>vmnic0</device>"
                                    + "<pci>0000:02:00.0</pci><driver>i40en</driver>" + link
                                    + "<validLinkSpecification><speedMb>10000</speedMb><duplex>true</duplex>"
                                    + "</validLinkSpecification><spec/><wakeOnLanSupported>true</wakeOnLanSupported>"
                                    + "<mac>A0:36:9F:00:00:01</mac></PhysicalNic>"))
                    .nics()
                    .get(0);
        }

        @ParameterizedTest
        @ValueSource(longs = {1000, 10_000, 25_000, 100_000, 400_000})
        @DisplayName("with the speed of the link that is up")
        void up(long megabits) {
            assertEquals(
                    new Hardware.NetworkAdapter(
                            "vmnic0",
                            Optional.of("a0:36:9f:00:00:01"),
                            Optional.of(megabits * 1_000_000),
                            Optional.of(true)),
                    adapter("<linkSpeed><speedMb>" + megabits + "</speedMb><duplex>true</duplex></linkSpeed>"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "<linkSpeed><speedMb>0</speedMb><duplex>false</duplex></linkSpeed>"})
        @DisplayName("whose link is down, and then none of the speeds that it could have")
        void down(String link) {
            assertEquals(Optional.empty(), adapter(link).bitsPerSecond());
            assertEquals(Optional.of(false), adapter(link).up());
        }
    }

    @Nested
    @DisplayName("has PCI devices")
    class Pci {

        private static Hardware.PciDevice device(String id, String names) {
            return read(
                            "hardware.pciDevice",
                            val("<HostPciDevice><id>" + id + "</id><classId>768</classId><bus>101</bus><slot>0</slot>"
                                    + "<function>0</function><vendorId>4318</vendorId><subVendorId>4318</subVendorId>"
                                    + names + "</HostPciDevice>"))
                    .pciDevices()
                    .get(0);
        }

        @Test
        @DisplayName("by address, names and class")
        void named() {
            assertEquals(
                    new Hardware.PciDevice(
                            new PciAddress(0, 0x65, 0, 0), "NVIDIA A100", Optional.of(0x030000), Optional.empty()),
                    device(
                            "0000:65:00.0",
                            "<vendorName>NVIDIA</vendorName><deviceId>8368</deviceId><deviceName>A100</deviceName>"));
        }

        @Test
        @DisplayName("by their ids where the server knows no names, negative ones read as they are meant")
        void unnamed() {
            assertEquals(
                    "10de:8086",
                    device(
                                    "0000:65:00.0",
                                    "<vendorName></vendorName><deviceId>-32634</deviceId><deviceName></deviceName>")
                            .description());
        }

        @Test
        @DisplayName("and none whose address cannot be read")
        void strange() {
            assertEquals(
                    List.of(),
                    read("hardware.pciDevice", val("<HostPciDevice><id>pci#0</id></HostPciDevice>"))
                            .pciDevices());
        }

        @ParameterizedTest
        @CsvSource({"true,true", "false,", "'',"})
        @DisplayName("and an IOMMU where one of them is capable of passthrough; else nobody knows")
        void iommu(String capable, Boolean told) {
            assertEquals(
                    Optional.ofNullable(told),
                    read(
                                    "config.pciPassthruInfo",
                                    val("<HostPciPassthruInfo><id>0000:00:00.0</id><dependentDevice>x</dependentDevice>"
                                            + "<passthruEnabled>false</passthruEnabled><passthruCapable>false"
                                            + "</passthruCapable></HostPciPassthruInfo>"
                                            + "<HostPciPassthruInfo xsi:type=\"HostSriovInfo\"><id>0000:65:00.0</id>"
                                            + "<passthruCapable>" + capable + "</passthruCapable>"
                                            + "<sriovEnabled>true</sriovEnabled></HostPciPassthruInfo>"))
                            .iommu());
        }
    }
}
