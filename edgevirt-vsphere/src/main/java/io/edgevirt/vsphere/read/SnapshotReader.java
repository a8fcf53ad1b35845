package io.edgevirt.vsphere.read;

import io.edgevirt.SnapshotInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine's snapshots to {@link SnapshotInfo}s. */
public final class SnapshotReader {

    /** What snapshots need of a machine. */
    public static final Selection WANTED = Selection.of("VirtualMachine", "snapshot", "layoutEx.snapshot");

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
        List<Element> layouts = vm.at("layoutEx.snapshot").children();
        for (Element root : tree.all("rootSnapshotList")) {
            add(root, Optional.empty(), current, layouts, found);
        }
        return found;
    }

    private static void add(
            Element node, Optional<String> parent, String current, List<Element> layouts, List<SnapshotInfo> found) {
        String id = node.at("snapshot").text();
        if (!id.isEmpty()) {
            found.add(new SnapshotInfo(
                    id,
                    Names.plain(node.at("name").text()),
                    node.text("description"),
                    parent,
                    node.at("createTime").time(),
                    memory(node, id, layouts),
                    id.equals(current)));
        }
        for (Element child : node.all("childSnapshotList")) {
            add(child, id.isEmpty() ? parent : Optional.of(id), current, layouts, found);
        }
    }

    /**
     * Whether it holds memory. Since vSphere 6.0 the layout of files names the memory's file, by −1 where there is none;
     * before, the state that it returns to tells: a snapshot without memory returns to a machine that is off.
     */
    private static Optional<Boolean> memory(Element node, String id, List<Element> layouts) {
        Optional<Boolean> told = layouts.stream()
                .filter(l -> l.at("key").text().equals(id))
                .flatMap(l -> l.number("memoryKey").stream())
                .map(key -> key >= 0)
                .findFirst();
        return told.or(() -> switch (node.at("state").text()) {
            case "poweredOn" -> Optional.of(true);
            case "poweredOff" -> Optional.of(false);
            default -> Optional.empty();
        });
    }
}
