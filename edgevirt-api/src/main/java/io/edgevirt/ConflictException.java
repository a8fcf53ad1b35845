package io.edgevirt;

/** Somebody else holds a lock, or changed the same thing in the meantime. */
public class ConflictException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public ConflictException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new ConflictException(other);
    }
}
