package io.edgevirt.vsphere.read;

import io.edgevirt.DiskBus;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.PciAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The list of a machine's virtual devices, {@code config.hardware.device}. */
public final class Devices {

    /** In a machine's own files an address is decimal, with five and three digits: {@code 00000:101:00.0}. */
    private static final Pattern DECIMAL = Pattern.compile("(\\d{5}):(\\d{3}):(\\d{2})\\.([0-7])");

    private final List<Element> all;
    private final Map<String, Element> byKey = new HashMap<>();

    private Devices(List<Element> all) {
        this.all = all;
        all.forEach(d -> byKey.put(d.at("key").text(), d));
    }

    /**
     * A machine's devices.
     *
     * @param list the property {@code config.hardware.device}
     * @return the devices
     */
    public static Devices of(Element list) {
        return new Devices(list.children());
    }

    /**
     * All devices of a type.
     *
     * @param type such as {@code VirtualDisk}
     * @return in the server's order
     */
    public List<Element> all(String type) {
        return all.stream().filter(d -> d.type().equals(type)).toList();
    }

    /**
     * The network adapters of all kinds: those that have a MAC address, or are to be given one.
     *
     * @return in the server's order
     */
    public List<Element> adapters() {
        return all.stream()
                .filter(d -> d.at("macAddress").present() || d.at("addressType").present())
                .toList();
    }

    /**
     * A device.
     *
     * @param key its key
     * @return {@link Element#NONE} where there is none
     */
    public Element byKey(String key) {
        return byKey.getOrDefault(key, Element.NONE);
    }

    /**
     * How a device is attached.
     *
     * @param device a disk or drive
     * @return empty for controllers that this version does not know
     */
    public Optional<DiskBus> bus(Element device) {
        return switch (byKey(device.at("controllerKey").text()).type()) {
            case "ParaVirtualSCSIController",
                    "VirtualLsiLogicController",
                    "VirtualLsiLogicSASController",
                    "VirtualBusLogicController",
                    "VirtualSCSIController" -> Optional.of(DiskBus.SCSI);
            case "VirtualAHCIController", "VirtualSATAController" -> Optional.of(DiskBus.SATA);
            case "VirtualIDEController" -> Optional.of(DiskBus.IDE);
            case "VirtualNVMEController" -> Optional.of(DiskBus.NVME);
            case "VirtualUSBController", "VirtualUSBXHCIController" -> Optional.of(DiskBus.USB);
            default -> Optional.empty();
        };
    }

    /**
     * The host devices that are passed through. A device that the host chooses when the machine starts, or whose address
     * cannot be read, has none.
     *
     * @return their addresses
     */
    public List<PciAddress> passedThrough() {
        return all("VirtualPCIPassthrough").stream()
                .flatMap(d -> d.text("backing/id").or(() -> d.text("backing/assignedId")).stream())
                .flatMap(id -> address(id).stream())
                .toList();
    }

    /**
     * A PCI address as vSphere writes it.
     *
     * @param id such as {@code 0000:65:00.0}, or in decimal {@code 00000:101:00.0}
     * @return empty where it is neither
     */
    public static Optional<PciAddress> address(String id) {
        try {
            Matcher decimal = DECIMAL.matcher(id);
            return Optional.of(
                    decimal.matches()
                            ? new PciAddress(
                                    Integer.parseInt(decimal.group(1)),
                                    Integer.parseInt(decimal.group(2)),
                                    Integer.parseInt(decimal.group(3)),
                                    Integer.parseInt(decimal.group(4)))
                            : PciAddress.parse(id));
        } catch (EdgeVirtException e) {
            return Optional.empty();
        }
    }
}
