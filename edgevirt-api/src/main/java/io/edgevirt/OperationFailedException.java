package io.edgevirt;

/** The system accepted the work and reported that it failed. */
public class OperationFailedException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public OperationFailedException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new OperationFailedException(other);
    }
}
