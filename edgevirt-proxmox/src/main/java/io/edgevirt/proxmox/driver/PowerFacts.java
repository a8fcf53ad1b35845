package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.read.Json;

/**
 * What a machine's own status tells that matters to power verbs.
 *
 * @param vmid its id
 * @param node its node
 * @param name its name
 * @param process whether QEMU runs
 * @param detail what QEMU says it does: {@code running}, {@code paused}, {@code io-error} and others
 * @param lock what holds its configuration; empty where nothing does
 * @param ha whether HA manages it
 * @param agent whether its guest's agent is switched on
 * @param template whether it is a template
 */
record PowerFacts(
        String vmid,
        String node,
        String name,
        boolean process,
        String detail,
        String lock,
        boolean ha,
        boolean agent,
        boolean template) {

    static PowerFacts of(String vmid, String node, Json status) {
        return new PowerFacts(
                vmid,
                node,
                status.text("name").orElse(vmid),
                status.text("status").filter("running"::equals).isPresent(),
                status.text("qmpstatus").orElse(""),
                status.text("lock").orElse(""),
                status.get("ha").flag("managed").orElse(false),
                status.flag("agent").orElse(false),
                status.flag("template").orElse(false));
    }

    /** Whether its memory is written to disk. */
    boolean saved() {
        return !process && lock.equals("suspended");
    }

    /** Whether QEMU runs and its guest cannot: an error stopped it. */
    boolean crashed() {
        return process && (detail.endsWith("-error") || detail.equals("guest-panicked"));
    }

    /** Whether QEMU runs and its guest never will again, so that nothing is lost with it. */
    boolean dead() {
        return crashed() && !detail.equals("io-error");
    }
}
