package io.edgevirt.mem;

import java.util.ArrayDeque;
import java.util.List;

/**
 * The requests that reached a simulated system, so that a test can count them: a listing of 1,000 machines is to be one.
 * Names are such as {@code vm.list}, and in a name that a test gives a star stands for any characters. The last 10,000
 * are kept. Thread-safe.
 */
public final class Requests {

    private static final int KEPT = 10_000;

    private final ArrayDeque<Op> log = new ArrayDeque<>();

    Requests() {}

    synchronized void add(Op op) {
        if (log.size() == KEPT) {
            log.removeFirst();
        }
        log.addLast(op);
    }

    /**
     * The requests in their order.
     *
     * @return their names
     */
    public synchronized List<String> list() {
        return log.stream().map(Op::request).toList();
    }

    /**
     * How many there were.
     *
     * @return zero or more
     */
    public synchronized int count() {
        return log.size();
    }

    /**
     * How many of a name there were.
     *
     * @param request the request's name
     * @return zero or more
     * @throws IllegalArgumentException if no request fits that name
     */
    public synchronized int count(String request) {
        Op.known(request);
        return (int) log.stream().filter(op -> op.fits(request)).count();
    }

    /** Forgets them. */
    public synchronized void clear() {
        log.clear();
    }

    @Override
    public String toString() {
        return count() + " requests";
    }
}
