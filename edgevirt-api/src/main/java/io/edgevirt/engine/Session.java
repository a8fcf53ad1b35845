package io.edgevirt.engine;

import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
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
    /** How often a read is sent, and a connection set up, before a lost connection is reported. */
    private static final int READ_TRIES = 3;
    /** No generation is over: the connection is as good as is known. */
    private static final long NONE = -1;

    private final Driver driver;
    private final String backend;
    private final Duration patience;
    private final Runnable renewed;
    private final Object renewing = new Object();
    private volatile long generation;
    /** The generation in which a lost connection was reported: whoever comes next connects anew first. */
    private volatile long dead = NONE;

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
        return call(what, call, READ_TRIES, NONE);
    }

    /** Sends a request once: repeated only where it was provably refused before acting. */
    <T> T send(What what, Supplier<T> call) {
        return call(what, call, 1, NONE);
    }

    /** Which connection in a row this is; to be remembered before a request whose reply may be lost. */
    long generation() {
        return generation;
    }

    /** Reads after a reply was lost: connects again beforehand, unless somebody did since. */
    <T> T readAnew(What what, long lostIn, Supplier<T> call) {
        return call(what, call, READ_TRIES, lostIn);
    }

    void ensureOpen(What what) {
        if (closed) {
            throw new ClosedException(Failure.of("the connection is closed")
                    .within(backend, what.operation(), what.target())
                    .hint("connect again"));
        }
    }

    private <T> T call(What what, Supplier<T> call, int tries, long lostIn) {
        Deadline deadline = new Deadline(driver.pace(), patience);
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        boolean expired = false;
        int lost = 0;
        long over = lostIn == NONE && dead == generation ? dead : lostIn;
        while (true) {
            ensureOpen(what);
            long seen = generation;
            try {
                if (over != NONE) {
                    renew(over);
                    over = NONE;
                    seen = generation;
                }
                return call.get();
            } catch (SessionExpiredException e) {
                if (expired) {
                    throw within(what, e);
                }
                expired = true;
                over = seen;
            } catch (ConnectionException e) {
                boolean neverSent = over != NONE;
                if (++lost >= (neverSent ? READ_TRIES : tries) || deadline.passed()) {
                    dead = seen;
                    throw lost(what, e, neverSent || tries == READ_TRIES);
                }
                pause(backoff, what, e);
                over = seen;
            } catch (EdgeVirtException e) {
                if (!e.retryable() || e.outcome() != Outcome.NOT_DONE || deadline.passed()) {
                    throw within(what, e);
                }
                pause(backoff, what, e);
            } catch (RuntimeException e) {
                throw closed ? closedBecause(what, e) : within(what, Outcomes.unexpected(e));
            }
        }
    }

    private EdgeVirtException lost(What what, ConnectionException e, boolean nothingDone) {
        if (closed) {
            return closedBecause(what, e);
        }
        // a read changes nothing; what was not sent, because the connection could not be set up, may be sent again
        return within(
                what,
                nothingDone
                        ? Outcomes.as(e, e.failure().outcome(Outcome.NOT_DONE).retryable(true))
                        : e);
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

    private ClosedException closedBecause(What what, RuntimeException e) {
        return new ClosedException(Failure.of("the connection was closed meanwhile")
                .within(backend, what.operation(), what.target())
                .outcome(Outcome.UNKNOWN)
                .cause(e));
    }
}
