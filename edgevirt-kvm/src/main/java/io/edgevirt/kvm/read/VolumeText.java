package io.edgevirt.kvm.read;

import io.edgevirt.VolumeInfo;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.Optional;

/**
 * A volume, read.
 *
 * @param info what is known of it
 * @param backing the path of the file that it builds on
 * @param changed when its file changed last, to the nanosecond, as the host writes it
 */
public record VolumeText(VolumeInfo info, Optional<String> backing, Optional<String> changed) {

    /**
     * Reads volume XML.
     *
     * @param text the document
     * @param pool the name of its pool
     * @return the volume
     */
    public static VolumeText of(String text, String pool) {
        XmlElement xml = XmlElement.parse(text);
        String name = xml.first("name").map(XmlElement::text).orElse("");
        return new VolumeText(
                new VolumeInfo(
                        xml.first("key")
                                .map(XmlElement::text)
                                .filter(k -> !k.isEmpty())
                                .orElse(pool + ":" + name),
                        name,
                        pool,
                        Units.sizeAt(xml, "capacity", "bytes"),
                        Units.sizeAt(xml, "allocation", "bytes"),
                        xml.attributeAt("target/format", "type"),
                        xml.first("target/path").map(XmlElement::text)),
                xml.first("backingStore/path").map(XmlElement::text).filter(p -> !p.isEmpty()),
                xml.textAt("target/timestamps/ctime"));
    }
}
