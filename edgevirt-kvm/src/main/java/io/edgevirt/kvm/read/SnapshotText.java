package io.edgevirt.kvm.read;

import io.edgevirt.SnapshotInfo;
import io.edgevirt.kvm.xml.XmlElement;
import java.time.Instant;
import java.util.Optional;

/**
 * A snapshot, read.
 *
 * @param info what is known of it; its id is its name
 * @param external whether its data lie in files of their own
 */
public record SnapshotText(SnapshotInfo info, boolean external) {

    /**
     * Reads snapshot XML.
     *
     * @param text the document
     * @param current the name of the current snapshot; empty where there is none
     * @return the snapshot
     */
    public static SnapshotText of(String text, String current) {
        XmlElement xml = XmlElement.parse(text);
        String name = xml.first("name").map(XmlElement::text).orElse("");
        return new SnapshotText(
                new SnapshotInfo(
                        name,
                        name,
                        xml.first("description").map(XmlElement::text).filter(d -> !d.isEmpty()),
                        xml.first("parent/name").map(XmlElement::text),
                        created(xml),
                        memory(xml),
                        !current.isEmpty() && name.equals(current)),
                xml.all("disks/disk").stream()
                        .anyMatch(d -> d.attribute("snapshot")
                                .filter("external"::equals)
                                .isPresent()));
    }

    private static Optional<Instant> created(XmlElement xml) {
        return xml.textAt("creationTime")
                .filter(t -> t.matches("[0-9]{1,11}"))
                .map(t -> Instant.ofEpochSecond(Long.parseLong(t)));
    }

    /** Drivers without the element tell by the state alone. */
    private static Optional<Boolean> memory(XmlElement xml) {
        Optional<String> kept = xml.attributeAt("memory", "snapshot");
        if (kept.isPresent()) {
            return kept.map(k -> !k.equals("no"));
        }
        return xml.textAt("state").map(s -> s.equals("running") || s.equals("paused"));
    }
}
