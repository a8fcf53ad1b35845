package io.edgevirt.kvm.read;

import io.edgevirt.Capacity;
import io.edgevirt.PoolInfo;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A storage pool, read.
 *
 * @param info what is known of it
 * @param target the folder that its volumes lie in
 * @param xml the root of its XML
 */
public record PoolText(PoolInfo info, Optional<String> target, XmlElement xml) {

    private static final Set<String> FILES = Set.of("dir", "fs", "netfs");
    private static final Set<String> BLOCKS =
            Set.of("logical", "disk", "iscsi", "iscsi-direct", "scsi", "mpath", "zfs");
    private static final Set<String> SHARED = Set.of("netfs", "rbd", "gluster", "iscsi", "iscsi-direct", "sheepdog");

    /**
     * Reads pool XML.
     *
     * @param text the document
     * @param active whether the pool runs; the figures of one that does not are not known
     * @return the pool
     */
    public static PoolText of(String text, boolean active) {
        XmlElement xml = XmlElement.parse(text);
        String kind = xml.attribute("type").orElse("");
        Optional<Capacity> capacity = Units.sizeAt(xml, "capacity", "bytes")
                .filter(c -> active && c.bytes() > 0)
                .map(c -> new Capacity(
                        c, Units.sizeAt(xml, "allocation", "bytes"), Units.sizeAt(xml, "available", "bytes")));
        PoolInfo info = new PoolInfo(
                xml.textAt("uuid").orElse(""),
                xml.first("name").map(XmlElement::text).orElse(""),
                kind,
                capacity,
                active,
                // A folder may lie on shared storage without libvirt knowing.
                SHARED.contains(kind) ? Optional.of(true) : Optional.empty(),
                Optional.empty());
        return new PoolText(info, xml.textAt("target/path"), xml);
    }

    /**
     * The pool that a path lies in.
     *
     * @param pools all pools
     * @param path the server's path of a file or device
     * @return the pool whose folder is the path's own
     */
    public static Optional<PoolText> holding(List<PoolText> pools, String path) {
        int slash = path.lastIndexOf('/');
        if (slash < 0) {
            return Optional.empty();
        }
        String folder = path.substring(0, slash);
        return pools.stream()
                .filter(p ->
                        p.target().map(PoolText::bare).filter(folder::equals).isPresent())
                .findFirst();
    }

    private static String bare(String folder) {
        return folder.endsWith("/") ? folder.substring(0, folder.length() - 1) : folder;
    }

    /**
     * The path of a volume.
     *
     * @param volume its name
     * @return the folder with the name behind it; empty for pools without a folder
     */
    public Optional<String> path(String volume) {
        return target.map(t -> bare(t) + "/" + volume);
    }

    /**
     * Whether its volumes are files, which may have any format.
     *
     * @return true if so
     */
    public boolean files() {
        return FILES.contains(info.kind());
    }

    /**
     * Whether its volumes are block devices of the host.
     *
     * @return true if so
     */
    public boolean blocks() {
        return BLOCKS.contains(info.kind());
    }
}
