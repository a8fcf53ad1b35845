package io.edgevirt.vsphere.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Inventory;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits for the end of a task that the engine does not wait for: one that takes something back, or a read that vSphere
 * answers by a task, such as the listing of a datastore.
 */
final class TaskEnd {

    private static final Duration FIRST = Duration.ofMillis(20);
    /** Merging the disks of a snapshot takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration BRIEF = Duration.ofMinutes(2);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Inventory inventory;
    private final Duration patience;

    TaskEnd(Inventory inventory) {
        this(inventory, PATIENCE);
    }

    private TaskEnd(Inventory inventory, Duration patience) {
        this.inventory = inventory;
        this.patience = patience;
    }

    /** Of a task that merges no disks. */
    static TaskEnd brief(Inventory inventory) {
        return new TaskEnd(inventory, BRIEF);
    }

    /**
     * Waits for success.
     *
     * @return the task's result
     * @throws EdgeVirtException that the task ended with, or that it did not end in time
     */
    Element await(String task) {
        long deadline = System.nanoTime() + patience.toNanos();
        long pause = FIRST.toMillis();
        while (true) {
            Managed now = inventory.one(new Reference("Task", task), "info.state", "info.result", "info.error");
            String state = now.at("info.state").text();
            if (state.equals("success")) {
                return now.at("info.result");
            }
            if (state.equals("error")) {
                Element error = now.at("info.error");
                throw Faults.of(
                        error.at("fault").type(), error.at("localizedMessage").text());
            }
            if (System.nanoTime() - deadline > 0) {
                throw tooLong(task, state);
            }
            sleep(task, pause);
            pause = Math.min(LONGEST.toMillis(), 2 * pause);
        }
    }

    private void sleep(String task, long millis) {
        try {
            Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooLong(task, "running");
        }
    }

    private OperationTimeoutException tooLong(String task, String state) {
        return new OperationTimeoutException(Failure.of("the task " + task + " has not ended within " + patience)
                .backend(Faults.BACKEND)
                .outcome(Outcome.UNKNOWN)
                .lastSeen(state)
                .hint("look at the server and its datastore: they may be slow or not reachable"));
    }
}
