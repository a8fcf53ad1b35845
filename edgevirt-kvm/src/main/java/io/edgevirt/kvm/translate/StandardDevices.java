package io.edgevirt.kvm.translate;

import io.edgevirt.kvm.xml.XmlElement;
import io.edgevirt.spi.VMSpec;
import java.util.stream.Stream;

/** What every machine in QEMU gets: ports for more devices, a console, the agent's channel, a screen, entropy, a balloon. */
final class StandardDevices {

    private final VMSpec spec;
    private final HostFacts host;

    StandardDevices(VMSpec spec, HostFacts host) {
        this.spec = spec;
        this.host = host;
    }

    void into(XmlElement devices) {
        controllers(devices);
        devices.add(new XmlElement("serial").with("type", "pty"))
                .add(new XmlElement("console")
                        .with("type", "pty")
                        .add(new XmlElement("target").with("type", "serial").with("port", 0)))
                .add(new XmlElement("channel")
                        .with("type", "unix")
                        .add(new XmlElement("target").with("type", "virtio").with("name", "org.qemu.guest_agent.0")));
        if (DomainXml.windows(spec)) {
            devices.add(new XmlElement("input").with("type", "tablet").with("bus", "usb"));
        }
        devices.add(graphics())
                .add(new XmlElement("video").add(new XmlElement("model").with("type", host.pc() ? "vga" : "virtio")))
                .add(new XmlElement("memballoon")
                        .with("model", "virtio")
                        // Without a period the guest's own figures are never read.
                        .add(new XmlElement("stats").with("period", 5)))
                .add(new XmlElement("rng")
                        .with("model", "virtio")
                        .add(new XmlElement("backend").with("model", "random").text("/dev/urandom")));
        if (spec.boot().tpm()) {
            devices.add(new XmlElement("tpm")
                    .with("model", host.pc() ? "tpm-crb" : "tpm-tis")
                    .add(new XmlElement("backend").with("type", "emulator").with("version", "2.0")));
        }
    }

    /** VNC has no password here, so only the host itself can reach it. */
    private static XmlElement graphics() {
        return new XmlElement("graphics")
                .with("type", "vnc")
                .with("port", -1)
                .with("autoport", "yes")
                .add(new XmlElement("listen").with("type", "address").with("address", "127.0.0.1"));
    }

    /** Each device in a port of its own: without ports that are named, libvirt makes just as many as are needed. */
    private void controllers(XmlElement devices) {
        devices.add(new XmlElement("controller")
                .with("type", "scsi")
                .with("index", 0)
                .with("model", "virtio-scsi"));
        boolean usbDisks = devices.all("disk/target").stream()
                .anyMatch(t -> t.attribute("bus").filter("usb"::equals).isPresent());
        if (!DomainXml.windows(spec) && !usbDisks) {
            devices.add(new XmlElement("controller").with("type", "usb").with("model", "none"));
        }
        if (host.machine().isPresent()) {
            int ports = (int) virtioDevices(devices) + DomainXml.SPARE_PORTS;
            // The first of its kind, index 0, is the machine's own root.
            for (int i = 1; i <= ports; i++) {
                devices.add(new XmlElement("controller")
                        .with("type", "pci")
                        .with("index", i)
                        .with("model", "pcie-root-port"));
            }
        }
    }

    /** Disks, adapters and host devices, and the four that all have: SCSI, serial bus, balloon, entropy; USB for Windows. */
    private long virtioDevices(XmlElement devices) {
        Stream<XmlElement> disks = devices.all("disk").stream()
                .filter(d ->
                        d.attributeAt("target", "bus").filter("virtio"::equals).isPresent());
        return disks.count()
                + devices.all("interface").size()
                + devices.all("hostdev").size()
                + (DomainXml.windows(spec) ? 5 : 4);
    }
}
