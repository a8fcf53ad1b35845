package io.edgevirt.vsphere.soap;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.xml.stream.XMLStreamException;

/** What a failed transport means in EdgeVirt's terms. */
final class Troubles {

    private Troubles() {}

    /** A request that got no reply. */
    static EdgeVirtException of(IOException e, String server, Tls tls) {
        if (e instanceof Bounded.TooLarge) {
            return unreadable(e, String.valueOf(e.getMessage()));
        }
        if (e instanceof CharacterCodingException) {
            return unreadable(e, "it is not UTF-8");
        }
        if (e instanceof Http.Unsent unsent) {
            return unsent(unsent.why(), server, tls);
        }
        if (e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
            return lost(e, "the wait for " + server + " was interrupted");
        }
        if (e instanceof InterruptedIOException) {
            return lost(e, server + " did not answer within the request timeout");
        }
        return lost(e, "the connection to " + server + " was lost: " + e.getMessage());
    }

    /** What kept a request from being sent. */
    private static EdgeVirtException unsent(IOException e, String server, Tls tls) {
        String why = String.valueOf(e.getMessage());
        if (e instanceof UnknownHostException) {
            return unsent(e, "the name " + server + " is not known", "check the host in the URI, and DNS");
        }
        if (e instanceof SSLPeerUnverifiedException || e instanceof SSLHandshakeException) {
            return handshake(e, server, tls);
        }
        if (e instanceof SSLException) {
            return unsent(e, "TLS with " + server + " failed: " + why, "check that the port speaks TLS");
        }
        if (why.contains("authenticate with proxy") || why.contains("for CONNECT")) {
            return unsent(
                    e, "the proxy lets nothing through to " + server + ": " + why, "check the proxy and its login");
        }
        return unsent(e, server + " does not answer: " + why, "check host, port, proxy and firewall");
    }

    private static EdgeVirtException handshake(IOException e, String server, Tls tls) {
        Optional<String> seen = tls.seen();
        String message = e instanceof SSLPeerUnverifiedException
                ? "the certificate of " + server + " carries other names"
                : "the certificate of " + server + " is not accepted: " + e.getMessage();
        if (tls.told()) {
            return new ConnectionException(Failure.of(message)
                    .backend(Faults.BACKEND)
                    .hint(
                            "if the host has a new certificate, disconnect and connect it in vCenter, which then knows it")
                    .cause(e));
        }
        String hint = seen.map(
                        f -> "trust(Trust.certificates(file)) names the authority that signed it; after comparing its"
                                + " SHA-256 with the one the administrator knows, trust(Trust.pinnedSha256(\"" + f
                                + "\")) accepts it")
                .orElse("check that the port speaks TLS 1.2 or newer");
        return new ConnectionException(
                Failure.of(message).backend(Faults.BACKEND).hint(hint).cause(e));
    }

    private static EdgeVirtException unsent(IOException e, String message, String hint) {
        return new ConnectionException(Failure.of(message)
                .backend(Faults.BACKEND)
                .retryable(true)
                .hint(hint)
                .cause(e));
    }

    static EdgeVirtException lost(IOException e, String message) {
        return new ConnectionException(Failure.of(message)
                .backend(Faults.BACKEND)
                .retryable(true)
                .outcome(Outcome.UNKNOWN)
                .cause(e));
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
