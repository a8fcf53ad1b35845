package io.edgevirt.proxmox.read;

import static io.edgevirt.proxmox.read.HardwareOfNodeTest.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.PciAddress;
import io.edgevirt.SwitchInfo;
import io.edgevirt.proxmox.NodeInterface;
import io.edgevirt.proxmox.SDNVnet;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.translate.Subnet;
import io.edgevirt.proxmox.translate.SwitchNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("Networks are read and named")
class NetworkReadingTest {

    private static final String LISTING = """
            [{"iface":"eno1","type":"eth","active":1,"exists":1,"method":"manual","families":["inet"]},
             {"iface":"bond0","type":"bond","active":1,"slaves":"eno2 eno3","bond_mode":"802.3ad"},
             {"iface":"bond0.30","type":"vlan","active":1,"vlan-raw-device":"bond0","vlan-id":"30"},
             {"iface":"vmbr0","type":"bridge","active":1,"bridge_ports":"eno1","cidr":"192.0.2.11/24",
              "gateway":"192.0.2.1","bridge_vlan_aware":1,"comments":"uplink\\n"},
             {"iface":"vmbr1","type":"bridge","active":1,"bridge_ports":"bond0.30"},
             {"iface":"vmbr2","type":"bridge","active":1,"bridge_ports":"","address":"10.0.0.1","netmask":"24"},
             {"iface":"vmbr3","type":"bridge","bridge_ports":"none","comments":"EdgeVirt 3f2a91bc: Lab\\n"},
             {"iface":"vmbr4","type":"OVSBridge","active":1,"ovs_ports":"int0"},
             {"iface":"int0","type":"OVSIntPort","active":1,"ovs_bridge":"vmbr4","ovs_tag":7}]""";

    private static SwitchInfo of(String name) {
        return SwitchReader.bridges(Map.of("pve1", InterfaceReader.interfaces(json(LISTING)))).stream()
                .filter(s -> s.id().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Nested
    @DisplayName("bridges")
    class Bridges {

        @Test
        @DisplayName("lead out by an adapter, a bond or a VLAN of one")
        void external() {
            assertEquals(Optional.of("eno1"), of("vmbr0").uplink());
            assertEquals(SwitchInfo.Kind.EXTERNAL, of("vmbr1").kind());
            assertEquals(Optional.of("bond0"), of("vmbr1").uplink());
            assertEquals(Optional.of(30), of("vmbr1").vlan());
        }

        @Test
        @DisplayName("without a way out are the node's as well where it has an address on them")
        void internal() {
            assertEquals(SwitchInfo.Kind.INTERNAL, of("vmbr2").kind());
            assertEquals(SwitchInfo.Kind.INTERNAL, of("vmbr4").kind());
            assertEquals(SwitchInfo.Kind.ISOLATED, of("vmbr3").kind());
        }

        @Test
        @DisplayName("have the name that EdgeVirt wrote beside them, and no other comment's")
        void labelled() {
            assertEquals("Lab", of("vmbr3").name());
            assertEquals("vmbr0", of("vmbr0").name());
            assertEquals(Optional.of(false), of("vmbr3").active());
        }

        @Test
        @DisplayName("that differ between nodes are of no known kind, and have no one uplink")
        void differing() {
            NodeInterface plain = InterfaceReader.interfaces(
                            json("[{\"iface\":\"vmbr0\",\"type\":\"bridge\",\"active\":1}]"))
                    .get(0);
            SwitchInfo merged =
                    SwitchReader.bridges(
                                    Map.of("pve1", InterfaceReader.interfaces(json(LISTING)), "pve2", List.of(plain)))
                            .stream()
                            .filter(s -> s.id().equals("vmbr0"))
                            .findFirst()
                            .orElseThrow();

            assertEquals(SwitchInfo.Kind.UNKNOWN, merged.kind());
            assertEquals(Optional.empty(), merged.uplink());
            assertEquals(Optional.empty(), merged.host());
        }
    }

    @Nested
    @DisplayName("changes that wait")
    class Waiting {

        private static final String OURS = """
                --- /etc/network/interfaces\t2026-01-01 10:00:00.000000000 +0000
                +++ /etc/network/interfaces.new\t2026-01-01 10:00:01.000000000 +0000
                @@ -20,4 +20,11 @@
                 \tbridge-stp off
                 \tbridge-fd 0
                \s
                +auto lan
                +iface lan inet manual
                +\tbridge-ports eno2
                +\tbridge-stp off
                +\tbridge-fd 0
                +#EdgeVirt 3f2a91bc: lan
                +
                 source /etc/network/interfaces.d/*
                """;

        private PendingChanges of(String diff) {
            return PendingChanges.of(Json.of(Map.of("data", List.of(), "changes", diff)));
        }

        @Test
        @DisplayName("are ours where all their lines are of our interface")
        void ours() {
            assertEquals(Set.of("lan"), of(OURS).interfaces());
            assertTrue(of(OURS).only(Set.of("lan")));
            assertFalse(of(OURS).only(Set.of("other")));
        }

        @Test
        @DisplayName("are somebody's where a line changes of which it is not seen whose it is")
        void strangers() {
            String address = "@@ -5,3 +5,3 @@\n \tbridge-stp off\n-\taddress 192.0.2.11/24\n+\taddress 192.0.2.12/24\n";

            assertFalse(of(OURS + address).only(Set.of("lan")));
            assertTrue(of(address).waiting());
        }

        @Test
        @DisplayName("are none where comments, blank lines or what Proxmox adds by itself differ")
        void noise() {
            String noise = "@@ -1,2 +1,4 @@\n+# network interface settings\n+\n iface lo inet loopback\n"
                    + "+source /etc/network/interfaces.d/*\n";

            assertFalse(of(noise).waiting());
            assertFalse(PendingChanges.of(Json.of(Map.of("data", List.of()))).waiting());
        }
    }

    @Nested
    @DisplayName("virtual networks")
    class Virtual {

        private static final String ZONES = """
                [{"zone":"lan","type":"vlan","bridge":"vmbr0","nodes":"pve1,pve2","digest":"a"},
                 {"zone":"lab","type":"simple","state":"new","pending":{"type":"simple","zone":"lab"}},
                 {"zone":"gone","type":"simple","state":"deleted"}]""";
        private static final String VNETS = """
                [{"vnet":"v20","zone":"lan","tag":20,"type":"vnet"},
                 {"vnet":"nat1","state":"new","pending":{"zone":"lab","alias":"EdgeVirt 3f2a91bc: Lab NAT"}},
                 {"vnet":"old","zone":"lan","tag":"5","state":"deleted"}]""";
        private static final String SUBNETS = """
                [{"subnet":"lab-10.66.0.0-24","state":"new",
                  "pending":{"cidr":"10.66.0.0/24","gateway":"10.66.0.1","snat":"1"}}]""";

        @Test
        @DisplayName("are told as they are wanted, and as not active where they never were applied")
        void wanted() {
            List<SDNVnet> vnets = SDNReader.vnets(json(VNETS));
            List<SwitchInfo> switches =
                    SwitchReader.vnets(vnets, SDNReader.zones(json(ZONES)), SDNReader.subnets("nat1", json(SUBNETS)));

            assertEquals(
                    List.of("v20", "Lab NAT"),
                    switches.stream().map(SwitchInfo::name).toList());
            assertEquals(SwitchInfo.Kind.EXTERNAL, switches.get(0).kind());
            assertEquals(Optional.of("vmbr0"), switches.get(0).uplink());
            assertEquals(Optional.of(20), switches.get(0).vlan());
            assertEquals(SwitchInfo.Kind.NAT, switches.get(1).kind());
            assertEquals(Optional.of(false), switches.get(1).active());
            assertEquals(Set.of("nat1", "old"), SDNReader.waiting(json(VNETS), "vnet"));
        }
    }

    @Nested
    @DisplayName("names")
    class Named {

        private static final Version NINE = Version.parse("9.1.7").orElseThrow();

        @Test
        @DisplayName("of an adapter are not given to a bridge")
        void adapters() {
            assertTrue(SwitchNames.bridge("eno7", new UUID(1, 1), NINE, Set.of())
                    .orElseThrow()
                    .startsWith("vmbr"));
        }
    }

    @Test
    @DisplayName("the first address of a network is the nodes'")
    void subnet() {
        assertEquals(Optional.of(new Subnet("10.66.0.0/24", "10.66.0.1")), Subnet.parse("10.66.0.77/24"));
        assertEquals(Optional.empty(), Subnet.parse("10.66.0.0/31"));
        assertEquals(
                Optional.of(new Subnet("fd00:66:0:0:0:0:0:0/64", "fd00:66:0:0:0:0:0:1")), Subnet.parse("fd00:66::/64"));
        assertEquals(Optional.of(new Subnet("224.0.0.0/3", "224.0.0.1")), Subnet.parse("255.0.0.0/3"));
    }

    @Test
    @DisplayName("a device is mapped with all that the node compares")
    void mapped() {
        Json pci = json("[{\"id\":\"0000:65:00.0\",\"vendor\":\"0x10de\",\"device\":\"0x1eb8\",\"iommugroup\":14,"
                + "\"subsystem_vendor\":\"0x10de\",\"subsystem_device\":\"0x12a2\"}]");

        assertEquals(
                Optional.of("id=10de:1eb8,iommugroup=14,node=pve1,path=0000:65:00.0,subsystem-id=10de:12a2"),
                PciReader.mapped(pci, "pve1", PciAddress.parse("0000:65:00.0")));
        assertEquals(
                Optional.of("pve1"),
                MappingReader.mappings(
                                json("[{\"id\":\"gpu\",\"map\":[\"node=pve1,id=10de:1eb8,path=0000:65:00.0\"]}]"))
                        .get(0)
                        .devices()
                        .stream()
                        .map(d -> d.node())
                        .findFirst());
    }
}
