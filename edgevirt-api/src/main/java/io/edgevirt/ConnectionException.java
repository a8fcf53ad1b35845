package io.edgevirt;

/** The system cannot be reached, or the connection broke. */
public class ConnectionException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public ConnectionException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new ConnectionException(other);
    }
}
