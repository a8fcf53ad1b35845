package io.edgevirt.proxmox.driver;

import static io.edgevirt.Feature.*;

import io.edgevirt.Feature;
import io.edgevirt.Support;
import java.util.Map;

/** What Proxmox VE can do about power, snapshots and what is inside machines. */
final class InsideFeatures {

    private static final String AGENT_REASON = "if the guest runs its agent, and the machine has it switched on";
    private static final String AGENT_REMEDY =
            "install qemu-guest-agent in the guest, and set agent to 1 in its options";

    private InsideFeatures() {}

    static void put(Map<Feature, Support> all) {
        all.put(POWER, Support.yes("status/start, status/stop"));
        all.put(
                GRACEFUL_SHUTDOWN,
                Support.yes("the guest's agent where it is switched on, else the ACPI power button"));
        all.put(REBOOT, Support.yes("a graceful shutdown, and a start"));
        all.put(RESET, Support.yes("status/reset"));
        all.put(PAUSE, Support.yes("status/suspend"));
        all.put(SAVE, Support.yes("status/suspend with todisk; not under HA, and not with PCI devices passed through"));
        all.put(SNAPSHOTS, Support.yes("if the storages of its disks take them: LVM-thin, ZFS, Ceph, Btrfs, qcow2"));
        all.put(SNAPSHOT_MEMORY, Support.yes("vmstate"));
        all.put(SNAPSHOT_QUIESCE, Support.conditional(AGENT_REASON, AGENT_REMEDY));
        all.put(
                SERIAL_CONSOLE,
                Support.conditional(
                        "if the machine has serial0 as a socket; text from the moment it is asked for",
                        "set serial0 to socket in its hardware"));
        all.put(REMOTE_DISPLAY, Support.yes("VNC within a WebSocket, and noVNC"));
        all.put(SCREENSHOT, Support.yes("one picture of the VNC screen"));
        all.put(STATISTICS, Support.yes("status/current"));
        all.put(WATCH, Support.yes("cluster/resources, asked again and again: one request for all machines"));
        all.put(GUEST_ADDRESSES, Support.conditional(AGENT_REASON, AGENT_REMEDY));
        all.put(GUEST_EXEC, Support.conditional(AGENT_REASON, AGENT_REMEDY));
        all.put(
                GUEST_FILES,
                Support.conditional(AGENT_REASON + "; written up to 45 KiB, read up to 16 MiB", AGENT_REMEDY));
    }
}
