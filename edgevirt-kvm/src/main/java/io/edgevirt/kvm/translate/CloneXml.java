package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.read.OwnMetadata;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The domain of a copy. */
public final class CloneXml {

    private CloneXml() {}

    /**
     * Changes a definition into that of a copy: name, uuid and files are the copy's own, and what libvirt chose for the
     * original it chooses anew.
     *
     * @param domain the root of the original's domain XML, which is changed
     * @param name the copy's name
     * @param uuid the copy's uuid
     * @param paths the copy's files by the original's
     * @param formats the copy's formats by the original's file, where they change
     * @param own the copy's metadata
     */
    public static void apply(
            XmlElement domain,
            String name,
            UUID uuid,
            Map<String, String> paths,
            Map<String, String> formats,
            OwnMetadata own) {
        replace(domain, "name", name);
        replace(domain, "uuid", uuid.toString());
        domain.first("genid").ifPresent(XmlElement::clear);
        domain.first("os").ifPresent(os -> {
            firmwareVariables(os);
            for (String part : List.of("kernel", "initrd", "dtb")) {
                os.first(part).ifPresent(e -> replaceText(e, paths));
            }
        });
        for (XmlElement nic : domain.all("devices/interface")) {
            nic.removeAll("mac");
            // A name that somebody chose can be only one adapter's; libvirt's own begin with vnet.
            nic.removeAll("target");
        }
        for (XmlElement disk : domain.all("devices/disk")) {
            disk(disk, paths, formats);
        }
        domain.all("devices/channel")
                .forEach(c -> c.first("source")
                        .filter(s -> s.attribute("path").orElse("").contains("/libvirt/qemu/"))
                        .ifPresent(c::remove));
        for (XmlElement entry : domain.all("sysinfo/system/entry")) {
            if (entry.attribute("name").filter("uuid"::equals).isPresent()) {
                entry.clear().text(uuid.toString());
            }
        }
        MetadataXml.into(domain, own);
    }

    private static void replace(XmlElement domain, String element, String text) {
        domain.need(element).clear().text(text);
    }

    private static void replaceText(XmlElement element, Map<String, String> paths) {
        String path = paths.get(element.text());
        if (path != null) {
            element.clear().text(path);
        }
    }

    /** Two machines must not write the same variables: libvirt makes a new file, from the same template. */
    private static void firmwareVariables(XmlElement os) {
        for (XmlElement nvram : os.all("nvram")) {
            if (nvram.attribute("template").isPresent()) {
                nvram.clear();
            } else {
                os.remove(nvram);
            }
        }
    }

    private static void disk(XmlElement disk, Map<String, String> paths, Map<String, String> formats) {
        disk.first("source").ifPresent(source -> {
            for (String key : List.of("file", "dev")) {
                String before = source.attribute(key).orElse("");
                String path = paths.get(before);
                if (path != null) {
                    // A linked clone's file may take the place of a block device.
                    boolean file = key.equals("file") || formats.containsKey(before);
                    source.without(key).with(file ? "file" : "dev", path);
                    disk.with("type", file ? "file" : "block");
                    disk.removeAll("backingStore");
                    String format = formats.get(before);
                    if (format != null) {
                        disk.need("driver").with("type", format);
                    }
                }
            }
        });
    }
}
