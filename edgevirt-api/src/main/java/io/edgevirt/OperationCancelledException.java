package io.edgevirt;

/** The work was cancelled by {@link Task#cancel()}, or at the system. */
public class OperationCancelledException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public OperationCancelledException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new OperationCancelledException(other);
    }
}
