package io.edgevirt.kvm.read;

import io.edgevirt.DiskBus;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A disk of domain XML.
 *
 * @param xml the element
 */
public record DiskElement(XmlElement xml) {

    /**
     * All disks of a domain.
     *
     * @param domain the root of domain XML
     * @return in their order, CD drives included
     */
    public static List<DiskElement> of(XmlElement domain) {
        return domain.all("devices/disk").stream().map(DiskElement::new).toList();
    }

    /**
     * Its id within the machine.
     *
     * @return the target's name, such as {@code vda}
     */
    public String id() {
        return xml.attributeAt("target", "dev").orElse("");
    }

    /**
     * Whether it is a disk, and no CD or floppy drive.
     *
     * @return true for disks
     */
    public boolean isDisk() {
        String device = xml.attribute("device").orElse("disk");
        return device.equals("disk") || device.equals("lun");
    }

    /**
     * Whether it is a CD drive.
     *
     * @return true for CD drives
     */
    public boolean isCdrom() {
        return xml.attribute("device").filter("cdrom"::equals).isPresent();
    }

    /**
     * Where its data are.
     *
     * @return a path, or {@code pool:volume}, or a network disk's name
     */
    public Optional<String> source() {
        return xml.first("source").flatMap(DiskElement::source);
    }

    /**
     * The pool that its source names.
     *
     * @return empty where it is given by its path
     */
    public Optional<String> pool() {
        return xml.attributeAt("source", "pool");
    }

    private static Optional<String> source(XmlElement source) {
        return source.attribute("file")
                .or(() -> source.attribute("dev"))
                .or(() -> source.attribute("volume")
                        .flatMap(v -> source.attribute("pool").map(p -> p + ":" + v)))
                .or(() -> source.attribute("name"));
    }

    /**
     * The format of its data.
     *
     * @return such as {@code qcow2} or {@code raw}
     */
    public Optional<String> format() {
        return xml.attributeAt("driver", "type");
    }

    /**
     * Whether the guest may only read it, or its data are shared between guests on purpose.
     *
     * @return true if snapshots leave it out
     */
    public boolean readOnly() {
        return xml.first("readonly").isPresent() || isCdrom();
    }

    /**
     * How it is attached.
     *
     * @return the bus, where EdgeVirt has a name for it
     */
    public Optional<DiskBus> bus() {
        String bus = xml.attributeAt("target", "bus").orElse("").toUpperCase(Locale.ROOT);
        return java.util.Arrays.stream(DiskBus.values())
                .filter(b -> b.name().equals(bus))
                .findFirst();
    }
}
