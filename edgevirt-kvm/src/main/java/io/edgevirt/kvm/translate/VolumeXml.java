package io.edgevirt.kvm.translate;

import io.edgevirt.Size;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.kvm.xml.XmlElement;

/** Volumes. */
public final class VolumeXml {

    private VolumeXml() {}

    /**
     * The volume of a disk.
     *
     * @param disk what was chosen
     * @return the root of volume XML
     */
    public static XmlElement of(DiskChoice disk) {
        XmlElement xml = of(disk.volume(), disk.size(), disk.thin(), disk.pool().files() ? disk.format() : "");
        disk.backing()
                .ifPresent(base -> xml.add(new XmlElement("backingStore")
                        .add("path", base.path())
                        .add(new XmlElement("format").with("type", base.format()))));
        return xml;
    }

    /**
     * A volume.
     *
     * @param name its name
     * @param size its size as a guest sees it
     * @param thin whether it takes space only as it fills
     * @param format its format; empty where the pool knows but one
     * @return the root of volume XML
     */
    public static XmlElement of(String name, Size size, boolean thin, String format) {
        XmlElement xml = new XmlElement("volume")
                .add("name", name)
                .add(bytes("capacity", size))
                .add(bytes("allocation", thin ? Size.ZERO : size));
        // libvirt's schema wants a target also where the pool knows but one format.
        XmlElement target = new XmlElement("target");
        if (!format.isEmpty()) {
            target.add(new XmlElement("format").with("type", format));
        }
        if (format.equals("qcow2")) {
            // Version 3 of the format; internal snapshots and sparse files are quicker with it.
            target.add("compat", "1.1");
        }
        xml.add(target);
        return xml;
    }

    private static XmlElement bytes(String element, Size size) {
        return new XmlElement(element).with("unit", "bytes").text(String.valueOf(size.bytes()));
    }

    /**
     * The format of a new disk.
     *
     * @param pool the pool it goes to
     * @param path the path that was asked for, whose ending may name the format; may be empty
     * @return {@code qcow2}, which snapshots and linked clones need, unless the path says otherwise
     */
    public static String format(PoolText pool, String path) {
        boolean raw = path.endsWith(".img") || path.endsWith(".raw") || path.endsWith(".iso");
        return pool.files() && !raw ? "qcow2" : "raw";
    }
}
