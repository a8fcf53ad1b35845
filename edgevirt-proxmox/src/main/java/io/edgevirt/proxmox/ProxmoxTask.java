package io.edgevirt.proxmox;

import java.time.Instant;
import java.util.Optional;

/**
 * A task of Proxmox VE.
 *
 * @param upid its name, by which it can be picked up again, such as
 *     {@code UPID:pve1:000A1B2C:00D3E4F5:65A1B2C3:qmclone:100:root@pam:}
 * @param node the node that it runs on
 * @param type what it does, such as {@code qmclone}
 * @param id what it does it to, such as {@code 100}; empty where it names nothing
 * @param user who started it, such as {@code root@pam} or {@code root@pam!site}
 * @param started when it was started, by its node's clock
 * @param ended when it ended, by its node's clock; empty while it runs, and where that is not told
 * @param exit how it ended: {@code OK}, {@code WARNINGS: 2}, or what went wrong; empty while it runs
 */
public record ProxmoxTask(
        String upid,
        String node,
        String type,
        Optional<String> id,
        String user,
        Instant started,
        Optional<Instant> ended,
        Optional<String> exit) {

    /**
     * Whether it is at work.
     *
     * @return true while it has not ended
     */
    public boolean running() {
        return exit.isEmpty() && ended.isEmpty();
    }

    @Override
    public String toString() {
        return type + id.map(i -> " " + i).orElse("") + " on " + node + " by " + user + ", " + started + ": "
                + (running() ? "running" : exit.orElse("ended"));
    }
}
