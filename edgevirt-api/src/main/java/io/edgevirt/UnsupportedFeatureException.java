package io.edgevirt;

/** The backend, or this host or machine, cannot do this; the message is the reason and {@link #hint()} the remedy. */
public class UnsupportedFeatureException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public UnsupportedFeatureException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new UnsupportedFeatureException(other);
    }
}
