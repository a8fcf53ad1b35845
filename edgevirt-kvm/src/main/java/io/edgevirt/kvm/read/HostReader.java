package io.edgevirt.kvm.read;

import io.edgevirt.Hardware;
import io.edgevirt.Size;
import io.edgevirt.kvm.xml.XmlElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Node devices, capabilities and figures to a host's hardware. */
public final class HostReader {

    private HostReader() {}

    /**
     * Reads a host's hardware. libvirt does not tell SSDs from turning disks, nor of a TPM or secure boot: they stay
     * unknown.
     *
     * @param name the host's name
     * @param host its capabilities
     * @param domain what it can give a guest; a driver without domain capabilities has none
     * @param memory physical memory, where the driver knows
     * @param devices node device XML
     * @return the hardware
     */
    public static Hardware read(
            String name,
            Capabilities host,
            List<DomainCapabilities> domain,
            List<Size> memory,
            Collection<String> devices) {
        List<Hardware.DiskDevice> disks = new ArrayList<>();
        List<Hardware.NetworkAdapter> nics = new ArrayList<>();
        List<Hardware.PciDevice> pci = new ArrayList<>();
        for (String text : devices) {
            XmlElement device = XmlElement.parse(text);
            device.all("capability").forEach(c -> {
                switch (c.attribute("type").orElse("")) {
                    case "storage" -> disk(c).ifPresent(disks::add);
                    case "net" -> nic(device, c).ifPresent(nics::add);
                    case "pci" -> pci(c).ifPresent(pci::add);
                    default -> {}
                }
            });
        }
        return new Hardware(
                name,
                cpu(host, domain),
                memory.stream().findFirst(),
                disks,
                nics,
                pci,
                host.iommu(),
                Optional.empty(),
                Optional.empty(),
                host.arch().equals("x86_64")
                        ? Optional.of(host.cpuFeatures().contains("hypervisor"))
                        : Optional.empty());
    }

    /** Features are told for x86 alone; where no figure is told nothing is said. */
    private static Hardware.Cpu cpu(Capabilities host, List<DomainCapabilities> domain) {
        boolean x86 = host.arch().equals("x86_64");
        return new Hardware.Cpu(
                host.cpuModel(),
                Optional.of(host.arch()).filter(a -> !a.isEmpty()),
                host.cores(),
                host.threads(),
                x86 ? Optional.of(host.hardwareVirtualization()) : Optional.empty(),
                Optional.empty(),
                x86
                        ? domain.stream()
                                .findFirst()
                                .map(d -> d.nestedFeature().isPresent() && host.hardwareVirtualization())
                        : Optional.empty());
    }

    private static Optional<Hardware.DiskDevice> disk(XmlElement c) {
        boolean isDisk = c.textAt("drive_type").filter("disk"::equals).isPresent();
        return c.textAt("block").filter(b -> isDisk).map(block -> {
            String name = block.substring(block.lastIndexOf('/') + 1);
            return new Hardware.DiskDevice(
                    name,
                    Units.sizeAt(c, "size", "bytes").filter(s -> s.bytes() > 0),
                    name.startsWith("nvme") ? Hardware.DiskKind.NVME : Hardware.DiskKind.UNKNOWN,
                    c.textAt("model"));
        });
    }

    /** Bridges, taps and the loopback are no hardware. A driver without paths is believed. */
    private static Optional<Hardware.NetworkAdapter> nic(XmlElement device, XmlElement c) {
        boolean virtual = device.textAt("path").orElse("").contains("/devices/virtual/");
        return c.textAt("interface")
                .filter(name -> !virtual && !name.equals("lo"))
                .map(name -> new Hardware.NetworkAdapter(
                        name,
                        c.textAt("address").map(a -> a.toLowerCase(Locale.ROOT)),
                        c.attributeAt("link", "speed")
                                .flatMap(Units::number)
                                .filter(s -> s > 0)
                                .map(s -> s * 1_000_000L),
                        c.attributeAt("link", "state").flatMap(HostReader::up)));
    }

    private static Optional<Boolean> up(String state) {
        return switch (state) {
            case "up" -> Optional.of(true);
            case "down", "lowerlayerdown", "notpresent" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Hardware.PciDevice> pci(XmlElement c) {
        return Pci.fromElements(c)
                .map(address -> new Hardware.PciDevice(
                        address,
                        (named(c, "vendor") + " " + named(c, "product")).strip(),
                        c.textAt("class").flatMap(Units::hex).filter(n -> n <= 0xffffff),
                        c.attributeAt("iommuGroup", "number").flatMap(Units::number)));
    }

    private static String named(XmlElement c, String what) {
        return c.textAt(what).or(() -> c.attributeAt(what, "id")).orElse("");
    }
}
