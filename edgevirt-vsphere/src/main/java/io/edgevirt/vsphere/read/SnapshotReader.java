package io.edgevirt.vsphere.read;

import io.edgevirt.SnapshotInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine's snapshots to {@link SnapshotInfo}s. */
public final class SnapshotReader {

    /** What snapshots need of a machine. */
    public static final Selection WANTED = Selection.of("VirtualMachine", "snapshot");

    private SnapshotReader() {}

    /**
     * Reads a machine's snapshots.
     *
     * @param vm a machine with {@link #WANTED}
     * @return parents before their children; empty where it has none
     * @throws io.edgevirt.PermissionDeniedException if the login may not read them
     */
    public static List<SnapshotInfo> snapshots(Managed vm) {
        Element tree = vm.permitted("snapshot");
        List<SnapshotInfo> found = new ArrayList<>();
        String current = tree.at("currentSnapshot").text();
        for (Element root : tree.all("rootSnapshotList")) {
            add(root, Optional.empty(), current, found);
        }
        return found;
    }

    private static void add(Element node, Optional<String> parent, String current, List<SnapshotInfo> found) {
        String id = node.at("snapshot").text();
        if (!id.isEmpty()) {
            found.add(new SnapshotInfo(
                    id,
                    Names.plain(node.at("name").text()),
                    node.text("description"),
                    parent,
                    node.at("createTime").time(),
                    memory(node),
                    id.equals(current)));
        }
        for (Element child : node.all("childSnapshotList")) {
            add(child, id.isEmpty() ? parent : Optional.of(id), current, found);
        }
    }

    /**
     * Whether it holds memory. The state of a snapshot is that in which a return to it ends: off for one without memory,
     * also of a machine that ran. That of a machine that slept holds the memory that was saved.
     */
    private static Optional<Boolean> memory(Element node) {
        return switch (node.at("state").text()) {
            case "poweredOn", "suspended" -> Optional.of(true);
            case "poweredOff" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
