package io.edgevirt.vsphere.soap;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.http.Tls;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import javax.xml.stream.XMLStreamException;

/** What a failed transport means in EdgeVirt's terms. */
final class Troubles {

    private static final io.edgevirt.http.Troubles TRANSPORT = new io.edgevirt.http.Troubles(Faults.BACKEND);

    private Troubles() {}

    /** A request that got no reply. */
    static EdgeVirtException of(IOException e, String server, Tls tls) {
        if (e instanceof Bounded.TooLarge) {
            return unreadable(e, String.valueOf(e.getMessage()));
        }
        if (e instanceof CharacterCodingException) {
            return unreadable(e, "it is not UTF-8");
        }
        return TRANSPORT.of(e, server, tls);
    }

    /** A reply that is no XML, or more of it than an honest one. What it was the reply to may have been done. */
    static EdgeVirtException unreadable(Exception e, String message) {
        return new OperationFailedException(Failure.of("vSphere's reply cannot be read: " + message)
                .backend(Faults.BACKEND)
                .outcome(Outcome.UNKNOWN)
                .cause(e));
    }

    static EdgeVirtException malformed(XMLStreamException e) {
        Throwable below = e.getNestedException();
        return unreadable(e, below == null ? String.valueOf(e.getMessage()) : String.valueOf(below.getMessage()));
    }

    /** An HTTP status without a fault: vpxd or hostd are away while a proxy in front of them answers. */
    static EdgeVirtException status(int status, String server) {
        Failure failure = Failure.of(server + " answered with HTTP status " + status)
                .backend(Faults.BACKEND)
                .nativeCode("HTTP " + status);
        if (status == 502 || status == 503 || status == 504) {
            return new ConnectionException(failure.retryable(true)
                    .outcome(status == 503 ? Outcome.NOT_DONE : Outcome.UNKNOWN)
                    .hint("the vSphere service behind it is starting or down"));
        }
        if (status == 407) {
            return new ConnectionException(failure.hint("the proxy wants a login"));
        }
        return new ConnectionException(failure.outcome(status < 500 ? Outcome.NOT_DONE : Outcome.UNKNOWN)
                .hint("check that the URI names a vCenter or an ESXi host"));
    }
}
