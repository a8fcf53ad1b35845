package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.proxmox.http.Faults;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Nodes that did not answer. Each question to such a node costs seconds, which those who ask others would have to wait as
 * well, so it is asked rarely; and it may come back, so patience is had with it.
 */
final class AbsentNodes {

    /** As long as a fenced node's machines take to be started elsewhere, at the least. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Duration REST = Duration.ofSeconds(5);

    private record Absence(long since, long askAgain) {}

    private final Map<String, Absence> absences = new ConcurrentHashMap<>();
    private final LongSupplier nanos;
    private final Duration patience;
    private final Duration rest;

    AbsentNodes() {
        this(System::nanoTime, PATIENCE, REST);
    }

    AbsentNodes(LongSupplier nanos, Duration patience, Duration rest) {
        this.nanos = nanos;
        this.patience = patience;
        this.rest = rest;
    }

    /** Asks a node, unless it did not answer just now. */
    <T> T ask(String node, Supplier<T> question) {
        Absence absence = absences.get(node);
        if (absence != null && nanos.getAsLong() - absence.askAgain < 0) {
            throw new ConnectionException(
                    Failure.of("the node " + node + " does not answer").backend(Faults.BACKEND));
        }
        try {
            T answer = question.get();
            absences.remove(node);
            return answer;
        } catch (ConnectionException e) {
            long now = nanos.getAsLong();
            absences.merge(
                    node,
                    new Absence(now, now + rest.toNanos()),
                    (before, fresh) -> new Absence(before.since, fresh.askAgain));
            throw e;
        }
    }

    /** Whether a node that does not answer may still come back. */
    boolean patient(String node) {
        Absence absence = absences.get(node);
        return absence == null || nanos.getAsLong() - absence.since < patience.toNanos();
    }
}
