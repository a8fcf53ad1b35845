package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.BackupSettings.Compression;
import io.edgevirt.proxmox.BackupSettings.Mode;
import io.edgevirt.proxmox.http.Call;
import java.util.Locale;
import java.util.Optional;

/** Requests that back machines up and restore them. */
public final class BackupRequests {

    private static final int LONGEST = 1024;
    private static final String PRUNE = "/nodes/{node}/storage/{storage}/prunebackups";

    private BackupRequests() {}

    /**
     * Backs a machine up. Older backups stay, whatever the storage's retention rules say.
     *
     * @param node the machine's node
     * @param vmid the machine
     * @param storage where to
     * @param mode what happens to the machine meanwhile
     * @param compression how the file is made smaller
     * @param notes notes
     * @param shielded whether it is protected from being removed
     * @return the request, whose reply is a task
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call backup(
            String node,
            String vmid,
            String storage,
            Mode mode,
            Compression compression,
            Optional<String> notes,
            boolean shielded) {
        Call call = Call.post("/nodes/{node}/vzdump", node)
                .with("vmid", vmid)
                .with("storage", storage)
                .with("mode", mode.name().toLowerCase(Locale.ROOT))
                .with(
                        "compress",
                        compression == Compression.NONE
                                ? "0"
                                : compression.name().toLowerCase(Locale.ROOT))
                .with("remove", false)
                .withIf("notes-template", notes.map(BackupRequests::template));
        return shielded ? call.with("protected", true) : call;
    }

    /**
     * Whether notes arrive as they are: Proxmox puts values for what stands in double braces.
     *
     * @param notes the notes
     * @return false where they would be changed or refused
     */
    public static boolean carried(String notes) {
        return !notes.contains("{{") && template(notes).length() <= LONGEST && notes.indexOf('\r') < 0;
    }

    /** Notes are written on one line. */
    private static String template(String notes) {
        return notes.replace("\\", "\\\\").replace("\n", "\\n");
    }

    /**
     * The configuration in a backup.
     *
     * @param node a node that sees it
     * @param backup its id
     * @return the request, whose reply is text
     */
    public static Call configuration(String node, String backup) {
        return Call.get("/nodes/{node}/vzdump/extractconfig", node).with("volume", backup);
    }

    /**
     * Makes a machine of a backup.
     *
     * @param node where
     * @param vmid the new machine's id
     * @param backup the backup's id
     * @param fresh whether it gets MAC addresses of its own
     * @param smbios what it says of itself, with its uuid; empty leaves what the backup has
     * @param name its name
     * @param storage where its disks go
     * @param live whether it runs meanwhile
     * @return the request, whose reply is a task
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call restore(
            String node,
            String vmid,
            String backup,
            boolean fresh,
            Optional<String> smbios,
            Optional<String> name,
            Optional<String> storage,
            boolean live) {
        Call call = Call.post("/nodes/{node}/qemu", node)
                .with("vmid", vmid)
                .with("archive", backup)
                .with("unique", fresh)
                .withIf("smbios1", smbios)
                .withIf("name", name)
                .withIf("storage", storage);
        return live ? call.with("live-restore", true) : call;
    }

    /**
     * What pruning would do to the backups of machines.
     *
     * @param node a node that sees them
     * @param storage the storage
     * @param rule what is kept, such as {@code keep-last=3}
     * @param vmid the machine; empty for all
     * @return the request
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call marks(String node, String storage, String rule, Optional<String> vmid) {
        return pruned(Call.get(PRUNE, node, storage), rule, vmid);
    }

    /**
     * Removes the backups of machines that are not kept.
     *
     * @param node a node that sees them
     * @param storage the storage
     * @param rule what is kept, such as {@code keep-last=3}
     * @param vmid the machine; empty for all
     * @return the request, whose reply is a task
     */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    public static Call prune(String node, String storage, String rule, Optional<String> vmid) {
        return pruned(Call.delete(PRUNE, node, storage), rule, vmid);
    }

    /** Containers may have the VMIDs of machines that are gone: their backups stay. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static Call pruned(Call call, String rule, Optional<String> vmid) {
        return call.with("prune-backups", rule).with("type", "qemu").withIf("vmid", vmid);
    }
}
