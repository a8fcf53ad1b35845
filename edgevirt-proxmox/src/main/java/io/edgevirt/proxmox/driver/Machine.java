package io.edgevirt.proxmox.driver;

import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.translate.Hotplug;
import java.util.Optional;

/**
 * A machine as a plan found it.
 *
 * @param vmid its id
 * @param node its node
 * @param config its configuration
 * @param status what {@code status/current} tells
 */
record Machine(String vmid, String node, Configuration config, Json status) {

    private static final String STATE = "vm.state";

    String name() {
        return config.get("name").orElse("VM " + vmid);
    }

    /** Whether there is a process of its: it runs, or is paused in RAM. */
    boolean running() {
        return status.text("status").filter("running"::equals).isPresent();
    }

    /** Whether its guest stands still. */
    boolean paused() {
        return running()
                && status.text("qmpstatus")
                        .filter(s -> s.equals("paused") || s.equals("prelaunch") || s.equals("suspended"))
                        .isPresent();
    }

    /** Whether its memory was written to disk. */
    boolean saved() {
        return !running() && lock().filter("suspended"::equals).isPresent();
    }

    /** What keeps others from changing it: {@code backup}, {@code migrate}, {@code suspended}… */
    Optional<String> lock() {
        return config.get("lock").or(() -> status.text("lock"));
    }

    boolean template() {
        return config.flag("template");
    }

    boolean snapshots() {
        return config.get("parent").isPresent();
    }

    /** Whether HA decides where it runs. */
    boolean managed() {
        return status.get("ha").flag("managed").orElse(false);
    }

    Hotplug hotplug() {
        return Hotplug.of(config.get(Hotplug.KEY));
    }

    /** Why its configuration cannot be changed as it is now. */
    Optional<Finding> fixed() {
        return saved()
                ? Optional.of(Finding.fail(
                        STATE,
                        Problem.STATE,
                        name(),
                        "Proxmox VE changes nothing of a machine whose memory is saved",
                        "start it, or power it off"))
                : Optional.empty();
    }

    /** What needs a stop. */
    Finding runs(String what) {
        return Finding.fail(
                STATE,
                Problem.STATE,
                name(),
                what + " while it is " + (paused() ? "paused" : "on"),
                "shut it down first");
    }
}
