package io.edgevirt.vsphere.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Inventory;
import java.time.Duration;

/** Waits for the end of a task that takes something back, which the engine cannot wait for. */
final class TaskEnd {

    private static final String INFO = "info";
    private static final Duration FIRST = Duration.ofMillis(20);
    /** Merging the disks of a snapshot takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Inventory inventory;

    TaskEnd(Inventory inventory) {
        this.inventory = inventory;
    }

    /**
     * Waits for success.
     *
     * @throws EdgeVirtException that the task ended with, or that it did not end in time
     */
    void await(String task) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long pause = FIRST.toMillis();
        while (true) {
            Element info = inventory.one(new Reference("Task", task), INFO).at(INFO);
            String state = info.at("state").text();
            if (state.equals("success")) {
                return;
            }
            if (state.equals("error")) {
                Element error = info.at("error");
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
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw tooLong(task, "running");
        }
    }

    private OperationTimeoutException tooLong(String task, String state) {
        return new OperationTimeoutException(Failure.of("the task " + task + " has not ended within " + PATIENCE)
                .backend(Faults.BACKEND)
                .outcome(Outcome.UNKNOWN)
                .lastSeen(state));
    }
}
