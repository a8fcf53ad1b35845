package io.edgevirt.kvm.read;

import static io.edgevirt.SwitchInfo.Kind.EXTERNAL;
import static io.edgevirt.SwitchInfo.Kind.INTERNAL;
import static io.edgevirt.SwitchInfo.Kind.ISOLATED;
import static io.edgevirt.SwitchInfo.Kind.NAT;
import static io.edgevirt.SwitchInfo.Kind.ROUTED;
import static io.edgevirt.SwitchInfo.Kind.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.SwitchInfo;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Network XML")
class NetworkTextTest {

    private static NetworkText network(String inner) {
        return NetworkText.of("<network><name>n</name>" + inner + "</network>", true, "edge-host");
    }

    private static Optional<String> cidr(String ip) {
        return network(ip).info().cidr();
    }

    @Nested
    @DisplayName("tells what it is connected to:")
    class Kinds {

        @Test
        @DisplayName("the outside by address translation, as libvirt's own default network is")
        void nat() {
            NetworkText read = NetworkText.of("""
                    <network>
                      <name>default</name>
                      <uuid>c0102370-694d-4c67-89f9-4790bc20a529</uuid>
                      <forward mode='nat'>
                        <nat>
                          <port start='1024' end='65535'/>
                        </nat>
                      </forward>
                      <bridge name='virbr0' stp='on' delay='0'/>
                      <mac address='52:54:00:b0:61:18'/>
                      <ip address='192.168.122.1' netmask='255.255.255.0'>
                        <dhcp>
                          <range start='192.168.122.2' end='192.168.122.254'/>
                        </dhcp>
                      </ip>
                    </network>
                    """, true, "edge-host");

            assertEquals(
                    new SwitchInfo(
                            "c0102370-694d-4c67-89f9-4790bc20a529",
                            "default",
                            NAT,
                            Optional.empty(),
                            Optional.of("192.168.122.0/24"),
                            Optional.empty(),
                            Optional.of("edge-host"),
                            Optional.of(true),
                            Optional.empty()),
                    read.info());
            assertEquals(Optional.of("virbr0"), read.bridge());
            assertFalse(read.vlans());
        }

        @Test
        @DisplayName("the outside by translation also where no mode is written, which is libvirt's default")
        void natByDefault() {
            assertEquals(NAT, network("<forward/>").info().kind());
        }

        @Test
        @DisplayName("the outside by routing, over an adapter")
        void route() {
            SwitchInfo read = network("""
                            <forward dev='eno1' mode='route'>
                              <interface dev='eno1'/>
                            </forward>
                            <bridge name='virbr7' stp='on' delay='0'/>
                            <ip address='10.9.0.1' prefix='24'>
                            </ip>
                            """).info();

            assertEquals(ROUTED, read.kind());
            assertEquals(Optional.of("eno1"), read.uplink());
            assertEquals(Optional.of("10.9.0.0/24"), read.cidr());
        }

        @Test
        @DisplayName("the outside by routing without rules of libvirt's")
        void open() {
            assertEquals(
                    ROUTED,
                    network("<forward mode='open'/><bridge name='virbr8'/>")
                            .info()
                            .kind());
        }

        @Test
        @DisplayName("a physical network by a bridge of the host's")
        void bridge() {
            NetworkText read = network("<forward mode='bridge'/><bridge name='br0'/>");

            assertEquals(EXTERNAL, read.info().kind());
            assertEquals(Optional.of("br0"), read.info().uplink());
            assertEquals(Optional.of("br0"), read.bridge());
            assertFalse(read.vlans());
        }

        @Test
        @DisplayName("a physical network by a bridge of Open vSwitch, which knows VLANs")
        void openVSwitch() {
            NetworkText read = network("<forward mode='bridge'/><bridge name='ovsbr0'/>"
                    + "<virtualport type='openvswitch'/><vlan><tag id='42'/></vlan>");

            assertEquals(EXTERNAL, read.info().kind());
            assertEquals(Optional.of(42), read.info().vlan());
            assertTrue(read.vlans());
        }

        @ParameterizedTest
        @ValueSource(strings = {"bridge", "private", "vepa", "passthrough"})
        @DisplayName("a physical network by adapters that guests share:")
        void macvtap(String mode) {
            NetworkText read = network("<forward mode='" + mode
                    + "'><interface dev='eno2' connections='1'/><interface dev='eno3'/></forward>");

            assertEquals(EXTERNAL, read.info().kind());
            assertEquals(Optional.of("eno2"), read.info().uplink());
            assertEquals(Optional.empty(), read.bridge());
        }

        @Test
        @DisplayName("a physical network by virtual functions, which know VLANs")
        void hostdev() {
            NetworkText read = network("<forward mode='hostdev' managed='yes'><pf dev='eno4'/></forward>");

            assertEquals(EXTERNAL, read.info().kind());
            assertTrue(read.vlans());
        }

        @Test
        @DisplayName("the host alone, where the host has an address in it")
        void internal() {
            assertEquals(
                    INTERNAL,
                    network("<bridge name='virbr1'/><ip address='192.168.123.1' netmask='255.255.255.0'/>")
                            .info()
                            .kind());
        }

        @Test
        @DisplayName("nothing but its guests, where the host has none")
        void isolated() {
            SwitchInfo read = network("<bridge name='virbr2'/>").info();

            assertEquals(ISOLATED, read.kind());
            assertEquals(Optional.empty(), read.cidr());
            assertEquals(Optional.empty(), read.uplink());
        }

        @Test
        @DisplayName("unknown, where a newer libvirt names another mode")
        void unknown() {
            assertEquals(UNKNOWN, network("<forward mode='teleport'/>").info().kind());
        }
    }

    @Nested
    @DisplayName("tells its addresses")
    class Addresses {

        @ParameterizedTest
        @CsvSource({
            "192.168.150.1, 255.255.255.0, 192.168.150.0/24", "10.1.2.3, 255.0.0.0, 10.0.0.0/8",
            "172.16.5.9, 255.255.255.248, 172.16.5.8/29", "198.51.100.7, 255.255.255.255, 198.51.100.7/32"
        })
        @DisplayName("by address and netmask:")
        void netmask(String address, String netmask, String cidr) {
            assertEquals(Optional.of(cidr), cidr("<ip address='" + address + "' netmask='" + netmask + "'/>"));
        }

        @ParameterizedTest
        @CsvSource({
            "ipv4, 10.9.8.7, 16, 10.9.0.0/16",
            "ipv4, 10.9.8.7, 0, 0.0.0.0/0",
            "ipv4, 10.9.8.7, 32, 10.9.8.7/32",
            "ipv6, fd00:9::1, 64, fd00:9::/64",
            "ipv6, fd00::ff, 121, fd00::80/121",
            "ipv6, ::1, 64, ::/64",
            "ipv6, 2001:db8:0:0:1::1, 80, 2001:db8:0:0:1::/80"
        })
        @DisplayName("by address and prefix:")
        void prefix(String family, String address, String prefix, String cidr) {
            assertEquals(
                    Optional.of(cidr),
                    cidr("<ip family='" + family + "' address='" + address + "' prefix='" + prefix + "'/>"));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "<ip/>",
                    "<ip address='10.0.0.1'/>",
                    "<ip prefix='24'/>",
                    "<ip address='example.org' prefix='24'/>",
                    "<ip address='999.0.0.1' prefix='24'/>",
                    "<ip address='10.0.0.1' prefix='33'/>",
                    "<ip address='10.0.0.1' prefix='-1'/>",
                    "<ip address='10.0.0.1' prefix='4294967320'/>",
                    "<ip family='ipv6' address='fd00::1' prefix='129'/>",
                    "<ip family='ipv6' address='fd00:::1' prefix='64'/>",
                    "<ip address='10.0.0.1' netmask='255.0.255.0'/>",
                    "<ip address='10.0.0.1' netmask='ffff::'/>",
                    "<ip address='10.0.0.1' netmask='none'/>"
                })
        @DisplayName("not at all where they are none:")
        void none(String ip) {
            assertEquals(Optional.empty(), cidr(ip));
        }

        @Test
        @DisplayName("of IPv4 before those of IPv6, as they are written")
        void first() {
            assertEquals(
                    Optional.of("10.9.0.0/24"),
                    cidr("<ip address='10.9.0.1' prefix='24'/><ip family='ipv6' address='fd00:9::1' prefix='64'/>"));
        }
    }

    @Test
    @DisplayName("of a network that is not started says so")
    void inactive() {
        SwitchInfo read = NetworkText.of("<network><name>n</name></network>", false, "edge-host")
                .info();

        assertEquals(Optional.of(false), read.active());
    }

    @Test
    @DisplayName("with several VLANs, or one that is no number, has no VLAN of its own")
    void vlans() {
        assertEquals(
                List.of(Optional.empty(), Optional.empty()),
                List.of(
                        network("<vlan trunk='yes'><tag id='42'/><tag id='43'/></vlan>")
                                .info()
                                .vlan(),
                        network("<vlan><tag id='x'/></vlan>").info().vlan()));
    }
}
