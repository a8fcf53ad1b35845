package io.edgevirt;

/** Something of that name is already there. */
public class AlreadyExistsException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public AlreadyExistsException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new AlreadyExistsException(other);
    }
}
