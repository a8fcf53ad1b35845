package io.edgevirt.proxmox.read;

import io.edgevirt.Hardware.DiskDevice;
import io.edgevirt.Hardware.DiskKind;
import io.edgevirt.proxmox.NodeDisk;
import java.util.List;
import java.util.Optional;

/** A node's physical disks. */
public final class DiskReader {

    private static final String DEVICES = "/dev/";

    private DiskReader() {}

    /**
     * Reads a listing of disks. The listing holds more than its schema says: {@code type}, {@code rpm} and {@code
     * wearout}, the last a number or the words {@code N/A}.
     *
     * @param listing what {@code GET /nodes/{node}/disks/list} tells
     * @return the disks, in the listing's order
     */
    public static List<NodeDisk> disks(Json listing) {
        return listing.list().stream().flatMap(d -> disk(d).stream()).toList();
    }

    private static Optional<NodeDisk> disk(Json disk) {
        return disk.text("devpath").filter(path -> !path.isBlank()).map(path -> {
            DiskKind kind = kind(disk);
            boolean flash = kind == DiskKind.SSD || kind == DiskKind.NVME;
            return new NodeDisk(
                    path,
                    kind,
                    NodeReader.size(disk, "size"),
                    told(disk, "model").map(m -> m.replace('_', ' ').strip()),
                    told(disk, "serial"),
                    told(disk, "health"),
                    flash
                            ? disk.number("wearout")
                                    .filter(w -> w >= 0 && w <= 100)
                                    .map(Long::intValue)
                            : Optional.empty(),
                    disk.number("rpm").filter(r -> r > 0 && r < 1_000_000).map(Long::intValue),
                    told(disk, "used"));
        });
    }

    /** A disk behind USB or of no known kind may still turn, which its speed tells. */
    private static DiskKind kind(Json disk) {
        boolean turns = disk.number("rpm").filter(r -> r > 0).isPresent();
        return switch (disk.text("type").orElse("")) {
            case "nvme" -> DiskKind.NVME;
            case "ssd" -> DiskKind.SSD;
            case "hdd" -> DiskKind.HDD;
            default -> turns ? DiskKind.HDD : DiskKind.UNKNOWN;
        };
    }

    /** Proxmox writes {@code unknown} where it does not know. */
    private static Optional<String> told(Json disk, String field) {
        return disk.text(field)
                .map(String::strip)
                .filter(t -> !t.isEmpty() && !t.equalsIgnoreCase("unknown") && !t.equals("0"));
    }

    /**
     * The same as neutral devices.
     *
     * @param disks the disks
     * @return the devices, in their order
     */
    public static List<DiskDevice> devices(List<NodeDisk> disks) {
        return disks.stream()
                .map(d -> new DiskDevice(
                        d.device().startsWith(DEVICES) ? d.device().substring(DEVICES.length()) : d.device(),
                        d.size(),
                        d.kind(),
                        d.model()))
                .toList();
    }
}
