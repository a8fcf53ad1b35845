package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Request;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Reads that vSphere answers by a task, such as the listing of a datastore: sends the request, and looks at its task at
 * growing intervals until it ends.
 */
final class TaskOutcome {

    private static final Duration AT_MOST = Duration.ofMinutes(2);
    private static final long FIRST_MILLIS = 10;
    private static final long LONGEST_MILLIS = 1000;

    private final Site site;

    TaskOutcome(Site site) {
        this.site = site;
    }

    /**
     * What a read found.
     *
     * @param read a method that changes nothing and whose name ends in {@code _Task}
     * @return the task's result
     */
    Element of(Request read) {
        Reference task = new Reference("Task", site.vim().task(read));
        long end = System.nanoTime() + AT_MOST.toNanos();
        long pause = FIRST_MILLIS;
        while (true) {
            Managed now = site.inventory().one(task, "info.state", "info.result", "info.error");
            String state = now.at("info.state").text();
            if (state.equals("success")) {
                return now.at("info.result");
            }
            if (state.equals("error")) {
                Element error = now.at("info.error");
                throw Faults.of(
                        error.at("fault").type(), error.text("localizedMessage").orElse(""));
            }
            if (System.nanoTime() - end > 0) {
                throw new OperationTimeoutException(
                        Failure.of(read.method() + " has not ended within " + AT_MOST.toMinutes() + " minutes")
                                .backend(Faults.BACKEND)
                                .lastSeen(state)
                                .hint("look at the datastore: it may be slow or not reachable"));
            }
            sleep(pause);
            pause = Math.min(LONGEST_MILLIS, pause * 2);
        }
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationTimeoutException(
                    Failure.of("interrupted while a listing was waited for").backend(Faults.BACKEND));
        }
    }
}
