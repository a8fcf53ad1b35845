package io.edgevirt.proxmox.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.Hardware;
import io.edgevirt.HostInfo;
import io.edgevirt.proxmox.http.Version;
import io.edgevirt.proxmox.translate.SwitchNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

@Label("Whatever nodes and networks tell is read, and whatever switches are called is named")
class SiteReadingProperties {

    private static final Version NINE = Version.parse("9.1.7").orElseThrow();

    @Property
    @Label("garbage in figures and states makes no host fail")
    void hosts(@ForAll String status, @ForAll String memory, @ForAll long cpus) {
        HostInfo host = NodeReader.nodes(Json.of(List.of(
                        Map.of("node", "n", "status", status, "maxmem", memory, "mem", memory, "maxcpu", cpus))))
                .get(0);

        assertEquals("n", host.name());
        host.cpus().ifPresent(c -> assertTrue(c > 0));
        host.memory().ifPresent(m -> assertTrue(m.bytes() > 0));
    }

    @Property
    @Label("garbage makes no reading of hardware fail")
    void hardware(@ForAll String a, @ForAll String b, @ForAll long number) {
        Json odd = Json.of(List.of(
                Map.of("devpath", a, "type", b, "size", a, "wearout", b, "rpm", number),
                Map.of("id", a, "class", b, "iommugroup", number, "vendor", a),
                Map.of("iface", a, "type", "eth", "active", b)));
        Json status =
                Json.of(Map.of("cpuinfo", Map.of("cores", number, "flags", a, "hvm", b), "memory", a, "boot-info", b));

        Hardware hardware = HardwareOfNode.read("n", status, odd, odd, odd);

        hardware.cpu().cores().ifPresent(c -> assertTrue(c > 0));
        hardware.disks().forEach(d -> d.size().ifPresent(s -> assertTrue(s.bytes() > 0)));
    }

    @Property
    @Label("garbage makes no reading of networks fail")
    void networks(@ForAll String a, @ForAll String b, @ForAll long number) {
        Json odd = Json.of(List.of(
                Map.of("iface", a, "type", "bridge", "bridge_ports", b, "comments", b, "mtu", number),
                Map.of("iface", b, "type", "vlan", "vlan-id", a),
                Map.of("zone", a, "type", b, "vnet", b, "subnet", a, "tag", number, "pending", a, "state", b),
                Map.of("id", a, "map", List.of(a, b))));

        assertTrue(SwitchReader.bridges(Map.of("n", InterfaceReader.interfaces(odd)))
                        .size()
                <= 1);
        SwitchReader.vnets(SDNReader.vnets(odd), SDNReader.zones(odd), SDNReader.subnets(a, odd));
        assertTrue(MappingReader.mappings(odd).size() == 1);
    }

    @Property
    @Label("an added line of no interface is never ours, whatever stands behind it")
    void changes(@ForAll String text) {
        PendingChanges changes =
                PendingChanges.of(Json.of(Map.of("data", List.of(), "changes", "@@\n+\taddress 1.2.3.4\n" + text)));

        assertFalse(changes.only(Set.of("lan")));
    }

    @Property
    @Label("names of whatever kind become a bridge and a network that Linux and Proxmox VE can have")
    void bridge(@ForAll String name, @ForAll long seed) {
        String bridge =
                SwitchNames.bridge(name, new UUID(seed, 1), NINE, Set.of()).orElseThrow();

        assertTrue(bridge.matches("[A-Za-z][A-Za-z0-9_]{1,9}"), bridge);
        assertTrue(SwitchNames.vnet(name, new UUID(seed, 1)).matches("[A-Za-z][A-Za-z0-9]{1,7}"));
    }

    @Property
    @Label("names that can be carried come back from the label")
    void label(
            @ForAll @CharRange(from = ' ', to = '~') @StringLength(min = 1, max = 130) String name, @ForAll long seed) {
        Optional<String> read = SwitchLabel.read(
                        SwitchLabel.of(name, new UUID(seed, 1)).text() + "\n")
                .map(SwitchLabel::name);

        assertTrue(!SwitchLabel.carries(name) || read.equals(Optional.of(name)), name);
    }

    @Property
    @Label("names with letters beyond ASCII, or with control characters, are refused")
    void hostile(@ForAll String name) {
        assertTrue(!SwitchLabel.carries(name) || name.chars().allMatch(c -> c >= ' ' && c <= '~'), name);
    }
}
