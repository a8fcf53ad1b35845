package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.SnapshotSpec;

/** Snapshots: internal ones, which lie in the qcow2 files themselves and can be reverted to by every libvirt. */
public final class SnapshotXml {

    private SnapshotXml() {}

    /**
     * Writes a snapshot.
     *
     * @param spec what is wanted
     * @return the root of snapshot XML
     */
    public static XmlElement of(SnapshotSpec spec) {
        XmlElement xml = new XmlElement("domainsnapshot").add("name", spec.name());
        spec.description().filter(d -> !d.isEmpty()).ifPresent(d -> xml.add("description", d));
        return xml;
    }
}
