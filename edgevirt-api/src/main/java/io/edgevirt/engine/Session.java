package io.edgevirt.engine;

import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Pace;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Every call of a driver goes through here: it renews a session that is over, connects again after a loss, and repeats
 * what may be repeated. Reads may always be; requests only if they were provably refused before acting.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);
    /** How often a read is sent before a lost connection is reported. */
    private static final int READ_TRIES = 3;

    private final Driver driver;
    private final String backend;
    private final Duration patience;
    private final Runnable renewed;
    private final Object renewing = new Object();
    private volatile long generation;
    private volatile boolean closed;

    /**
     * A session.
     *
     * @param patience how long a request that is refused for the moment (a lock) is sent again
     * @param renewed called after every renewal
     */
    Session(Driver driver, String backend, Duration patience, Runnable renewed) {
        this.driver = driver;
        this.backend = backend;
        this.patience = patience;
        this.renewed = renewed;
    }

    void close() {
        closed = true;
    }

    boolean closed() {
        return closed;
    }

    /** Reads: repeated after a lost connection. */
    <T> T read(What what, Supplier<T> call) {
        return call(what, call, READ_TRIES);
    }

    /** Sends a request once: repeated only where it was provably refused before acting. */
    <T> T send(What what, Supplier<T> call) {
        return call(what, call, 1);
    }

    /** Connects again if nobody did since; used before asking whether a lost request was carried out. */
    void reconnect(What what) {
        ensureOpen(what);
        renew(generation);
    }

    void ensureOpen(What what) {
        if (closed) {
            throw new ClosedException(Failure.of("the connection is closed")
                    .within(backend, what.operation(), what.target())
                    .hint("connect again"));
        }
    }

    private <T> T call(What what, Supplier<T> call, int tries) {
        Deadline deadline = new Deadline(driver.pace(), patience);
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        boolean expired = false;
        int lost = 0;
        while (true) {
            ensureOpen(what);
            long seen = generation;
            try {
                return call.get();
            } catch (SessionExpiredException e) {
                if (expired) {
                    throw within(what, e);
                }
                expired = true;
                renewOrFail(what, seen);
            } catch (ConnectionException e) {
                if (++lost >= tries || deadline.passed()) {
                    throw closed ? closedBecause(what, e) : within(what, e);
                }
                pause(backoff, what, e);
                renewOrFail(what, seen);
            } catch (EdgeVirtException e) {
                if (!e.retryable() || e.outcome() != Outcome.NOT_DONE || deadline.passed()) {
                    throw within(what, e);
                }
                pause(backoff, what, e);
            } catch (RuntimeException e) {
                throw unexpected(what, e);
            }
        }
    }

    private void renewOrFail(What what, long seen) {
        try {
            renew(seen);
        } catch (EdgeVirtException e) {
            throw within(what, e);
        }
    }

    private void renew(long seen) {
        synchronized (renewing) {
            if (generation != seen || closed) {
                return;
            }
            LOG.debug("renewing the connection to {}", backend);
            driver.renew();
            generation++;
        }
        renewed.run();
    }

    private void pause(Backoff backoff, What what, EdgeVirtException because) {
        Duration d = backoff.next();
        LOG.debug("{} '{}': trying again in {}: {}", what.operation(), what.target(), d, because.getMessage());
        Pace pace = driver.pace();
        try {
            pace.pause(new Bell(), d);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw within(what, because);
        }
    }

    EdgeVirtException within(What what, EdgeVirtException e) {
        Failure f = e.failure().within(backend, what.operation(), what.target());
        if (f.equals(e.failure())) {
            return e;
        }
        EdgeVirtException richer = e.with(f.cause().isPresent() ? f : f.cause(e));
        richer.setStackTrace(e.getStackTrace());
        return richer;
    }

    private ClosedException closedBecause(What what, ConnectionException e) {
        return new ClosedException(Failure.of("the connection was closed meanwhile")
                .within(backend, what.operation(), what.target())
                .outcome(Outcome.UNKNOWN)
                .cause(e));
    }

    private EdgeVirtException unexpected(What what, RuntimeException e) {
        return new OperationFailedException(Failure.of("unexpected " + e)
                .within(backend, what.operation(), what.target())
                .outcome(Outcome.UNKNOWN)
                .hint("this is a defect of the backend; please report it with the stack trace")
                .cause(e));
    }
}
