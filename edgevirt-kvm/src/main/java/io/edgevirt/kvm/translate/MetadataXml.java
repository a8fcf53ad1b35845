package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.XmlElement;

/** EdgeVirt's own element in a domain's metadata. */
public final class MetadataXml {

    private static final String P = OwnMetadata.PREFIX + ":";

    private MetadataXml() {}

    /**
     * The element.
     *
     * @param own what is kept
     * @return the child of {@code <metadata>}
     */
    public static XmlElement of(OwnMetadata own) {
        XmlElement root = new XmlElement(P + "vm").with("xmlns:" + OwnMetadata.PREFIX, OwnMetadata.NAMESPACE);
        own.tags()
                .forEach((key, value) ->
                        root.add(new XmlElement(P + "tag").add(P + "key", key).add(P + "value", value)));
        own.guestOs().ifPresent(os -> root.add(P + "guestOs", os));
        own.files().forEach(f -> root.add(P + "file", f));
        if (own.linkedClones()) {
            root.add(new XmlElement(P + "linkedClones"));
        }
        return root;
    }

    /**
     * Puts the element into a domain, in place of the one that is there; other programs' elements stay.
     *
     * @param domain the root of domain XML
     * @param own what is kept; nothing removes the element
     */
    public static void into(XmlElement domain, OwnMetadata own) {
        OwnMetadata.element(domain).ifPresent(old -> domain.all("metadata").forEach(m -> m.remove(old)));
        if (!own.equals(OwnMetadata.NONE)) {
            domain.need("metadata").add(of(own));
        }
    }
}
