package io.edgevirt.http;

import java.io.IOException;

/** Nothing of a request went out: it may be sent again, and elsewhere. */
public final class Unsent extends IOException {
    private static final long serialVersionUID = 1L;

    Unsent(IOException cause) {
        super(cause.getMessage(), cause);
    }

    /**
     * What kept the request from being sent.
     *
     * @return the failure of name, socket, proxy or TLS
     */
    public IOException why() {
        return getCause() instanceof IOException e ? e : this;
    }
}
