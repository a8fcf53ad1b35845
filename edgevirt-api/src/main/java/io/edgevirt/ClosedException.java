package io.edgevirt;

/** The connection was closed before or during the call. */
public class ClosedException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public ClosedException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new ClosedException(other);
    }
}
