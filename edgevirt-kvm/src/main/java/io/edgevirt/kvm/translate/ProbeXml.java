package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.xml.XmlElement;
import java.util.UUID;

/** A guest that shows whether KVM executes: its firmware finds nothing to boot and restarts at once, which ends it. */
public final class ProbeXml {

    private ProbeXml() {}

    /**
     * Writes the domain.
     *
     * @param uuid its uuid
     * @param arch the host's architecture, one of x86
     * @return the root of domain XML
     */
    public static XmlElement of(UUID uuid, String arch) {
        return new XmlElement("domain")
                .with("type", "kvm")
                .add("name", "edgevirt-probe-" + uuid)
                .add("uuid", uuid)
                .add(new XmlElement("memory").with("unit", "MiB").text("16"))
                .add("vcpu", 1)
                .add(new XmlElement("os")
                        .add(new XmlElement("type")
                                .with("arch", arch)
                                .with("machine", "pc")
                                .text("hvm"))
                        .add(new XmlElement("boot").with("dev", "hd"))
                        .add(new XmlElement("bios").with("rebootTimeout", 0)))
                .add("on_poweroff", "destroy")
                .add("on_reboot", "destroy")
                .add("on_crash", "destroy")
                .add(new XmlElement("devices")
                        .add(new XmlElement("controller").with("type", "usb").with("model", "none"))
                        .add(new XmlElement("memballoon").with("model", "none")));
    }
}
