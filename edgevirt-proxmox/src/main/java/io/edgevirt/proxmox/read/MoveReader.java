package io.edgevirt.proxmox.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what Proxmox VE tells about a move: before it, what stands in its way, and after it, how it went. */
public final class MoveReader {

    private static final Pattern DOWNTIME =
            Pattern.compile("average migration speed: .{1,80} - downtime (\\d{1,9}) ms");

    private MoveReader() {}

    /**
     * A volume that is on its node only.
     *
     * @param volume its id, or a path
     * @param cdrom whether it is in a CD drive
     */
    public record Local(String volume, boolean cdrom) {

        /**
         * Whether it is the drive of cloud-init, which moves along.
         *
         * @return true for that one
         */
        public boolean cloudInit() {
            return cdrom && volume.contains("cloudinit");
        }

        /**
         * Its storage.
         *
         * @return the storage's name; empty for a path of the node's own
         */
        public Optional<String> storage() {
            int colon = volume.indexOf(':');
            return volume.startsWith("/") || colon <= 0 ? Optional.empty() : Optional.of(volume.substring(0, colon));
        }
    }

    /**
     * What is on the machine's node only.
     *
     * @param reply of {@code GET /nodes/{node}/qemu/{vmid}/migrate}
     * @return the volumes
     */
    public static List<Local> locals(Json reply) {
        return reply.get("local_disks").list().stream()
                .flatMap(row -> row
                        .text("volid")
                        .map(v -> new Local(v, row.flag("cdrom").orElse(false)))
                        .stream())
                .toList();
    }

    /**
     * Devices that exist on the machine's node only, without mappings.
     *
     * @param reply of {@code GET /nodes/{node}/qemu/{vmid}/migrate}
     * @return their keys
     */
    public static List<String> devices(Json reply) {
        List<String> mapped = mapped(reply);
        return texts(reply.get("local_resources")).stream()
                .filter(r -> !mapped.contains(r))
                .toList();
    }

    /**
     * Devices by mappings.
     *
     * @param reply of {@code GET /nodes/{node}/qemu/{vmid}/migrate}
     * @return their keys
     */
    public static List<String> mapped(Json reply) {
        return texts(reply.get("mapped-resources"));
    }

    /**
     * Devices by mappings whose state cannot move with a running machine.
     *
     * @param reply of {@code GET /nodes/{node}/qemu/{vmid}/migrate}
     * @return their keys
     */
    public static List<String> fixed(Json reply) {
        return mapped(reply).stream()
                .filter(r -> !reply.get("mapped-resource-info")
                        .get(r)
                        .flag("live-migration")
                        .orElse(false))
                .toList();
    }

    /**
     * Why Proxmox VE itself would not move the machine to a node.
     *
     * @param reply of {@code GET /nodes/{node}/qemu/{vmid}/migrate}
     * @param node the node
     * @param storages whether missing storages count, which do not matter where another is named
     * @return what is missing there
     */
    public static List<String> missing(Json reply, String node, boolean storages) {
        Json reasons = reply.get("not_allowed_nodes").get(node);
        List<String> missing = new ArrayList<>();
        if (storages) {
            texts(reasons.get("unavailable_storages")).forEach(s -> missing.add("the storage " + s + " is not there"));
        }
        texts(reasons.get("unavailable-resources")).forEach(r -> missing.add("the mapping " + r + " is not for it"));
        for (Json blocking : reasons.get("blocking-ha-resources").list()) {
            missing.add("HA keeps it away from " + blocking.text("sid").orElse("another resource") + " ("
                    + blocking.text("cause").orElse("a rule") + ")");
        }
        return missing;
    }

    private static List<String> texts(Json list) {
        return list.list().stream().flatMap(e -> e.text().stream()).toList();
    }

    /**
     * How long the guest stood still, if the task's log says.
     *
     * @param log the log's lines
     * @return milliseconds; empty where it is not told, which Proxmox writes as 0
     */
    public static Optional<Long> downtime(List<String> log) {
        Optional<Long> told = Optional.empty();
        for (String line : log) {
            Matcher m = DOWNTIME.matcher(line);
            if (line.length() < 1000 && m.find()) {
                told = Optional.of(Long.parseLong(m.group(1))).filter(ms -> ms > 0);
            }
        }
        return told;
    }
}
