package io.edgevirt;

/** The system did not accept who we are: a wrong password, an expired token, a second factor that is wanted. */
public class AuthenticationException extends EdgeVirtException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public AuthenticationException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new AuthenticationException(other);
    }
}
