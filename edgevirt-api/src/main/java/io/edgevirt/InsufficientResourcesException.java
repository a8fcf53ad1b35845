package io.edgevirt;

/** There is not enough memory, storage or something else for what was asked. */
public class InsufficientResourcesException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public InsufficientResourcesException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new InsufficientResourcesException(other);
    }
}
