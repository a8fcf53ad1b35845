package io.edgevirt.kvm.translate;

import io.edgevirt.SwitchInfo;
import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.SwitchSpec;

/** Networks. */
public final class NetworkXml {

    private NetworkXml() {}

    /**
     * Writes a network. Its uuid is the token. Spanning tree is off: a bridge of libvirt's has no loops, and guests would
     * wait seconds for their first packet.
     *
     * @param spec what is wanted
     * @param bridge for EXTERNAL: whether the adapter named is a bridge already; else guests join it by macvtap
     * @return the root of network XML
     */
    public static XmlElement of(SwitchSpec spec, boolean bridge) {
        XmlElement xml = new XmlElement("network").add("name", spec.name()).add("uuid", spec.token());
        if (spec.kind() == SwitchInfo.Kind.EXTERNAL) {
            return external(xml, spec.nic().orElse(""), bridge);
        }
        if (spec.kind() == SwitchInfo.Kind.NAT) {
            XmlElement forward = new XmlElement("forward").with("mode", "nat");
            if (spec.cidr().filter(c -> c.contains(":")).isPresent()) {
                // Without it libvirt translates IPv4 alone, and guests of IPv6 would be routed.
                forward.add(new XmlElement("nat").with("ipv6", "yes"));
            }
            xml.add(forward);
        } else if (spec.kind() == SwitchInfo.Kind.ROUTED) {
            xml.add(new XmlElement("forward").with("mode", "route"));
        }
        xml.add(new XmlElement("bridge").with("stp", "off").with("delay", 0));
        spec.cidr().map(Subnet::of).ifPresent(s -> xml.add(s.xml()));
        return xml;
    }

    private static XmlElement external(XmlElement xml, String nic, boolean bridge) {
        XmlElement forward = new XmlElement("forward").with("mode", "bridge");
        if (!bridge) {
            return xml.add(forward.add(new XmlElement("interface").with("dev", nic)));
        }
        return xml.add(forward).add(new XmlElement("bridge").with("name", nic));
    }
}
