package io.edgevirt.testkit;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.spi.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Sees every request of a connection, and can hold one up, lose one, or lose a reply. Thread-safe. */
final class Traffic implements UnaryOperator<Wire> {

    /** What befalls a request on its way. */
    @FunctionalInterface
    interface Fate {
        <T> T of(Callable<T> send) throws Exception;
    }

    private final List<String> requests = new ArrayList<>();
    private Predicate<String> victim = request -> false;
    private Fate fate = Callable::call;

    @Override
    public Wire apply(Wire below) {
        return new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                return next(request).of(() -> below.call(request, send));
            }
        };
    }

    private synchronized Fate next(String request) {
        requests.add(request);
        return victim.test(request) ? fate : Callable::call;
    }

    /** The names of the requests that were made since the last call. */
    synchronized List<String> take() {
        List<String> taken = List.copyOf(requests);
        requests.clear();
        return taken;
    }

    /** From now on, requests that fit meet this fate. */
    synchronized void strike(Predicate<String> requestsThatFit, Fate what) {
        victim = requestsThatFit;
        fate = what;
    }

    synchronized void calm() {
        strike(request -> false, Callable::call);
    }

    /** Fits the n-th request from now, counted from 0, and no other. */
    static Predicate<String> nth(int n) {
        int[] seen = {0};
        return request -> seen[0]++ == n;
    }

    /** Fits the first request that is none of these, and no other. */
    static Predicate<String> firstBeyond(Set<String> known) {
        AtomicBoolean done = new AtomicBoolean();
        return request -> !known.contains(request) && !done.getAndSet(true);
    }

    /** The system never hears of the request. */
    static Fate lost() {
        return new Fate() {
            @Override
            public <T> T of(Callable<T> send) {
                throw cut("the request was lost on the way");
            }
        };
    }

    /** The system carries the request out, and its reply is lost. */
    static Fate unanswered() {
        return new Fate() {
            @Override
            public <T> T of(Callable<T> send) throws Exception {
                send.call();
                throw cut("the reply was lost on the way");
            }
        };
    }

    /** The request fails with an error of its own. */
    static Fate failing(RuntimeException error) {
        return new Fate() {
            @Override
            public <T> T of(Callable<T> send) {
                throw error;
            }
        };
    }

    private static ConnectionException cut(String how) {
        return new ConnectionException(Failure.of(how).outcome(Outcome.UNKNOWN).retryable(true));
    }

    /** Holds requests up until it is opened. */
    static final class Gate implements Fate, AutoCloseable {

        private final CountDownLatch reached = new CountDownLatch(1);
        private final CountDownLatch open = new CountDownLatch(1);
        private final long seconds;

        Gate(java.time.Duration patience) {
            seconds = patience.toSeconds();
        }

        @Override
        public <T> T of(Callable<T> send) throws Exception {
            reached.countDown();
            if (!open.await(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the contract kit did not open the gate in time");
            }
            return send.call();
        }

        /** Waits until a request stands before the gate. */
        boolean reached() throws InterruptedException {
            return reached.await(seconds, TimeUnit.SECONDS);
        }

        @Override
        public void close() {
            open.countDown();
        }
    }
}
