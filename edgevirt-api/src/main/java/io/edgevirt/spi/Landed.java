package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a request whose reply was lost was carried out.
 *
 * @param answer yes, no, running or unknown
 * @param results for YES, what its reply would have told
 * @param task for RUNNING, the id of the native task that carries it out
 */
public record Landed(Answer answer, Map<String, String> results, Optional<String> task) {

    /** The four answers. */
    public enum Answer {
        /** It was carried out. */
        YES,
        /** It was not and never will be; it may be sent again. */
        NO,
        /** The system is at it, as a native task that is waited for from now on; it is not sent again. */
        RUNNING,
        /** It cannot be found out. */
        UNKNOWN
    }

    // Copies the map; RUNNING and a task's id go together.
    public Landed {
        results = Map.copyOf(results);
        if ((answer == Answer.RUNNING) != task.isPresent()) {
            throw new IllegalArgumentException(answer + " with the task " + task.orElse("(none)"));
        }
    }

    /**
     * It was carried out.
     *
     * @param results what its reply would have told
     * @return yes
     */
    public static Landed yes(Map<String, String> results) {
        return new Landed(Answer.YES, results, Optional.empty());
    }

    /**
     * It was not carried out and never will be.
     *
     * @return no
     */
    public static Landed no() {
        return new Landed(Answer.NO, Map.of(), Optional.empty());
    }

    /**
     * The system is at it: the reply that was lost would have named this task. The engine waits for it as if it had, with
     * progress, cancelling and the task's own results, and neither sends the request again nor takes it for lost.
     *
     * @param task the native task's id, found by this very step's mark: what it works on, the user, the time
     * @return running
     */
    public static Landed running(String task) {
        return new Landed(Answer.RUNNING, Map.of(), Optional.of(task));
    }

    /**
     * It cannot be found out.
     *
     * @return unknown
     */
    public static Landed unknown() {
        return new Landed(Answer.UNKNOWN, Map.of(), Optional.empty());
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
