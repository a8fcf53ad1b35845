package io.edgevirt.proxmox.translate;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Version;
import java.time.Duration;

/** The requests that change what a machine is doing. */
public final class PowerRequests {

    private static final String STATUS = "/nodes/{node}/qemu/{vmid}/status/";

    private PowerRequests() {}

    private static Call status(String verb, String node, String vmid) {
        return Call.post(STATUS + verb, node, vmid);
    }

    /** Proxmox counts whole seconds, and no fewer than the caller has. */
    private static long seconds(Duration atMost) {
        return Math.max(1, atMost.plusNanos(999_999_999).toSeconds());
    }

    /**
     * What is asked about a machine before and after a verb.
     *
     * @param node its node
     * @param vmid its id
     * @return the request
     */
    public static Call current(String node, String vmid) {
        return Call.get(STATUS + "current", node, vmid);
    }

    /**
     * Boots, or restores what was saved.
     *
     * @param node its node
     * @param vmid its id
     * @param atMost how long QEMU may take
     * @return the request, which starts the task {@code qmstart}, or {@code hastart} under HA
     */
    public static Call start(String node, String vmid, Duration atMost) {
        return status("start", node, vmid).with("timeout", seconds(atMost));
    }

    /**
     * Asks the guest to shut down, and never does more.
     *
     * @param node its node
     * @param vmid its id
     * @param atMost how long the guest may take
     * @return the request, which starts the task {@code qmshutdown}, or {@code hastop} under HA
     */
    public static Call shutdown(String node, String vmid, Duration atMost) {
        return status("shutdown", node, vmid).with("timeout", seconds(atMost));
    }

    /**
     * Whether a request can end a graceful shutdown that is under way: from 8.2 on.
     *
     * @param version the server's
     * @return true if {@link #stop} does
     */
    public static boolean overrules(Version version) {
        return version.atLeast(8, 2);
    }

    /**
     * Cuts the power.
     *
     * @param node its node
     * @param vmid its id
     * @param overrule whether a graceful shutdown under way is ended first, which needs {@link #overrules}
     * @return the request, which starts the task {@code qmstop}, or {@code hastop} under HA
     */
    public static Call stop(String node, String vmid, boolean overrule) {
        Call stop = status("stop", node, vmid);
        return overrule ? stop.with("overrule-shutdown", true) : stop;
    }

    /**
     * Asks the guest to shut down, and starts it again.
     *
     * @param node its node
     * @param vmid its id
     * @param atMost how long the guest may take to shut down
     * @return the request, which starts the task {@code qmreboot}
     */
    public static Call reboot(String node, String vmid, Duration atMost) {
        return status("reboot", node, vmid).with("timeout", seconds(atMost));
    }

    /**
     * Presses the reset button.
     *
     * @param node its node
     * @param vmid its id
     * @return the request, which starts the task {@code qmreset}
     */
    public static Call reset(String node, String vmid) {
        return status("reset", node, vmid);
    }

    /**
     * Stops the processors; the memory stays in RAM.
     *
     * @param node its node
     * @param vmid its id
     * @return the request, which starts the task {@code qmpause}
     */
    public static Call pause(String node, String vmid) {
        return status("suspend", node, vmid);
    }

    /**
     * Writes the memory to disk and stops.
     *
     * @param node its node
     * @param vmid its id
     * @return the request, which starts the task {@code qmsuspend}
     */
    public static Call save(String node, String vmid) {
        return status("suspend", node, vmid).with("todisk", true);
    }

    /**
     * Writes the memory to a storage of one's choice and stops.
     *
     * @param node its node
     * @param vmid its id
     * @param storage the storage's name
     * @return the request, which starts the task {@code qmsuspend}
     */
    public static Call save(String node, String vmid, String storage) {
        return save(node, vmid).with("statestorage", storage);
    }

    /**
     * Goes on after a pause.
     *
     * @param node its node
     * @param vmid its id
     * @return the request, which starts the task {@code qmresume}
     */
    public static Call resume(String node, String vmid) {
        return status("resume", node, vmid);
    }

    /**
     * Drops the memory that was saved, and with it the lock {@code suspended}.
     *
     * @param node its node
     * @param vmid its id
     * @return the request, which starts the task {@code qmconfig}
     */
    public static Call dropSaved(String node, String vmid) {
        return Call.post("/nodes/{node}/qemu/{vmid}/config", node, vmid).with("delete", "vmstate");
    }
}
