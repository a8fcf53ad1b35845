package io.edgevirt.proxmox.read;

import io.edgevirt.Hardware.PciDevice;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.PciAddress;
import io.edgevirt.proxmox.MediatedType;
import io.edgevirt.proxmox.NodePciDevice;
import java.util.List;
import java.util.Optional;

/** A node's PCI devices. */
public final class PciReader {

    private PciReader() {}

    /**
     * Reads a listing of PCI devices.
     *
     * @param listing what {@code GET /nodes/{node}/hardware/pci} tells
     * @return the devices, in the listing's order
     */
    public static List<NodePciDevice> devices(Json listing) {
        return listing.list().stream().flatMap(d -> device(d).stream()).toList();
    }

    private static Optional<NodePciDevice> device(Json pci) {
        return pci.text("id")
                .flatMap(PciReader::address)
                .map(address -> new NodePciDevice(
                        new PciDevice(address, description(pci), hex(pci, "class"), group(pci)),
                        hex(pci, "vendor"),
                        hex(pci, "device"),
                        pci.flag("mdev")));
    }

    private static Optional<PciAddress> address(String text) {
        try {
            return Optional.of(PciAddress.parse(text));
        } catch (InvalidSpecException e) {
            return Optional.empty();
        }
    }

    private static String description(Json pci) {
        String names = (pci.text("vendor_name").orElse("") + " "
                        + pci.text("device_name").orElse(""))
                .strip();
        return names.isEmpty()
                ? pci.text("vendor").orElse("?") + ":" + pci.text("device").orElse("?")
                : names;
    }

    /** A device in no group has the group -1. */
    private static Optional<Integer> group(Json pci) {
        return pci.number("iommugroup")
                .filter(g -> g >= 0 && g <= Integer.MAX_VALUE)
                .map(Long::intValue);
    }

    private static Optional<Integer> hex(Json pci, String field) {
        return pci.text(field)
                .filter(t -> t.matches("0x[0-9a-fA-F]{1,6}"))
                .map(t -> Integer.parseInt(t.substring(2), 16));
    }

    /**
     * Whether an IOMMU is in use.
     *
     * @param listing what {@code GET /nodes/{node}/hardware/pci} tells
     * @return true if a device is in a group, false if all are told to be in none; empty where nothing is told
     */
    public static Optional<Boolean> iommu(Json listing) {
        List<Long> groups = listing.list().stream()
                .flatMap(d -> d.number("iommugroup").stream())
                .toList();
        return groups.isEmpty() ? Optional.empty() : Optional.of(groups.stream().anyMatch(g -> g >= 0));
    }

    /**
     * A device as a mapping has it: with all that the node compares before a machine gets it.
     *
     * @param listing what {@code GET /nodes/{node}/hardware/pci} tells
     * @param node the node
     * @param address the device's address
     * @return the entry; empty where the node has no such device
     */
    public static Optional<String> mapped(Json listing, String node, PciAddress address) {
        return listing.list().stream()
                .filter(d -> d.text("id")
                        .flatMap(PciReader::address)
                        .filter(address::equals)
                        .isPresent())
                .findFirst()
                .flatMap(d -> ids(d, "vendor", "device")
                        .map(id -> "id=" + id
                                + group(d).map(g -> ",iommugroup=" + g).orElse("")
                                + ",node=" + node + ",path=" + address
                                + ids(d, "subsystem_vendor", "subsystem_device")
                                        .map(sub -> ",subsystem-id=" + sub)
                                        .orElse("")));
    }

    private static Optional<String> ids(Json pci, String first, String second) {
        return hex(pci, first).flatMap(a -> hex(pci, second).map(b -> String.format("%04x:%04x", a, b)));
    }

    /**
     * Reads what a device can be cut into.
     *
     * @param listing what {@code GET /nodes/{node}/hardware/pci/{pci-id-or-mapping}/mdev} tells
     * @return the kinds, in the listing's order
     */
    public static List<MediatedType> mediatedTypes(Json listing) {
        return listing.list().stream()
                .flatMap(t -> t
                        .text("type")
                        .map(type -> new MediatedType(
                                type,
                                t.number("available")
                                        .filter(n -> n >= 0 && n <= Integer.MAX_VALUE)
                                        .map(Long::intValue),
                                t.text("description").map(String::strip).filter(d -> !d.isEmpty())))
                        .stream())
                .toList();
    }
}
