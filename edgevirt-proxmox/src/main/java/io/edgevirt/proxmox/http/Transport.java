package io.edgevirt.proxmox.http;

import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.Settings;
import io.edgevirt.http.Https;
import io.edgevirt.http.Tls;
import io.edgevirt.http.Troubles;
import io.edgevirt.http.Unsent;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;

/**
 * Requests to the cluster's addresses. What did not go out, and what only reads, goes to the next address if one fails;
 * nothing is sent twice that may have been carried out. Thread-safe.
 */
final class Transport implements AutoCloseable {

    /** pveproxy closes idle sockets after 5 s. */
    private static final Duration IDLE = Duration.ofSeconds(3);

    /** pveproxy closes a socket after 100 requests; whoever stands before it may not announce that. */
    private static final int MOST = 100;

    private static final Troubles TROUBLES = new Troubles(Faults.BACKEND);

    private final Https https;
    private final Addresses addresses;
    private final Wire wire;
    private volatile boolean closed;

    Transport(Endpoint endpoint, Settings settings, Wire wire) {
        addresses = Addresses.of(endpoint);
        https = new Https(settings, Tls.of(settings.trust(), Faults.BACKEND), IDLE, MOST);
        this.wire = wire;
    }

    Https https() {
        return https;
    }

    /** Asks one address. */
    @FunctionalInterface
    interface Asking<T> {
        T ask(HttpUrl address) throws IOException;
    }

    /** What is known of a request that failed. */
    private static final class Attempt {
        volatile boolean unsent;
        volatile boolean lost;
    }

    /** Sends one request, to other addresses too where that is safe. */
    <T> T send(Call call, Asking<T> asking) {
        List<HttpUrl> order = addresses.inOrder();
        for (int i = 0; ; i++) {
            HttpUrl address = order.get(i);
            Attempt attempt = new Attempt();
            try {
                T reply = through(call, address, attempt, asking);
                prefer(address, i);
                return reply;
            } catch (ConnectionException e) {
                boolean last = i == order.size() - 1;
                if (attempt.lost || attempt.unsent) {
                    addresses.leave(address);
                }
                if (last || !mayGoElsewhere(call, attempt, e, i)) {
                    throw e;
                }
            } catch (EdgeVirtException e) {
                prefer(address, i);
                throw e;
            }
        }
    }

    private void prefer(HttpUrl address, int tries) {
        if (tries > 0) {
            addresses.prefer(address);
        }
    }

    private static boolean mayGoElsewhere(Call call, Attempt attempt, ConnectionException e, int tries) {
        if (attempt.unsent) {
            return e.retryable();
        }
        if (attempt.lost) {
            return call.verb() == Verb.GET;
        }
        // it answered that it could not reach the node: perhaps another one can
        boolean elsewhere = e.nativeCode().orElse("").equals(Integer.toString(Faults.NOT_CONNECTED));
        return elsewhere && tries == 0;
    }

    private <T> T through(Call call, HttpUrl address, Attempt attempt, Asking<T> asking) {
        if (closed) {
            throw new ClosedException(Failure.of("the connection is closed")
                    .backend(Faults.BACKEND)
                    .hint("connect again"));
        }
        String server = Addresses.shown(address);
        try {
            return wire.call(call.name(), () -> ask(call, address, attempt, asking));
        } catch (EdgeVirtException e) {
            throw closed ? meanwhile(e, e.outcome()) : e;
        } catch (IOException e) {
            throw closed ? meanwhile(e, Outcome.UNKNOWN) : TROUBLES.of(e, server, https.tls());
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new OperationFailedException(Failure.of(call.name() + " failed: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.UNKNOWN)
                    .cause(e));
        } finally {
            if (closed) {
                https.close();
            }
        }
    }

    private <T> T ask(Call call, HttpUrl address, Attempt attempt, Asking<T> asking) {
        try {
            return asking.ask(address);
        } catch (Reply.TooLarge e) {
            throw Reply.tooLarge(call, e);
        } catch (IOException e) {
            attempt.unsent = e instanceof Unsent;
            attempt.lost = !attempt.unsent;
            throw TROUBLES.of(e, Addresses.shown(address), https.tls());
        }
    }

    /** Does what is not begun anew at another address, once it was begun. */
    <T> T once(HttpUrl address, Reading<T> reading) {
        try {
            return reading.read();
        } catch (IOException e) {
            throw TROUBLES.of(e, Addresses.shown(address), https.tls());
        }
    }

    /** Input and output. */
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    private static ClosedException meanwhile(Exception e, Outcome outcome) {
        return new ClosedException(Failure.of("the connection was closed meanwhile")
                .backend(Faults.BACKEND)
                .outcome(outcome)
                .cause(e));
    }

    @Override
    public void close() {
        closed = true;
        https.close();
    }
}
