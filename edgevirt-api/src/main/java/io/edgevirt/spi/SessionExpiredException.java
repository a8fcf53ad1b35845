package io.edgevirt.spi;

import io.edgevirt.AuthenticationException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;

/**
 * The system refused a request, before acting on it, because the session is over. The engine renews the session once and
 * sends the request again; users never see it unless the renewal does not help.
 */
public class SessionExpiredException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes an exception of a failure.
     *
     * @param failure what went wrong
     */
    public SessionExpiredException(Failure failure) {
        super(failure);
    }

    @Override
    public EdgeVirtException with(Failure other) {
        return new SessionExpiredException(other);
    }
}
