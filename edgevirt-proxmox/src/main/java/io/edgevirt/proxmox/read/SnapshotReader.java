package io.edgevirt.proxmox.read;

import io.edgevirt.SnapshotInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A machine's snapshots, each of which its name tells from the others. */
public final class SnapshotReader {

    /** What stands in the list for the machine's present state. */
    private static final String PRESENT = "current";

    private SnapshotReader() {}

    /**
     * Reads the answer of {@code /nodes/{node}/qemu/{vmid}/snapshot}.
     *
     * @param reply the answer
     * @return the snapshots, without the present state that the list ends with
     */
    public static List<SnapshotInfo> snapshots(Json reply) {
        Optional<String> current = reply.list().stream()
                .filter(s -> s.text("name").filter(PRESENT::equals).isPresent())
                .findFirst()
                .flatMap(s -> parent(s));
        List<SnapshotInfo> all = new ArrayList<>();
        for (Json snapshot : reply.list()) {
            snapshot.text("name")
                    .filter(name -> !name.isEmpty() && !name.equals(PRESENT))
                    .ifPresent(name -> all.add(new SnapshotInfo(
                            name,
                            name,
                            snapshot.text("description").filter(d -> !d.isEmpty()),
                            parent(snapshot),
                            snapshot.number("snaptime").filter(t -> t > 0).map(Instant::ofEpochSecond),
                            Optional.of(snapshot.flag("vmstate").orElse(false)),
                            current.filter(name::equals).isPresent())));
        }
        return all;
    }

    private static Optional<String> parent(Json snapshot) {
        return snapshot.text("parent").filter(p -> !p.isEmpty());
    }
}
