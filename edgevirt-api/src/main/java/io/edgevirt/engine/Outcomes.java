package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;

/** Errors told anew by who knows better whether the change happened. */
final class Outcomes {

    private Outcomes() {}

    /**
     * The same error with another outcome, from where it was thrown. What has happened, or may have, is not the same if
     * it is tried again, although the read that failed would be.
     */
    static EdgeVirtException as(EdgeVirtException e, Outcome outcome) {
        if (e.outcome() == outcome) {
            return e;
        }
        return as(e, e.failure().outcome(outcome).retryable(outcome == Outcome.NOT_DONE && e.retryable()));
    }

    /** The same kind of error with another failure, from where it was thrown. */
    static EdgeVirtException as(EdgeVirtException e, Failure failure) {
        EdgeVirtException told = e.with(failure);
        told.setStackTrace(e.getStackTrace());
        return told;
    }

    /** What no backend should throw; what was under way may have happened. */
    static EdgeVirtException unexpected(Throwable e) {
        return e instanceof EdgeVirtException known
                ? known
                : new OperationFailedException(Failure.of("unexpected " + e)
                        .outcome(Outcome.UNKNOWN)
                        .hint("this is a defect of the backend; please report it with the stack trace")
                        .cause(e));
    }
}
