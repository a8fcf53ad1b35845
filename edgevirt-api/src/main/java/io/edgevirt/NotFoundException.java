package io.edgevirt;

/** What was named does not exist, or no longer. */
public class NotFoundException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public NotFoundException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new NotFoundException(other);
    }
}
