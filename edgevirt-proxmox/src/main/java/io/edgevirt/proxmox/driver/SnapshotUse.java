package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.Json;
import java.util.ArrayList;
import java.util.List;

/**
 * Which snapshots of a machine need a volume. Its own configuration does not tell: it names the snapshot that it stands on,
 * and none at all if that one was deleted from below others.
 */
final class SnapshotUse {

    /** What stands in the list for the machine's present state. */
    private static final String PRESENT = "current";

    private final Pve pve;
    private final String kind;
    private final String node;
    private final String vmid;

    /** Of {@code qemu} and {@code lxc}. */
    SnapshotUse(Pve pve, String kind, String node, String vmid) {
        this.pve = pve;
        this.kind = kind;
        this.node = node;
        this.vmid = vmid;
    }

    /** The snapshots' names: one request for the list, and one for each of them. */
    List<String> of(String volid) {
        List<String> users = new ArrayList<>();
        for (Json row : pve.send(Call.get("/nodes/{node}/" + kind + "/{vmid}/snapshot", node, vmid))
                .list()) {
            String name = row.text("name").orElse(PRESENT);
            if (!name.equals(PRESENT) && needs(name, volid)) {
                users.add(name);
            }
        }
        return users;
    }

    private boolean needs(String snapshot, String volid) {
        return pve
                .send(Call.get("/nodes/{node}/" + kind + "/{vmid}/config", node, vmid)
                        .with("snapshot", snapshot))
                .fields()
                .values()
                .stream()
                .anyMatch(v -> v.text().filter(t -> names(t, volid)).isPresent());
    }

    /** Whether an option's value has a volume: a drive's begins with it, or names it as its file. */
    static boolean names(String value, String volid) {
        for (String part : value.split(",")) {
            if (part.equals(volid) || part.equals("file=" + volid) || part.equals("volume=" + volid)) {
                return true;
            }
        }
        return false;
    }
}
