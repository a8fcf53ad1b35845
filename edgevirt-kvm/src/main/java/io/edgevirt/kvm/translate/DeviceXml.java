package io.edgevirt.kvm.translate;

import io.edgevirt.DiskBus;
import io.edgevirt.PciAddress;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.Locale;
import java.util.UUID;

/** Devices of a machine: as parts of domain XML, and by themselves to be added while it runs. */
public final class DeviceXml {

    private DeviceXml() {}

    /**
     * A disk. Volumes are given by their path: libvirt's AppArmor driver does not let QEMU open {@code type='volume'}.
     *
     * @param disk what was chosen
     * @return the element
     */
    public static XmlElement disk(DiskChoice disk) {
        boolean block = disk.pool().blocks();
        return new XmlElement("disk")
                .with("type", block ? "block" : "file")
                .with("device", "disk")
                .add(new XmlElement("driver")
                        .with("name", "qemu")
                        .with("type", disk.format())
                        .with("discard", "unmap"))
                .add(new XmlElement("source").with(block ? "dev" : "file", disk.path()))
                .add(target(disk.target(), disk.bus()));
    }

    /**
     * A disk of libvirt's driver for tests, which has no formats.
     *
     * @param disk what was chosen
     * @return the element
     */
    public static XmlElement testDisk(DiskChoice disk) {
        return new XmlElement("disk")
                .with("type", "file")
                .with("device", "disk")
                .add(new XmlElement("source").with("file", disk.path()))
                .add(target(disk.target(), disk.bus()));
    }

    /**
     * A CD drive.
     *
     * @param path the image in it; empty for an empty drive
     * @param target its name within the machine, such as {@code sda}
     * @param bus how it is attached
     * @return the element
     */
    public static XmlElement cdrom(String path, String target, DiskBus bus) {
        XmlElement drive = new XmlElement("disk")
                .with("type", "file")
                .with("device", "cdrom")
                .add(new XmlElement("driver").with("name", "qemu").with("type", "raw"));
        if (!path.isEmpty()) {
            drive.add(new XmlElement("source").with("file", path));
        }
        return drive.add(target(target, bus)).add(new XmlElement("readonly"));
    }

    private static XmlElement target(String name, DiskBus bus) {
        return new XmlElement("target").with("dev", name).with("bus", bus.name().toLowerCase(Locale.ROOT));
    }

    /**
     * A network adapter.
     *
     * @param nic what was chosen
     * @return the element
     */
    public static XmlElement nic(NicChoice nic) {
        XmlElement xml = new XmlElement("interface").with("type", nic.bridge() ? "bridge" : "network");
        nic.spec().mac().ifPresent(mac -> xml.add(new XmlElement("mac").with("address", mac)));
        xml.add(new XmlElement("source").with(nic.bridge() ? "bridge" : "network", nic.source()));
        nic.spec()
                .vlan()
                .ifPresent(vlan -> xml.add(new XmlElement("vlan").add(new XmlElement("tag").with("id", vlan))));
        if (nic.bridge() && nic.openVSwitch()) {
            xml.add(new XmlElement("virtualport").with("type", "openvswitch"));
        }
        if (!nic.model().isEmpty()) {
            xml.add(new XmlElement("model").with("type", nic.model()));
        }
        if (!nic.spec().macSpoofing().orElse(true)) {
            xml.add(new XmlElement("filterref").with("filter", "no-mac-spoofing"));
        }
        return xml;
    }

    /**
     * A PCI device of the host's, which libvirt takes from its driver at the start and gives back at the stop.
     *
     * @param address its address at the host
     * @return the element
     */
    public static XmlElement hostDevice(PciAddress address) {
        return new XmlElement("hostdev")
                .with("mode", "subsystem")
                .with("type", "pci")
                .with("managed", "yes")
                .add(new XmlElement("source")
                        .add(new XmlElement("address")
                                .with("domain", hex(address.domain(), 4))
                                .with("bus", hex(address.bus(), 2))
                                .with("slot", hex(address.slot(), 2))
                                .with("function", hex(address.function(), 1))));
    }

    private static String hex(int number, int digits) {
        return "0x" + String.format("%0" + digits + "x", number);
    }

    /**
     * A part of a device that can be split, such as a virtual GPU.
     *
     * @param uuid the part's uuid
     * @return the element
     */
    public static XmlElement mediatedDevice(UUID uuid) {
        return new XmlElement("hostdev")
                .with("mode", "subsystem")
                .with("type", "mdev")
                .with("model", "vfio-pci")
                .add(new XmlElement("source").add(new XmlElement("address").with("uuid", uuid)));
    }
}
