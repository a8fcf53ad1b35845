package io.edgevirt.kvm.read;

import io.edgevirt.kvm.xml.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What EdgeVirt keeps in a domain's metadata, in a namespace of its own.
 *
 * @param tags tags, in their order
 * @param guestOs the name of the guest's operating system
 * @param files paths of volumes that were made for the domain and are no disks of it, such as an uploaded kernel
 * @param linkedClones whether linked clones were made of its disks, so that it must not write to them
 */
public record OwnMetadata(
        Map<String, String> tags, Optional<String> guestOs, List<String> files, boolean linkedClones) {

    /** The namespace of the metadata element. */
    public static final String NAMESPACE = "http://edgevirt.io/xmlns/libvirt/1.0";
    /** The prefix that it is written with. */
    public static final String PREFIX = "edgevirt";
    /** Nothing at all. */
    public static final OwnMetadata NONE = new OwnMetadata(Map.of(), Optional.empty(), List.of(), false);

    private static final String OSINFO = "http://libosinfo.org/xmlns/libvirt/domain/1.0";

    // Copies the collections; tags keep their order.
    public OwnMetadata {
        tags = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        files = List.copyOf(files);
    }

    /**
     * Reads it from a domain.
     *
     * @param domain the root of domain XML
     * @return what is there; the guest's system also where another program noted it by libosinfo's id
     */
    public static OwnMetadata of(XmlElement domain) {
        Optional<XmlElement> own = element(domain);
        if (own.isEmpty()) {
            return new OwnMetadata(Map.of(), osinfo(domain), List.of(), false);
        }
        String p = prefix(own.get());
        Map<String, String> tags = new LinkedHashMap<>();
        for (XmlElement tag : own.get().all(p + "tag")) {
            tags.put(text(tag, p + "key"), text(tag, p + "value"));
        }
        return new OwnMetadata(
                tags,
                own.get().first(p + "guestOs").map(XmlElement::text).or(() -> osinfo(domain)),
                own.get().all(p + "file").stream().map(XmlElement::text).toList(),
                own.get().first(p + "linkedClones").isPresent());
    }

    /**
     * The element itself.
     *
     * @param domain the root of domain XML
     * @return the child of {@code <metadata>} in EdgeVirt's namespace
     */
    public static Optional<XmlElement> element(XmlElement domain) {
        return inNamespace(domain, NAMESPACE);
    }

    private static Optional<XmlElement> inNamespace(XmlElement domain, String namespace) {
        return domain.all("metadata").stream()
                .flatMap(m -> m.children().stream())
                .filter(e -> e.attributes().getOrDefault(declaration(e), "").equals(namespace))
                .findFirst();
    }

    private static String declaration(XmlElement element) {
        int colon = element.name().indexOf(':');
        return colon < 0 ? "xmlns" : "xmlns:" + element.name().substring(0, colon);
    }

    private static String prefix(XmlElement element) {
        return element.name().substring(0, element.name().indexOf(':') + 1);
    }

    private static Optional<String> osinfo(XmlElement domain) {
        return inNamespace(domain, OSINFO)
                .flatMap(e -> e.first(prefix(e) + "os"))
                .flatMap(os -> os.attribute("id"));
    }

    private static String text(XmlElement parent, String child) {
        return parent.first(child).map(XmlElement::text).orElse("");
    }

    /**
     * The same with further tags.
     *
     * @param more tags that are set
     * @return a copy
     */
    public OwnMetadata tagged(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(tags);
        all.putAll(more);
        return new OwnMetadata(all, guestOs, files, linkedClones);
    }

    /**
     * The same with or without linked clones.
     *
     * @param has whether it has
     * @return a copy
     */
    public OwnMetadata linked(boolean has) {
        return new OwnMetadata(tags, guestOs, files, has);
    }

    /**
     * The same with other files.
     *
     * @param paths the paths
     * @return a copy
     */
    public OwnMetadata files(List<String> paths) {
        return new OwnMetadata(tags, guestOs, paths, linkedClones);
    }
}
