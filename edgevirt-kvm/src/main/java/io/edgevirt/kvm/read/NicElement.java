package io.edgevirt.kvm.read;

import io.edgevirt.NicInfo;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A network adapter of domain XML.
 *
 * @param xml the element
 */
public record NicElement(XmlElement xml) {

    /**
     * All adapters of a domain.
     *
     * @param domain the root of domain XML
     * @return in their order
     */
    public static List<NicElement> of(XmlElement domain) {
        return domain.all("devices/interface").stream().map(NicElement::new).toList();
    }

    /**
     * Its MAC address.
     *
     * @return lower case with colons
     */
    public Optional<String> mac() {
        return xml.attributeAt("mac", "address").map(m -> m.toLowerCase(Locale.ROOT));
    }

    /**
     * What is known of it.
     *
     * @return the record; its id is the MAC address
     */
    public NicInfo info() {
        return new NicInfo(mac().orElse(""), mac(), network(), vlan(), spoofing());
    }

    private Optional<String> network() {
        return xml.first("source")
                .flatMap(s ->
                        s.attribute("network").or(() -> s.attribute("bridge")).or(() -> s.attribute("dev")));
    }

    private Optional<Integer> vlan() {
        List<XmlElement> tags = xml.all("vlan/tag");
        return tags.size() == 1 ? tags.get(0).attribute("id").flatMap(Units::number) : Optional.empty();
    }

    /**
     * libvirt lets a guest send from any MAC address unless one of its stock filters forbids it. A function of the
     * host's hardware has a check of its own, of which libvirt does not tell.
     */
    private Optional<Boolean> spoofing() {
        if (xml.attribute("type").filter("hostdev"::equals).isPresent()) {
            return Optional.empty();
        }
        List<String> filters = xml.all("filterref").stream()
                .flatMap(f -> f.attribute("filter").stream())
                .toList();
        if (filters.isEmpty()) {
            return Optional.of(true);
        }
        return filters.contains("no-mac-spoofing") || filters.contains("clean-traffic")
                ? Optional.of(false)
                : Optional.empty();
    }
}
