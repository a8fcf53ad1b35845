package io.edgevirt.proxmox.read;

import io.edgevirt.proxmox.NodeInterface;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The network interfaces of a node. */
public final class InterfaceReader {

    private static final Pattern VLAN = Pattern.compile("(\\S+)\\.(\\d{1,4})");

    private InterfaceReader() {}

    /**
     * Reads a listing of interfaces.
     *
     * @param listing what {@code GET /nodes/{node}/network} tells
     * @return the interfaces, in the listing's order
     */
    public static List<NodeInterface> interfaces(Json listing) {
        return listing.list().stream().flatMap(i -> one(i).stream()).toList();
    }

    private static Optional<NodeInterface> one(Json json) {
        return json.text("iface").filter(name -> !name.isBlank()).map(name -> {
            String type = json.text("type").orElse("unknown");
            return new NodeInterface(
                    name,
                    type,
                    json.flag("active").orElse(false),
                    ports(json, type),
                    cidr(json, "cidr", "address", "netmask"),
                    cidr(json, "cidr6", "address6", "netmask6"),
                    filled(json, "gateway"),
                    type.equals("bridge")
                            ? Optional.of(json.flag("bridge_vlan_aware").orElse(false))
                            : Optional.empty(),
                    vlan(json, name, type),
                    rawDevice(json, name, type),
                    filled(json, "bond_mode"),
                    json.number("mtu").filter(m -> m > 0 && m <= 65_520).map(Long::intValue),
                    filled(json, "comments").map(String::strip));
        });
    }

    private static List<String> ports(Json json, String type) {
        String field = switch (type) {
            case "bridge" -> "bridge_ports";
            case "bond" -> "slaves";
            case "OVSBridge" -> "ovs_ports";
            case "OVSBond" -> "ovs_bonds";
            default -> "";
        };
        return Arrays.stream(json.text(field).orElse("").split("[\\s,;]+"))
                .filter(p -> !p.isEmpty() && !p.equals("none"))
                .toList();
    }

    /** Newer versions tell both forms, older ones may tell address and mask alone. */
    private static Optional<String> cidr(Json json, String whole, String address, String mask) {
        return filled(json, whole)
                .or(() -> filled(json, address)
                        .flatMap(a -> filled(json, mask)
                                .filter(m -> m.matches("\\d{1,3}"))
                                .map(m -> a + "/" + m)
                                .or(() -> Optional.of(a))));
    }

    private static Optional<Integer> vlan(Json json, String name, String type) {
        if (!type.equals("vlan")) {
            return json.number("ovs_tag").filter(InterfaceReader::tag).map(Long::intValue);
        }
        return json.number("vlan-id")
                .or(() -> suffix(name).map(m -> Long.parseLong(m.group(2))))
                .filter(InterfaceReader::tag)
                .map(Long::intValue);
    }

    private static boolean tag(long number) {
        return number >= 1 && number <= 4094;
    }

    private static Optional<String> rawDevice(Json json, String name, String type) {
        return type.equals("vlan")
                ? filled(json, "vlan-raw-device").or(() -> suffix(name).map(m -> m.group(1)))
                : Optional.empty();
    }

    /** {@code eno1.20} is VLAN 20 of eno1, which Linux makes where it is a bridge's port. */
    static Optional<Matcher> suffix(String name) {
        Matcher matcher = VLAN.matcher(name);
        return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    }

    private static Optional<String> filled(Json json, String field) {
        return json.text(field).filter(t -> !t.isBlank());
    }
}
