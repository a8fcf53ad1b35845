package io.edgevirt;

/** The login is known and may not do this. */
public class PermissionDeniedException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public PermissionDeniedException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new PermissionDeniedException(other);
    }
}
