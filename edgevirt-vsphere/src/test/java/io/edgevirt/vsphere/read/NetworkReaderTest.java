package io.edgevirt.vsphere.read;

import static io.edgevirt.vsphere.read.Recorded.object;
import static io.edgevirt.vsphere.read.Recorded.objects;
import static io.edgevirt.vsphere.read.Recorded.val;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.SwitchInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A network")
class NetworkReaderTest {

    private static final String FOLDERS =
            object("Folder", "group-n6", "name", val("network"), "parent", val("datacenter-2"))
                    + object("Datacenter", "datacenter-2", "name", val("DC"), "parent", val("group-d1"))
                    + object("Folder", "group-d1", "name", val("Datacenters"));

    private static List<SwitchInfo> read(String listing) {
        return NetworkReader.switches(objects(listing + FOLDERS), "group-d1");
    }

    private static String host(String number, String network) {
        return object(
                "HostSystem",
                "host-" + number,
                "name",
                val("esx" + number),
                "network",
                "<val xsi:type=\"ArrayOfManagedObjectReference\"><ManagedObjectReference type=\"Network\">" + network
                        + "</ManagedObjectReference></val>",
                "configManager.networkSystem",
                "<val type=\"HostNetworkSystem\">networkSystem-" + number + "</val>");
    }

    private static String array(String name, String items) {
        return "<val xsi:type=\"ArrayOf" + name + "\">" + items + "</val>";
    }

    @Nested
    @DisplayName("of hosts' own switches")
    class Standard {

        private static String portgroup(String name, String vswitch, int vlan) {
            return "<HostPortGroup><key>key-vim.host.PortGroup-" + name + "</key><vswitch>key-" + vswitch
                    + "</vswitch><computedPolicy/><spec><name>" + name + "</name><vlanId>" + vlan
                    + "</vlanId><vswitchName>" + vswitch + "</vswitchName><policy/></spec></HostPortGroup>";
        }

        private static String system(String number, int vlan, String pnics, String vnics) {
            return object(
                    "HostNetworkSystem",
                    "networkSystem-" + number,
                    "networkInfo.portgroup",
                    array("HostPortGroup", portgroup("LAN", "vSwitch0", vlan) + portgroup("Mgmt", "vSwitch0", 0)),
                    "networkInfo.vswitch",
                    array(
                            "HostVirtualSwitch",
                            "<HostVirtualSwitch><name>vSwitch0</name><key>key-vSwitch0</key>" + pnics
                                    + "<spec><numPorts>128</numPorts></spec></HostVirtualSwitch>"),
                    "networkInfo.vnic",
                    array("HostVirtualNic", vnics));
        }

        private static String pnic(String device) {
            return "<pnic>key-vim.host.PhysicalNic-" + device + "</pnic>";
        }

        private static SwitchInfo lan(String around) {
            return read(object("Network", "network-7", "name", val("LAN"), "parent", val("group-n6")) + around)
                    .get(0);
        }

        @Test
        @DisplayName("that reaches an adapter is external, by the adapter's name")
        void external() {
            assertEquals(
                    new SwitchInfo(
                            "network-7",
                            "LAN",
                            SwitchInfo.Kind.EXTERNAL,
                            Optional.of("vmnic0,vmnic1"),
                            Optional.empty(),
                            Optional.of(20),
                            Optional.of("esx1"),
                            Optional.empty(),
                            Optional.of("/DC/network/LAN")),
                    lan(host("1", "network-7") + system("1", 20, pnic("vmnic0") + pnic("vmnic1"), "")));
        }

        @Test
        @DisplayName("that reaches its host and no adapter is internal")
        void internal() {
            String vnic = "<HostVirtualNic><device>vmk0</device><portgroup>Mgmt</portgroup></HostVirtualNic>";

            assertEquals(
                    SwitchInfo.Kind.INTERNAL,
                    lan(host("1", "network-7") + system("1", 0, "", vnic)).kind());
        }

        @Test
        @DisplayName("that reaches neither is isolated")
        void isolated() {
            assertEquals(
                    SwitchInfo.Kind.ISOLATED,
                    lan(host("1", "network-7") + system("1", 0, "", "")).kind());
        }

        @Test
        @DisplayName("of which no host tells is of unknown kind, and has no VLAN")
        void unknown() {
            assertEquals(SwitchInfo.Kind.UNKNOWN, lan(host("1", "network-7")).kind());
            assertEquals(Optional.empty(), lan("").vlan());
        }

        @ParameterizedTest
        @CsvSource({"0,", "1,1", "4094,4094", "4095,"})
        @DisplayName("tags with its VLAN; 0 is none, and with 4095 guests tag for themselves")
        void vlan(int kept, Integer told) {
            assertEquals(
                    Optional.ofNullable(told),
                    lan(host("1", "network-7") + system("1", kept, "", "")).vlan());
        }

        @Test
        @DisplayName("on several hosts has a VLAN only where they agree, and is of no one host")
        void several() {
            String hosts = host("1", "network-7") + host("2", "network-7");

            assertEquals(
                    Optional.of(7),
                    lan(hosts + system("1", 7, "", "") + system("2", 7, "", "")).vlan());
            assertEquals(
                    Optional.empty(),
                    lan(hosts + system("1", 7, "", "") + system("2", 8, "", "")).vlan());
            assertEquals(Optional.empty(), lan(hosts).host());
        }
    }

    @Nested
    @DisplayName("of a distributed switch")
    class Distributed {

        private static String portgroup(String vlan, String... more) {
            String[] properties = {
                "name",
                val("Prod%2fA"),
                "parent",
                val("group-n6"),
                "config.distributedVirtualSwitch",
                "<val type=\"VmwareDistributedVirtualSwitch\">dvs-3</val>",
                "config.defaultPortConfig",
                "<val xsi:type=\"VMwareDVSPortSetting\">" + vlan + "</val>"
            };
            String[] all = java.util.stream.Stream.concat(
                            java.util.Arrays.stream(properties), java.util.Arrays.stream(more))
                    .toArray(String[]::new);
            return object("DistributedVirtualPortgroup", "dvportgroup-8", all)
                    + object("VmwareDistributedVirtualSwitch", "dvs-3", "name", val("dvs"), "uuid", val("50 1e"));
        }

        private static String proxy(String number, String switchUuid, String pnics) {
            return object(
                    "HostNetworkSystem",
                    "networkSystem-" + number,
                    "networkInfo.proxySwitch",
                    array(
                            "HostProxySwitch",
                            "<HostProxySwitch><dvsUuid>" + switchUuid + "</dvsUuid><dvsName>dvs</dvsName><key>k</key>"
                                    + pnics + "<spec/><nsxtEnabled>false</nsxtEnabled></HostProxySwitch>"));
        }

        private static final String ID = "<vlan xsi:type=\"VmwareDistributedVirtualSwitchVlanIdSpec\">"
                + "<inherited>false</inherited><vlanId>30</vlanId></vlan>";

        @Test
        @DisplayName("is external by the adapters that its hosts gave the switch")
        void external() {
            SwitchInfo network = read(portgroup(ID)
                            + host("1", "dvportgroup-8")
                            + host("2", "dvportgroup-8")
                            + proxy("1", "50 1e", "<pnic>key-vim.host.PhysicalNic-vmnic2</pnic>")
                            + proxy("2", "50 1e", "<pnic>key-vim.host.PhysicalNic-vmnic3</pnic>"))
                    .get(0);

            assertEquals("Prod/A", network.name());
            assertEquals(SwitchInfo.Kind.EXTERNAL, network.kind());
            assertEquals(Optional.of("vmnic2,vmnic3"), network.uplink());
            assertEquals(Optional.of(30), network.vlan());
            assertEquals(Optional.empty(), network.host());
            assertEquals(Optional.of("/DC/network/Prod%2fA"), network.path());
        }

        @Test
        @DisplayName("without adapters is isolated, and of unknown kind where no host has the switch")
        void kinds() {
            String around = portgroup(ID) + host("1", "dvportgroup-8");

            assertEquals(
                    SwitchInfo.Kind.ISOLATED,
                    read(around + proxy("1", "50 1e", "")).get(0).kind());
            assertEquals(
                    SwitchInfo.Kind.UNKNOWN,
                    read(around + proxy("1", "other", "")).get(0).kind());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<vlan xsi:type=\"VmwareDistributedVirtualSwitchVlanIdSpec\"><vlanId>0</vlanId></vlan>",
                    "<vlan xsi:type=\"VmwareDistributedVirtualSwitchTrunkVlanSpec\"><vlanId><start>10</start>"
                            + "<end>20</end></vlanId><vlanId><start>30</start><end>30</end></vlanId></vlan>",
                    "<vlan xsi:type=\"VmwareDistributedVirtualSwitchPvlanSpec\"><pvlanId>101</pvlanId></vlan>",
                    "<vlan xsi:type=\"VmwareDistributedVirtualSwitchVxlanSpec\"><vlanId>5000</vlanId></vlan>",
                    ""
                })
        @DisplayName("has no VLAN without tag, as a trunk, as a private VLAN, and in ways of later versions")
        void vlan(String vlan) {
            assertEquals(Optional.empty(), read(portgroup(vlan)).get(0).vlan());
        }

        @Test
        @DisplayName("for uplinks is left out: no machine can be connected to it")
        void uplinks() {
            assertEquals(
                    List.of(), read(portgroup(ID, "tag", array("Tag", "<Tag><key>SYSTEM/DVS.UPLINKPG</key></Tag>"))));
        }
    }

    @Test
    @DisplayName("of NSX is told by its name, with nothing that vSphere does not know of it")
    void opaque() {
        SwitchInfo network = read(object(
                        "OpaqueNetwork", "network-o1", "name", val("segment"), "parent", val("group-n6")))
                .get(0);

        assertEquals("segment", network.name());
        assertEquals(SwitchInfo.Kind.UNKNOWN, network.kind());
    }

    @Nested
    @DisplayName("lets its machines send from other MAC addresses")
    class Forged {

        @Test
        @DisplayName("as the newer policy says, before the older one")
        void distributed() {
            Element both =
                    Recorded.element(val("<securityPolicy><forgedTransmits><value>false</value></forgedTransmits>"
                            + "</securityPolicy><macManagementPolicy><forgedTransmits>true</forgedTransmits>"
                            + "</macManagementPolicy>"));
            Element old = Recorded.element(
                    val("<securityPolicy><forgedTransmits><value>false</value></forgedTransmits></securityPolicy>"));

            assertEquals(Optional.of(true), Vlans.forgedOnDistributed(both));
            assertEquals(Optional.of(false), Vlans.forgedOnDistributed(old));
            assertEquals(Optional.empty(), Vlans.forgedOnDistributed(Element.NONE));
        }

        @Test
        @DisplayName("as all hosts say, where they agree")
        void standard() {
            Element yes = Recorded.element(val(
                    "<computedPolicy><security><forgedTransmits>true</forgedTransmits></security></computedPolicy>"));
            Element no = Recorded.element(val(
                    "<computedPolicy><security><forgedTransmits>false</forgedTransmits></security></computedPolicy>"));

            assertEquals(Optional.of(true), Vlans.forgedOnStandard(List.of(yes, yes)));
            assertEquals(Optional.empty(), Vlans.forgedOnStandard(List.of(yes, no)));
            assertEquals(Optional.empty(), Vlans.forgedOnStandard(List.of()));
        }
    }
}
