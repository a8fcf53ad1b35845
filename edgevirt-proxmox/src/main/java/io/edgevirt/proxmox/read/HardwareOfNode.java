package io.edgevirt.proxmox.read;

import io.edgevirt.Hardware;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What several requests tell of a node, to its {@link Hardware}. */
public final class HardwareOfNode {

    private HardwareOfNode() {}

    /**
     * Reads a node's hardware. Empty, for no request tells it: the speed of links and their MAC addresses, the TPM, and
     * whether guests are given virtualization. What was not read stays empty as well.
     *
     * @param name the node
     * @param status what {@code GET /nodes/{node}/status} tells
     * @param disks what {@code GET /nodes/{node}/disks/list} tells
     * @param pci what {@code GET /nodes/{node}/hardware/pci} tells
     * @param network what {@code GET /nodes/{node}/network} tells
     * @return the hardware
     */
    public static Hardware read(String name, Json status, Json disks, Json pci, Json network) {
        Set<String> flags = flags(status);
        return new Hardware(
                name,
                cpu(status, flags),
                NodeReader.size(status.get("memory"), "total"),
                DiskReader.devices(DiskReader.disks(disks)),
                adapters(network),
                PciReader.devices(pci).stream().map(d -> d.device()).toList(),
                PciReader.iommu(pci),
                secureBoot(status.get("boot-info")),
                Optional.empty(),
                flags.isEmpty() ? Optional.empty() : Optional.of(flags.contains("hypervisor")));
    }

    /** What the kernel tells of the processor; empty where nothing is told. */
    private static Set<String> flags(Json status) {
        return Arrays.stream(status.get("cpuinfo").text("flags").orElse("").split("\\s+"))
                .filter(f -> !f.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Hardware.Cpu cpu(Json status, Set<String> flags) {
        Json info = status.get("cpuinfo");
        return new Hardware.Cpu(
                info.text("model").map(String::strip).filter(m -> !m.isEmpty() && !m.equals("unknown")),
                status.get("current-kernel").text("machine"),
                count(info, "cores"),
                count(info, "cpus"),
                virtualization(status),
                flags.isEmpty() ? Optional.empty() : Optional.of(flags.contains("ept") || flags.contains("npt")),
                Optional.empty());
    }

    /**
     * Whether VT-x or AMD-V is there and enabled, as Proxmox or the processor's flags say.
     *
     * @param status what {@code GET /nodes/{node}/status} tells
     * @return empty where neither is told
     */
    public static Optional<Boolean> virtualization(Json status) {
        Set<String> flags = flags(status);
        return status.get("cpuinfo")
                .flag("hvm")
                .or(() -> flags.isEmpty()
                        ? Optional.empty()
                        : Optional.of(flags.contains("vmx") || flags.contains("svm")));
    }

    private static Optional<Integer> count(Json info, String field) {
        return info.number(field).filter(n -> n > 0 && n <= Integer.MAX_VALUE).map(Long::intValue);
    }

    /** A node that was not started by UEFI has no secure boot. */
    private static Optional<Boolean> secureBoot(Json boot) {
        return switch (boot.text("mode").orElse("")) {
            case "efi" -> boot.flag("secureboot");
            case "legacy-bios" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    /**
     * Adapters that are there; the configuration may name others. One that is switched off carries nothing; of one that is switched on it is not told whether a cable is in
     * it.
     */
    private static List<Hardware.NetworkAdapter> adapters(Json network) {
        return network.list().stream()
                .filter(i -> i.text("type").filter("eth"::equals).isPresent())
                .filter(i -> i.flag("exists").orElse(false))
                .flatMap(i -> i
                        .text("iface")
                        .map(name -> new Hardware.NetworkAdapter(
                                name,
                                Optional.empty(),
                                Optional.empty(),
                                i.flag("active").orElse(false) ? Optional.empty() : Optional.of(false)))
                        .stream())
                .toList();
    }
}
