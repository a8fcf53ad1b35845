package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.DiskBus;
import io.edgevirt.DiskInfo;
import io.edgevirt.Firmware;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NicInfo;
import io.edgevirt.PciAddress;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.Size;
import io.edgevirt.VMConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A machine's configuration")
class ConfigReaderTest {

    private static final String STORE = object("Datastore", "datastore-5", "name", val("fast%2fone"));

    private static String device(String type, String key, String more) {
        return "<device xsi:type=\"" + type + "\"><key>" + key + "</key>" + more + "</device>";
    }

    private static String hardware(String devices) {
        return "<val xsi:type=\"VirtualHardware\"><numCPU>4</numCPU><numCoresPerSocket>2</numCoresPerSocket>"
                + "<memoryMB>4096</memoryMB><virtualICH7MPresent>false</virtualICH7MPresent>" + devices + "</val>";
    }

    private static VMConfig read(String objects) {
        return ConfigReader.read("vm-42", objects(objects));
    }

    private static VMConfig withDevices(String devices) {
        return read(object("VirtualMachine", "vm-42", "config.hardware", hardware(devices)) + STORE);
    }

    private static VMConfig with(String property, String value) {
        return read(object("VirtualMachine", "vm-42", "config.hardware", hardware(""), property, val(value)));
    }

    @Nested
    @DisplayName("of processors, memory and firmware")
    class Basics {

        @Test
        @DisplayName("counts all processors, and memory in binary megabytes")
        void size() {
            VMConfig config = withDevices("");

            assertEquals(4, config.cpus());
            assertEquals(Size.gib(4), config.memory());
            assertEquals(Optional.empty(), config.dynamicMemory());
        }

        @ParameterizedTest
        @CsvSource({"efi,UEFI", "bios,BIOS"})
        @DisplayName("tells the firmware")
        void firmware(String kept, Firmware firmware) {
            assertEquals(Optional.of(firmware), with("config.firmware", kept).firmware());
        }

        @Test
        @DisplayName("has no firmware that this version does not know")
        void otherFirmware() {
            assertEquals(Optional.empty(), with("config.firmware", "csm").firmware());
        }

        @Test
        @DisplayName("tells secure boot, nested virtualization, guest and description where the server does")
        void options() {
            VMConfig told = read(object(
                    "VirtualMachine",
                    "vm-42",
                    "config.hardware",
                    hardware(""),
                    "config.bootOptions",
                    "<val xsi:type=\"VirtualMachineBootOptions\"><bootDelay>0</bootDelay>"
                            + "<efiSecureBootEnabled>true</efiSecureBootEnabled></val>",
                    "config.nestedHVEnabled",
                    val("true"),
                    "config.guestId",
                    val("windows2022srvNext_64Guest"),
                    "config.annotation",
                    val("a <![CDATA[<b>]]> c")));

            assertEquals(Optional.of(true), told.secureBoot());
            assertEquals(Optional.of(true), told.nestedVirtualization());
            assertEquals(Optional.of("windows2022srvNext_64Guest"), told.guestOs());
            assertEquals(Optional.of("a <b> c"), told.description());
        }

        @Test
        @DisplayName("says nothing of what the server does not tell")
        void unknown() {
            VMConfig untold = withDevices("");

            assertEquals(Optional.empty(), untold.secureBoot());
            assertEquals(Optional.empty(), untold.nestedVirtualization());
            assertEquals(Optional.empty(), untold.guestOs());
            assertEquals(Optional.empty(), untold.description());
            assertEquals(Optional.empty(), untold.autostart());
            assertEquals(Map.of(), untold.tags());
        }

        @Test
        @DisplayName("knows a TPM by its device")
        void tpm() {
            assertEquals(
                    Optional.of(true),
                    withDevices(device("VirtualTPM", "11000", "")).tpm());
            assertEquals(Optional.of(false), withDevices("").tpm());
        }

        @Test
        @DisplayName("is refused where the login may not read it, and where nobody knows it")
        void refused() {
            String denied = "<objects><obj type=\"VirtualMachine\">vm-42</obj><missingSet><path>config.hardware</path>"
                    + "<fault><fault xsi:type=\"NoPermission\"/></fault></missingSet></objects>";

            assertThrows(PermissionDeniedException.class, () -> read(denied));
            assertThrows(
                    InvalidStateException.class,
                    () -> read(object("VirtualMachine", "vm-42", "name", val("inaccessible"))));
            assertThrows(InvalidStateException.class, () -> read(object("VirtualMachine", "vm-43")));
        }
    }

    @Nested
    @DisplayName("of tags")
    class Tags {

        @Test
        @DisplayName("tells those that EdgeVirt set, and no other setting")
        void own() {
            assertEquals(
                    Map.of("env", "prod"),
                    with("config.extraConfig", option("edgevirt.tag.env", "prod") + option("nvram", "a.nvram"))
                            .tags());
        }

        @Test
        @DisplayName("has none whose value was emptied")
        void removed() {
            assertEquals(
                    Map.of(),
                    with("config.extraConfig", option("edgevirt.tag.env", "")).tags());
        }

        private static String option(String key, String value) {
            return "<OptionValue xsi:type=\"OptionValue\"><key>" + key + "</key><value xsi:type=\"xsd:string\">" + value
                    + "</value></OptionValue>";
        }
    }

    @Nested
    @DisplayName("of disks")
    class Disks {

        private static final String FLAT = "<backing xsi:type=\"VirtualDiskFlatVer2BackingInfo\">"
                + "<fileName>[fast%2fone] web/web.vmdk</fileName><datastore type=\"Datastore\">datastore-5</datastore>"
                + "<backingObjectId></backingObjectId><diskMode>persistent</diskMode>"
                + "<thinProvisioned>true</thinProvisioned></backing>";

        private static DiskInfo disk(String controller, String backing, String more) {
            return withDevices(device(controller, "1000", "<busNumber>0</busNumber>")
                            + device(
                                    "VirtualDisk",
                                    "2000",
                                    backing + "<controllerKey>1000</controllerKey><unitNumber>0</unitNumber>" + more))
                    .disks()
                    .get(0);
        }

        @ParameterizedTest
        @CsvSource({
            "VirtualLsiLogicController,SCSI",
            "ParaVirtualSCSIController,SCSI",
            "VirtualLsiLogicSASController,SCSI",
            "VirtualBusLogicController,SCSI",
            "VirtualAHCIController,SATA",
            "VirtualNVMEController,NVME",
            "VirtualIDEController,IDE",
            "VirtualUSBXHCIController,USB"
        })
        @DisplayName("knows the bus by the controller")
        void bus(String controller, DiskBus bus) {
            assertEquals(Optional.of(bus), disk(controller, FLAT, "").bus());
        }

        @Test
        @DisplayName("knows no bus of a controller of later versions")
        void otherBus() {
            assertEquals(
                    Optional.empty(), disk("VirtualQuantumController", FLAT, "").bus());
        }

        @Test
        @DisplayName("tells key, size, datastore, file and that it is thin")
        void flat() {
            assertEquals(
                    new DiskInfo(
                            "2000",
                            Optional.of(Size.ofBytes(10_000_000_512L)),
                            Optional.of("fast/one"),
                            Optional.of("[fast%2fone] web/web.vmdk"),
                            Optional.of(DiskBus.NVME),
                            Optional.of(true)),
                    disk(
                            "VirtualNVMEController",
                            FLAT,
                            "<capacityInKB>9765625</capacityInKB><capacityInBytes>10000000512</capacityInBytes>"));
        }

        @Test
        @DisplayName("takes the size in kilobytes of servers that tell no other, and none of zero")
        void size() {
            assertEquals(
                    Optional.of(Size.gib(1)),
                    disk("VirtualIDEController", FLAT, "<capacityInKB>1048576</capacityInKB>")
                            .size());
            assertEquals(
                    Optional.empty(),
                    disk("VirtualIDEController", FLAT, "<capacityInKB>0</capacityInKB>")
                            .size());
        }

        @Test
        @DisplayName("takes the datastore from the file's name where the login sees no datastore")
        void datastore() {
            String far = FLAT.replace("datastore-5", "datastore-9");

            assertEquals(
                    Optional.of("fast/one"),
                    disk("VirtualIDEController", far, "").pool());
        }

        @Test
        @DisplayName("of raw devices tells the mapping's file, and nothing of thinness")
        void raw() {
            DiskInfo raw = disk(
                    "ParaVirtualSCSIController",
                    "<backing xsi:type=\"VirtualDiskRawDiskMappingVer1BackingInfo\">"
                            + "<fileName>[fast%2fone] web/raw.vmdk</fileName><lunUuid>0200</lunUuid>"
                            + "<deviceName>vml.0200</deviceName><compatibilityMode>physicalMode</compatibilityMode>"
                            + "<diskMode>independent_persistent</diskMode></backing>",
                    "<capacityInBytes>1024</capacityInBytes>");

            assertEquals(Optional.of("[fast%2fone] web/raw.vmdk"), raw.path());
            assertEquals(Optional.of("fast/one"), raw.pool());
            assertEquals(Optional.empty(), raw.thin());
        }

        @Test
        @DisplayName("of the space-efficient format tells the file, and nothing of the thinness of what lies below")
        void sparse() {
            DiskInfo sparse = disk(
                    "ParaVirtualSCSIController",
                    "<backing xsi:type=\"VirtualDiskSeSparseBackingInfo\">"
                            + "<fileName>[ds] web/web-000001.vmdk</fileName><diskMode>persistent</diskMode>"
                            + "<parent><fileName>[ds] web/web.vmdk</fileName><diskMode>persistent</diskMode></parent>"
                            + "<grainSize>4096</grainSize></backing>",
                    "");

            assertEquals(Optional.of("[ds] web/web-000001.vmdk"), sparse.path());
            assertEquals(Optional.of("ds"), sparse.pool());
            assertEquals(Optional.empty(), sparse.thin());
        }

        @Test
        @DisplayName("of first-class disks is that of every disk")
        void firstClass() {
            DiskInfo first = disk(
                    "ParaVirtualSCSIController",
                    FLAT,
                    "<capacityInBytes>4096</capacityInBytes><vDiskId><id>6f1d-11</id></vDiskId>"
                            + "<virtualDiskFormat>native_4k</virtualDiskFormat>");

            assertEquals("2000", first.id());
            assertEquals(Optional.of(Size.ofBytes(4096)), first.size());
        }
    }

    @Nested
    @DisplayName("of drives and devices")
    class Passed {

        @Test
        @DisplayName("tells the ISO images in its drives, and no drive of host or client")
        void iso() {
            String drives = device(
                            "VirtualCdrom",
                            "3000",
                            "<backing xsi:type=\"VirtualCdromIsoBackingInfo\"><fileName>[ds] iso/a.iso</fileName>"
                                    + "</backing>")
                    + device(
                            "VirtualCdrom",
                            "3001",
                            "<backing xsi:type=\"VirtualCdromRemotePassthroughBackingInfo\"><deviceName></deviceName>"
                                    + "<exclusive>false</exclusive></backing>")
                    + device(
                            "VirtualCdrom",
                            "3002",
                            "<backing xsi:type=\"VirtualCdromAtapiBackingInfo\"><deviceName>/dev/cd</deviceName>"
                                    + "</backing>")
                    + device(
                            "VirtualCdrom",
                            "3003",
                            "<backing xsi:type=\"VirtualCdromIsoBackingInfo\"><fileName></fileName></backing>");

            assertEquals(List.of("[ds] iso/a.iso"), withDevices(drives).isos());
        }

        @ParameterizedTest
        @CsvSource({
            "id,0000:65:00.0,0x65",
            "id,00000:101:00.0,0x65",
            "assignedId,0000:65:00.0,0x65",
            "assignedId,00000:101:00.0,0x65"
        })
        @DisplayName("tells the address of a device that is passed through, by the old backing and the new")
        void passthrough(String field, String id, String bus) {
            String type = field.equals("id")
                    ? "VirtualPCIPassthroughDeviceBackingInfo"
                    : "VirtualPCIPassthroughDynamicBackingInfo";

            assertEquals(
                    List.of(new PciAddress(0, Integer.decode(bus), 0, 0)),
                    withDevices(device(
                                    "VirtualPCIPassthrough",
                                    "13000",
                                    "<backing xsi:type=\"" + type + "\"><deviceName></deviceName><" + field + ">" + id
                                            + "</" + field + "></backing>"))
                            .devices());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<backing xsi:type=\"VirtualPCIPassthroughDynamicBackingInfo\"><deviceName></deviceName>"
                            + "<allowedDevice><vendorId>4318</vendorId><deviceId>7864</deviceId></allowedDevice>"
                            + "<customLabel>gpu</customLabel></backing>",
                    "<backing xsi:type=\"VirtualPCIPassthroughVmiopBackingInfo\"><vgpu>grid_a100-8c</vgpu>"
                            + "<migrateSupported>true</migrateSupported></backing>",
                    "<backing xsi:type=\"VirtualPCIPassthroughDvxBackingInfo\"><deviceClass>x</deviceClass></backing>",
                    "<backing xsi:type=\"VirtualPCIPassthroughDeviceBackingInfo\"><id>sometime</id></backing>"
                })
        @DisplayName("has no address for what the host chooses, for shares of a GPU, and for words that are none")
        void without(String backing) {
            assertEquals(
                    List.of(),
                    withDevices(device("VirtualPCIPassthrough", "13000", backing))
                            .devices());
        }
    }

    @Nested
    @DisplayName("of network adapters")
    class Nics {

        private static final String HOST =
                object("HostSystem", "host-9", "configManager.networkSystem", val("networkSystem-9"))
                        + object("HostNetworkSystem", "networkSystem-9", "networkInfo.portgroup", portgroup("LAN", 12));

        private static String portgroup(String name, int vlan) {
            return val("<HostPortGroup><key>k</key><computedPolicy><security><allowPromiscuous>false</allowPromiscuous>"
                    + "<macChanges>false</macChanges><forgedTransmits>true</forgedTransmits></security></computedPolicy>"
                    + "<spec><name>" + name + "</name><vlanId>" + vlan + "</vlanId><vswitchName>vSwitch0</vswitchName>"
                    + "<policy/></spec></HostPortGroup>");
        }

        private static List<NicInfo> nics(String type, String backing, String around) {
            return read(object(
                                    "VirtualMachine",
                                    "vm-42",
                                    "runtime.host",
                                    val("host-9"),
                                    "config.hardware",
                                    hardware(device(
                                            type,
                                            "4000",
                                            backing + "<addressType>assigned</addressType>"
                                                    + "<macAddress>00:50:56:AB:CD:EF</macAddress>")))
                            + HOST
                            + around)
                    .nics();
        }

        private static String standard(String name, String network) {
            return "<backing xsi:type=\"VirtualEthernetCardNetworkBackingInfo\"><deviceName>" + name
                    + "</deviceName><network type=\"Network\">" + network + "</network></backing>";
        }

        private static final String DISTRIBUTED =
                "<backing xsi:type=\"VirtualEthernetCardDistributedVirtualPortBackingInfo\"><port>"
                        + "<switchUuid>50 1e</switchUuid><portgroupKey>dvportgroup-8</portgroupKey><portKey>16</portKey>"
                        + "</port></backing>";

        private static String dvportgroup(String vlan) {
            return object(
                    "DistributedVirtualPortgroup",
                    "dvportgroup-8",
                    "name",
                    val("Prod%2fA"),
                    "key",
                    val("dvportgroup-8"),
                    "config.defaultPortConfig",
                    "<val xsi:type=\"VMwareDVSPortSetting\">" + vlan
                            + "<macManagementPolicy><inherited>false</inherited><allowPromiscuous>false</allowPromiscuous>"
                            + "<forgedTransmits>false</forgedTransmits></macManagementPolicy></val>");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "VirtualE1000",
                    "VirtualE1000e",
                    "VirtualVmxnet3",
                    "VirtualVmxnet3Vrdma",
                    "VirtualPCNet32",
                    "VirtualSriovEthernetCard"
                })
        @DisplayName("of every kind tells MAC address, network, VLAN and what it may send")
        void standard(String type) {
            assertEquals(
                    List.of(new NicInfo(
                            "4000",
                            Optional.of("00:50:56:ab:cd:ef"),
                            Optional.of("LAN"),
                            Optional.of(12),
                            Optional.of(true))),
                    nics(type, standard("LAN", "network-7"), object("Network", "network-7", "name", val("LAN"))));
        }

        @Test
        @DisplayName("takes the network's name of today before the one that it was connected by")
        void renamed() {
            assertEquals(
                    Optional.of("New/LAN"),
                    nics(
                                    "VirtualVmxnet3",
                                    standard("LAN", "network-7"),
                                    object("Network", "network-7", "name", val("New%2fLAN")))
                            .get(0)
                            .network());
        }

        @Test
        @DisplayName("of a distributed port group tells its name, VLAN and policy")
        void distributed() {
            NicInfo nic = nics(
                            "VirtualVmxnet3",
                            DISTRIBUTED,
                            dvportgroup("<vlan xsi:type=\"VmwareDistributedVirtualSwitchVlanIdSpec\">"
                                    + "<inherited>false</inherited><vlanId>30</vlanId></vlan>"))
                    .get(0);

            assertEquals(Optional.of("Prod/A"), nic.network());
            assertEquals(Optional.of(30), nic.vlan());
            assertEquals(Optional.of(false), nic.macSpoofing());
        }

        @Test
        @DisplayName("has no network that the login does not see, and none for networks of NSX")
        void unknown() {
            assertEquals(
                    Optional.empty(),
                    nics("VirtualVmxnet3", DISTRIBUTED, "").get(0).network());
            assertEquals(
                    Optional.empty(),
                    nics(
                                    "VirtualVmxnet3",
                                    "<backing xsi:type=\"VirtualEthernetCardOpaqueNetworkBackingInfo\">"
                                            + "<opaqueNetworkId>8f</opaqueNetworkId>"
                                            + "<opaqueNetworkType>nsx.LogicalSwitch</opaqueNetworkType></backing>",
                                    "")
                            .get(0)
                            .network());
        }

        @Test
        @DisplayName("is told also before the server gave it a MAC address")
        void withoutMac() {
            List<NicInfo> nics = withDevices(device("VirtualVmxnet3", "4000", "<addressType>generated</addressType>"))
                    .nics();

            assertEquals(1, nics.size());
            assertEquals(Optional.empty(), nics.get(0).mac());
        }
    }

    @Test
    @DisplayName("keeps what it does not know from doing harm")
    void newer() {
        List<String> later = new ArrayList<>();
        later.add(device("VirtualWatchdogTimer", "18000", "<runOnBoot>false</runOnBoot><running>false</running>"));
        later.add(device("VirtualPrecisionClock", "19000", "<backing xsi:type=\"X\"/>"));
        later.add(device("VirtualDeviceOf2031", "", "<controllerKey>x</controllerKey>"));

        VMConfig config = withDevices(String.join("", later));

        assertTrue(config.disks().isEmpty()
                && config.nics().isEmpty()
                && config.devices().isEmpty());
    }
}
