package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.Json;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waits for the end of a task that the engine does not wait for: one that takes something back. */
final class TaskEnd {

    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Pve pve;

    TaskEnd(Pve pve) {
        this.pve = pve;
    }

    /**
     * Waits for success; warnings are one.
     *
     * @param upid the task
     * @throws EdgeVirtException that the task ended with, or that it did not end in time
     */
    void await(String upid) {
        String node = TaskId.parse(upid).node();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST.toMillis();
        while (true) {
            Json now = pve.send(Call.get("/nodes/{node}/tasks/{upid}/status", node, upid));
            if (now.text("status").orElse("").equals("stopped")) {
                String exit = now.text("exitstatus").orElse("unknown");
                if (exit.equals("OK") || exit.startsWith("WARNINGS")) {
                    return;
                }
                throw Faults.of(500, exit, "");
            }
            if (System.nanoTime() - deadline > 0) {
                throw tooLong(upid);
            }
            sleep(upid, pause);
            pause = Math.min(LONGEST.toMillis(), 2 * pause);
        }
    }

    private static void sleep(String upid, long millis) {
        try {
            Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooLong(upid);
        }
    }

    private static OperationTimeoutException tooLong(String upid) {
        return new OperationTimeoutException(Failure.of("the task " + upid + " has not ended within " + PATIENCE)
                .backend(Faults.BACKEND)
                .outcome(Outcome.UNKNOWN)
                .lastSeen("running")
                .hint("look at the node's tasks: its storage may be slow or away"));
    }
}
