package io.edgevirt.mem;

import io.edgevirt.EdgeVirtException;

/**
 * A fault that was set by {@link Faults}. It strikes the next fitting request, once, unless told otherwise; it is set as
 * soon as it is made, so each method here takes effect at once. Thread-safe.
 */
public final class Fault {

    /** What a fault does. */
    enum Kind {
        REFUSE,
        BREAK_OFF,
        LOCK,
        STALL,
        DROP_REPLY,
        EXPIRE,
        CUT
    }

    private final Kind kind;
    private final String pattern;
    private int skip;
    private int left = 1;
    private int struck;
    private EdgeVirtException error;

    Fault(Kind kind, String pattern, EdgeVirtException error) {
        this.kind = kind;
        this.pattern = Op.known(pattern);
        this.error = error;
    }

    /**
     * Lets some fitting requests pass first.
     *
     * @param count how many, zero or more
     * @return this fault
     */
    public synchronized Fault afterCalls(int count) {
        skip = notNegative(count);
        return this;
    }

    /**
     * Strikes several fitting requests, one after the other.
     *
     * @param count how many, zero or more
     * @return this fault
     */
    public synchronized Fault times(int count) {
        left = notNegative(count);
        return this;
    }

    /**
     * Strikes every fitting request.
     *
     * @return this fault
     */
    public Fault always() {
        return times(Integer.MAX_VALUE);
    }

    /**
     * The error to fail with, for faults that fail; what it does not say of backend and operation is added.
     *
     * @param exception such as {@code new PermissionDeniedException(Failure.of("not yours"))}
     * @return this fault
     */
    public synchronized Fault with(EdgeVirtException exception) {
        error = exception;
        return this;
    }

    /**
     * How many requests it struck.
     *
     * @return zero or more
     */
    public synchronized int struck() {
        return struck;
    }

    Kind kind() {
        return kind;
    }

    synchronized EdgeVirtException error() {
        return error;
    }

    synchronized boolean spent() {
        return left == 0;
    }

    /** Counts a request; true if it is struck. */
    synchronized boolean strikes(Op op) {
        if (left == 0 || !op.fits(pattern) || !concerns(op)) {
            return false;
        }
        if (skip > 0) {
            skip--;
            return false;
        }
        left -= left == Integer.MAX_VALUE ? 0 : 1;
        struck++;
        return true;
    }

    private boolean concerns(Op op) {
        return switch (kind) {
            case BREAK_OFF -> op.takesTime();
            // a session is neither ended nor cut by the request that begins or ends it
            case EXPIRE, CUT -> op != Op.SESSION_OPEN && op != Op.SESSION_RENEW && op != Op.SESSION_CLOSE;
            default -> true;
        };
    }

    private static int notNegative(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a count is zero or more, not " + count);
        }
        return count;
    }

    @Override
    public synchronized String toString() {
        return kind + " " + pattern + (skip > 0 ? " after " + skip : "")
                + (left == Integer.MAX_VALUE ? ", always" : ", " + left + " to come") + ", struck " + struck;
    }
}
