package io.edgevirt;

import java.util.Optional;

/**
 * A wait came to its deadline, or was interrupted. The work itself may run on at the system; {@link #outcome()} says
 * what is known.
 */
public class OperationTimeoutException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong, with what was seen last
     */
    public OperationTimeoutException(Failure failure) {
        super(failure);
    }

    /**
     * What the wait saw last, such as a state or a task's progress.
     *
     * @return what was last seen, where anything was
     */
    public Optional<String> lastSeen() {
        return failure().lastSeen();
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new OperationTimeoutException(other);
    }
}
