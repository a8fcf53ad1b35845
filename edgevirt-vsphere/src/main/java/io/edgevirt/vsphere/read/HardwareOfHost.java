package io.edgevirt.vsphere.read;

import io.edgevirt.Hardware;
import io.edgevirt.PciAddress;
import io.edgevirt.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A host's properties to its {@link Hardware}. */
public final class HardwareOfHost {

    /** What a host's hardware needs. */
    public static final Selection WANTED = Selection.of(
            "HostSystem",
            "name",
            "hardware.systemInfo",
            "hardware.cpuInfo",
            "hardware.cpuPkg",
            "hardware.memorySize",
            "hardware.pciDevice",
            "capability",
            "config.storageDevice",
            "config.network.pnic",
            "config.pciPassthruInfo");

    private static final long MEGABIT = 1_000_000;

    private HardwareOfHost() {}

    /**
     * Reads a host's hardware. Empty: the architecture, IOMMU groups and secure boot, which the API does not tell. The
     * lowest byte of a PCI class, the programming interface, is not told either and is 0.
     *
     * @param host a host with {@link #WANTED}
     * @return the hardware
     */
    public static Hardware read(Managed host) {
        return new Hardware(
                host.text("name").map(Names::plain).orElse(host.id()),
                cpu(host),
                host.at("hardware.memorySize").size(1).filter(s -> s.bytes() > 0),
                disks(host.at("config.storageDevice")),
                host.at("config.network.pnic").children().stream()
                        .map(HardwareOfHost::adapter)
                        .toList(),
                host.at("hardware.pciDevice").children().stream()
                        .flatMap(d -> device(d).stream())
                        .toList(),
                iommu(host.at("config.pciPassthruInfo")),
                Optional.empty(),
                tpm(host.at("capability")),
                virtual(host.at("hardware.systemInfo")));
    }

    private static Hardware.Cpu cpu(Managed host) {
        Element info = host.at("hardware.cpuInfo");
        Optional<Boolean> nested = host.at("capability").flag("nestedHVSupported");
        // ESXi passes on what it uses itself: VT-x with EPT, or AMD-V with RVI
        Optional<Boolean> used = nested.filter(n -> n);
        return new Hardware.Cpu(
                host.at("hardware.cpuPkg").children().stream()
                        .flatMap(p -> p.text("description").stream())
                        .map(String::trim)
                        .findFirst(),
                Optional.empty(),
                info.count("numCpuCores"),
                info.count("numCpuThreads"),
                used,
                used,
                nested);
    }

    private static Optional<String> tpm(Element capability) {
        return capability.flag("tpmSupported").orElse(false) ? capability.text("tpmVersion") : Optional.empty();
    }

    /** Only a device behind an active IOMMU is capable of passthrough. */
    private static Optional<Boolean> iommu(Element passthrough) {
        return passthrough.children().stream()
                        .anyMatch(p -> p.flag("passthruCapable").orElse(false))
                ? Optional.of(true)
                : Optional.empty();
    }

    /** Known makers of virtual machines; of others nothing is known. */
    private static Optional<Boolean> virtual(Element system) {
        String vendor = system.at("vendor").text().toLowerCase(Locale.ROOT);
        return vendor.startsWith("vmware") || vendor.equals("qemu") ? Optional.of(true) : Optional.empty();
    }

    private static Hardware.NetworkAdapter adapter(Element pnic) {
        Optional<Long> speed = pnic.number("linkSpeed/speedMb").filter(s -> s > 0);
        return new Hardware.NetworkAdapter(
                pnic.at("device").text(),
                pnic.text("mac").map(m -> m.toLowerCase(Locale.ROOT)),
                speed.map(s -> s * MEGABIT),
                // the API reference: an unset linkSpeed says that the link is down
                Optional.of(speed.isPresent()));
    }

    private static Optional<Hardware.PciDevice> device(Element pci) {
        Optional<PciAddress> address = Devices.address(pci.at("id").text());
        String names = (pci.at("vendorName").text() + " " + pci.at("deviceName").text()).trim();
        String description = names.isEmpty()
                ? pci.number("vendorId").map(HardwareOfHost::hex).orElse("") + ":"
                        + pci.number("deviceId").map(HardwareOfHost::hex).orElse("")
                : names;
        return address.map(a -> new Hardware.PciDevice(
                a, description, pci.number("classId").map(c -> (c.intValue() & 0xffff) << 8), Optional.empty()));
    }

    private static String hex(long id) {
        return String.format("%04x", id & 0xffff);
    }

    private static List<Hardware.DiskDevice> disks(Element storage) {
        Set<String> nvme = behindNvme(storage);
        return storage.all("scsiLun").stream()
                .filter(l -> l.at("lunType").text().equals("disk")
                        && l.at("capacity").present())
                .map(l -> disk(l, nvme))
                .toList();
    }

    private static Hardware.DiskDevice disk(Element lun, Set<String> nvme) {
        String name =
                lun.text("canonicalName").orElseGet(() -> lun.at("deviceName").text());
        boolean fast = nvme.contains(lun.at("key").text()) || name.startsWith("t10.NVMe");
        Hardware.DiskKind flash = lun.flag("ssd")
                .map(s -> s ? Hardware.DiskKind.SSD : Hardware.DiskKind.HDD)
                .orElse(Hardware.DiskKind.UNKNOWN);
        Optional<Size> size = lun.number("capacity/blockSize")
                .filter(b -> b > 0)
                .flatMap(b -> lun.at("capacity/block").size(b))
                .filter(s -> s.bytes() > 0);
        return new Hardware.DiskDevice(
                name,
                size,
                fast ? Hardware.DiskKind.NVME : flash,
                lun.text("model").map(String::trim));
    }

    /** The keys of the disks behind adapters whose driver is one for NVMe. */
    private static Set<String> behindNvme(Element storage) {
        Set<String> adapters = new HashSet<>();
        for (Element adapter : storage.all("hostBusAdapter")) {
            if (adapter.at("driver").text().startsWith("nvme")
                    || adapter.at("storageProtocol").text().equals("nvme")) {
                adapters.add(adapter.at("key").text());
            }
        }
        Set<String> luns = new HashSet<>();
        for (Element topology : storage.all("scsiTopology/adapter")) {
            if (adapters.contains(topology.at("adapter").text())) {
                topology.all("target/lun").forEach(l -> luns.add(l.at("scsiLun").text()));
            }
        }
        return luns;
    }
}
