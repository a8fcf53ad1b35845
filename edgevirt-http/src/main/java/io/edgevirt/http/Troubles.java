package io.edgevirt.http;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Locale;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/**
 * What a request without a reply means in EdgeVirt's terms: outcome NOT_DONE if it did not go out, else UNKNOWN.
 *
 * @param backend the backend's short name, which the errors carry
 */
public record Troubles(String backend) {

    /**
     * A request that got no reply.
     *
     * @param e what {@link Https#execute} threw, or the reading of the reply
     * @param server host and port, for the message
     * @param tls whose certificate was accepted
     * @return the error to throw; retryable unless the certificate is refused
     */
    public ConnectionException of(IOException e, String server, Tls tls) {
        if (e instanceof Unsent unsent) {
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
    private ConnectionException unsent(IOException e, String server, Tls tls) {
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

    private ConnectionException handshake(IOException e, String server, Tls tls) {
        String message = e instanceof SSLPeerUnverifiedException
                ? "the certificate of " + server + " carries other names"
                : "the certificate of " + server + " is not accepted: " + e.getMessage();
        String hint = tls.remedy()
                .or(() -> tls.seen().map(Troubles::pinning))
                .orElse("check that the port speaks TLS 1.2 or newer");
        return new ConnectionException(
                Failure.of(message).backend(backend).hint(hint).cause(e));
    }

    private static String pinning(String sha256) {
        return "trust(Trust.certificates(file)) names the authority that signed it; after comparing its SHA-256 "
                + spaced(sha256)
                + " with the one the administrator knows, trust(Trust.pinnedSha256(\"" + sha256 + "\")) accepts it";
    }

    /** As servers show it. */
    private static String spaced(String sha256) {
        return sha256.toUpperCase(Locale.ROOT).replaceAll("(..)(?=.)", "$1:");
    }

    private ConnectionException unsent(IOException e, String message, String hint) {
        return new ConnectionException(
                Failure.of(message).backend(backend).retryable(true).hint(hint).cause(e));
    }

    private ConnectionException lost(IOException e, String message) {
        return new ConnectionException(Failure.of(message)
                .backend(backend)
                .retryable(true)
                .outcome(Outcome.UNKNOWN)
                .cause(e));
    }
}
