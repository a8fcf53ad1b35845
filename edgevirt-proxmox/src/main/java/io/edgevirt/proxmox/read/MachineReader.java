package io.edgevirt.proxmox.read;

import io.edgevirt.Size;
import io.edgevirt.VMInfo;
import io.edgevirt.VMState;
import java.time.Instant;
import java.util.Optional;

/** Reads what Proxmox VE tells of machines: a row of the cluster's listing, or a machine's own status. */
public final class MachineReader {

    private MachineReader() {}

    /**
     * Reads a row of the cluster's listing, which lags: a new machine has neither name nor figures there, nor has one whose
     * node is away.
     *
     * @param row the row
     * @param asked when the listing was asked for
     * @param readAt when its figures were true at the latest, which is a while before
     * @return the machine; empty where the row is no virtual machine's, but a container's
     */
    public static Optional<VMInfo> listed(Json row, Instant asked, Instant readAt) {
        boolean machine = row.text("type").orElse("").equals("qemu");
        return machine
                ? row.text("vmid").map(id -> info(id, row.text("node"), row, "maxcpu", asked, readAt))
                : Optional.empty();
    }

    /**
     * Reads a machine's own status.
     *
     * @param id its VMID
     * @param node the node that it is on
     * @param status what {@code status/current} told
     * @param readAt when it was asked for
     * @return the machine
     */
    public static VMInfo current(String id, String node, Json status, Instant readAt) {
        return info(id, Optional.of(node), status, "cpus", readAt, readAt);
    }

    @SuppressWarnings("OptionalUsedAsFieldOrParameterType")
    private static VMInfo info(
            String id, Optional<String> node, Json told, String cpus, Instant asked, Instant readAt) {
        VMState state = state(told);
        // A machine without a name is shown like this by Proxmox VE itself.
        String name = told.text("name").filter(n -> !n.isEmpty()).orElse("VM " + id);
        boolean figures = state != VMState.UNKNOWN;
        return new VMInfo(
                id,
                name,
                state,
                told.number(cpus).filter(n -> n > 0 && n <= Integer.MAX_VALUE).map(Long::intValue),
                told.number("maxmem").filter(n -> n > 0).map(Size::ofBytes),
                node,
                node.map(n -> n + "/" + name),
                told.number("uptime").filter(n -> figures && n > 0).map(n -> started(asked, n)),
                figures ? Optional.of(told.flag("template").orElse(false)) : told.flag("template"),
                readAt);
    }

    private static Instant started(Instant asked, long uptime) {
        return Instant.ofEpochSecond(asked.getEpochSecond() - Math.min(uptime, Integer.MAX_VALUE));
    }

    /**
     * What a machine is doing. QEMU's own word, where it is told, says more than {@code running}; a machine that is
     * stopped while its lock says {@code suspended} has its memory on disk.
     *
     * @param told a row of the listing or a machine's own status
     * @return the state; UNKNOWN where the node does not tell
     */
    public static VMState state(Json told) {
        String status = told.text("status").orElse("unknown");
        String word = status.equals("running") ? told.text("qmpstatus").orElse(status) : status;
        return switch (word) {
            case "stopped" -> told.text("lock").orElse("").equals("suspended") ? VMState.SAVED : VMState.OFF;
            case "paused", "suspended", "prelaunch", "io-error", "watchdog" -> VMState.PAUSED;
            case "internal-error", "guest-panicked" -> VMState.CRASHED;
            // The guest stands still for the moment only, while its memory is written or moved.
            case "running", "debug", "colo", "save-vm", "restore-vm", "inmigrate", "finish-migrate", "postmigrate" ->
                VMState.RUNNING;
            default -> VMState.UNKNOWN;
        };
    }
}
