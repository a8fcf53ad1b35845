package io.edgevirt.proxmox.translate;

import io.edgevirt.Violation;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.spi.SnapshotSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The requests about snapshots, and what they cannot carry. */
public final class SnapshotRequests {

    private static final String ALL = "/nodes/{node}/qemu/{vmid}/snapshot";
    private static final String ONE = ALL + "/{snapname}";
    /** What stands for a machine's present and next configuration. */
    private static final Set<String> RESERVED = Set.of("current", "pending");

    private SnapshotRequests() {}

    /**
     * What Proxmox VE cannot keep as it is.
     *
     * @param spec the snapshot that is wanted
     * @return what is wrong; none if it arrives intact
     */
    public static List<Violation> violations(SnapshotSpec spec) {
        List<Violation> wrong = new ArrayList<>();
        if (!spec.name().matches("[A-Za-z][A-Za-z0-9_-]{1,39}")) {
            wrong.add(new Violation(
                    "name",
                    shown(spec.name()),
                    "2 to 40 letters, digits, _ and -, of which the first is a letter",
                    "choose another name"));
        } else if (RESERVED.contains(spec.name().toLowerCase(Locale.ROOT))) {
            wrong.add(new Violation(
                    "name", spec.name(), "a name that Proxmox VE does not use itself", "choose another name"));
        }
        spec.description()
                .filter(d -> !d.equals(d.stripTrailing()))
                .ifPresent(d -> wrong.add(new Violation(
                        "description",
                        shown(d),
                        "a text that does not end in white space, which Proxmox VE does not keep",
                        "leave the end out")));
        return wrong;
    }

    private static String shown(String text) {
        String plain = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\p{Cs}]", "?");
        return plain.length() > 60 ? plain.substring(0, 60) + "…" : plain;
    }

    /**
     * What there is.
     *
     * @param node the machine's node
     * @param vmid its id
     * @return the request
     */
    public static Call list(String node, String vmid) {
        return Call.get(ALL, node, vmid);
    }

    /**
     * Whether the storages of the machine's disks can do it.
     *
     * @param node the machine's node
     * @param vmid its id
     * @return the request
     */
    public static Call feature(String node, String vmid) {
        return Call.get("/nodes/{node}/qemu/{vmid}/feature", node, vmid).with("feature", "snapshot");
    }

    /**
     * Takes one.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param spec what is wanted
     * @return the request, which starts the task {@code qmsnapshot}
     */
    public static Call take(String node, String vmid, SnapshotSpec spec) {
        return Call.post(ALL, node, vmid)
                .with("snapname", spec.name())
                .withIf("description", spec.description().filter(d -> !d.isEmpty()))
                .with("vmstate", spec.memory());
    }

    /**
     * Returns to one. A snapshot with memory starts the machine by itself.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param snapshot the snapshot's name
     * @return the request, which starts the task {@code qmrollback}
     */
    public static Call rollback(String node, String vmid, String snapshot) {
        return Call.post(ONE + "/rollback", node, vmid, snapshot);
    }

    /**
     * Removes one; its children are kept.
     *
     * @param node the machine's node
     * @param vmid its id
     * @param snapshot the snapshot's name
     * @return the request, which starts the task {@code qmdelsnapshot}
     */
    public static Call delete(String node, String vmid, String snapshot) {
        return Call.delete(ONE, node, vmid, snapshot);
    }
}
