package io.edgevirt;

/** The machine is in a state from which this cannot be done, or a value was asked for that is not known. */
public class InvalidStateException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public InvalidStateException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new InvalidStateException(other);
    }
}
