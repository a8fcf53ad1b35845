package io.edgevirt.kvm.read;

import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.xml.XmlElement;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * A network, read.
 *
 * @param info what is known of it
 * @param bridge the host's bridge that it uses
 * @param vlans whether adapters on it can be tagged with a VLAN
 */
public record NetworkText(SwitchInfo info, Optional<String> bridge, boolean vlans) {

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
                        xml.attributeAt("vlan/tag", "id").flatMap(Units::number),
                        Optional.of(host),
                        Optional.of(active),
                        Optional.empty()),
                bridge,
                openVSwitch || mode.filter("hostdev"::equals).isPresent());
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
        Optional<InetAddress> address = ip.attribute("address").flatMap(NetworkText::literal);
        Optional<Integer> prefix = ip.attribute("prefix")
                .flatMap(Units::number)
                .or(() -> ip.attribute("netmask").flatMap(NetworkText::literal).map(NetworkText::ones));
        if (address.isEmpty() || prefix.isEmpty()) {
            return Optional.empty();
        }
        byte[] bytes = address.get().getAddress();
        for (int bit = prefix.get(); bit < bytes.length * 8; bit++) {
            bytes[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return Optional.of(InetAddress.getByAddress(bytes).getHostAddress() + "/" + prefix.get());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static int ones(InetAddress netmask) {
        return new BigInteger(1, netmask.getAddress()).bitCount();
    }

    /** An address that is written as numbers; a name is never looked up. */
    static Optional<InetAddress> literal(String text) {
        if (!text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }
}
