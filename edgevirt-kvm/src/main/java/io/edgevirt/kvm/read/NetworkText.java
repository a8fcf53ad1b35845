package io.edgevirt.kvm.read;

import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.xml.XmlElement;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * A network, read.
 *
 * @param info what is known of it
 * @param bridge the host's bridge that it uses
 * @param vlans whether adapters on it can be tagged with a VLAN
 */
public record NetworkText(SwitchInfo info, Optional<String> bridge, boolean vlans) {

    /** Of an IPv4 address; a text with a larger number would be looked up as a name. */
    private static final String BYTE = "(25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

    /**
     * Reads network XML.
     *
     * @param text the document
     * @param active whether it runs
     * @param host the name of the host
     * @return the network
     */
    public static NetworkText of(String text, boolean active, String host) {
        XmlElement xml = XmlElement.parse(text);
        Optional<String> mode =
                xml.first("forward").map(f -> f.attribute("mode").orElse("nat"));
        boolean openVSwitch = xml.attributeAt("virtualport", "type")
                .filter("openvswitch"::equals)
                .isPresent();
        Optional<String> bridge = xml.attributeAt("bridge", "name");
        return new NetworkText(
                new SwitchInfo(
                        xml.textAt("uuid").orElse(""),
                        xml.first("name").map(XmlElement::text).orElse(""),
                        kind(xml, mode),
                        uplink(xml, mode, bridge),
                        xml.first("ip").flatMap(NetworkText::cidr),
                        vlan(xml),
                        Optional.of(host),
                        Optional.of(active),
                        Optional.empty()),
                bridge,
                openVSwitch || mode.filter("hostdev"::equals).isPresent());
    }

    /** A trunk has several, and none that all its traffic is tagged with. */
    private static Optional<Integer> vlan(XmlElement xml) {
        List<XmlElement> tags = xml.all("vlan/tag");
        return tags.size() == 1 ? tags.get(0).attribute("id").flatMap(Units::number) : Optional.empty();
    }

    private static SwitchInfo.Kind kind(XmlElement xml, Optional<String> mode) {
        return switch (mode.orElse("")) {
            case "nat" -> SwitchInfo.Kind.NAT;
            case "route", "open" -> SwitchInfo.Kind.ROUTED;
            case "bridge", "private", "vepa", "passthrough", "hostdev" -> SwitchInfo.Kind.EXTERNAL;
            case "" -> xml.first("ip").isPresent() ? SwitchInfo.Kind.INTERNAL : SwitchInfo.Kind.ISOLATED;
            default -> SwitchInfo.Kind.UNKNOWN;
        };
    }

    private static Optional<String> uplink(XmlElement xml, Optional<String> mode, Optional<String> bridge) {
        Optional<String> adapter =
                xml.attributeAt("forward", "dev").or(() -> xml.attributeAt("forward/interface", "dev"));
        return adapter.or(() -> mode.filter("bridge"::equals).isPresent() ? bridge : Optional.empty());
    }

    /** The network of an address, which libvirt writes with a netmask or a prefix. */
    private static Optional<String> cidr(XmlElement ip) {
        return ip.attribute("address").flatMap(NetworkText::literal).flatMap(address -> {
            byte[] bytes = address.getAddress();
            return ip.attribute("prefix")
                    .flatMap(Units::number)
                    .or(() -> ip.attribute("netmask")
                            .flatMap(NetworkText::literal)
                            .filter(mask -> mask.getAddress().length == bytes.length)
                            .flatMap(NetworkText::ones))
                    .filter(prefix -> prefix <= bytes.length * 8)
                    .flatMap(prefix -> network(bytes, prefix));
        });
    }

    private static Optional<String> network(byte[] address, int prefix) {
        byte[] bytes = address.clone();
        for (int bit = prefix; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return Optional.of(shortened(InetAddress.getByAddress(bytes).getHostAddress()) + "/" + prefix);
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** The length of a netmask's ones, behind which there are none. */
    private static Optional<Integer> ones(InetAddress netmask) {
        byte[] bytes = netmask.getAddress();
        BigInteger mask = new BigInteger(1, bytes);
        int ones = mask.bitCount();
        return mask.getLowestSetBit() == bytes.length * 8 - ones || ones == 0 ? Optional.of(ones) : Optional.empty();
    }

    /** The longest run of zeros of an IPv6 address becomes a double colon (RFC 5952). */
    private static String shortened(String address) {
        for (int run = 8; run >= 2; run--) {
            String zeros = ":" + "0:".repeat(run);
            int at = (":" + address + ":").indexOf(zeros);
            if (address.contains(":") && at >= 0) {
                String before = address.substring(0, Math.max(0, at - 1));
                int from = Math.min(address.length(), at + zeros.length() - 1);
                return before + "::" + address.substring(from);
            }
        }
        return address;
    }

    /** An address that is written as numbers; a name is never looked up. */
    static Optional<InetAddress> literal(String text) {
        if (!text.matches(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
