package io.edgevirt.mem;

import io.edgevirt.mem.Fault.Kind;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Faults that a test sets: by the name of the request that they strike and by count, such as
 * {@code faults().dropReply("vm.create")} or {@code faults().lock("vm.*").afterCalls(1).times(3)}. In a name a star
 * stands for any characters; a name that fits no request is refused with the list of all. Of several faults that fit a
 * request the one that was set first strikes. Thread-safe.
 */
public final class Faults {

    private final List<Fault> all = new CopyOnWriteArrayList<>();

    Faults() {}

    /**
     * Refuses a request before anything is changed; {@link Fault#with} chooses the error.
     *
     * @param request the request's name
     * @return the fault, to be refined
     */
    public Fault fail(String request) {
        return add(new Fault(Kind.REFUSE, request, Problems.failed("refused, as the test wants it")));
    }

    /**
     * Breaks work off half way, for requests that take time: the task begins, and ends in failure.
     *
     * @param request the request's name
     * @return the fault, to be refined
     * @throws IllegalArgumentException if no request of that name takes time
     */
    public Fault breakOff(String request) {
        for (Op op : Op.values()) {
            if (op.takesTime() && op.fits(request)) {
                return add(new Fault(Kind.BREAK_OFF, request, Problems.failed("broken off, as the test wants it")));
            }
        }
        throw new IllegalArgumentException("'" + request + "' is done at once and cannot be broken off half way");
    }

    /**
     * Refuses a request for the moment, as a system does while something else holds a lock: the error is a
     * {@link io.edgevirt.ConflictException} after which trying again makes sense.
     *
     * @param request the request's name
     * @return the fault, to be refined
     */
    public Fault lock(String request) {
        return add(new Fault(Kind.LOCK, request, Problems.locked("it", "the test")));
    }

    /**
     * Stalls: work that takes time begins and never ends, until it is cancelled; any other request gets no reply within
     * the connection's request timeout, and is not carried out.
     *
     * @param request the request's name
     * @return the fault, to be refined
     */
    public Fault stall(String request) {
        return add(new Fault(Kind.STALL, request, Problems.failed("stalled")));
    }

    /**
     * Carries a request out to its end, and loses the reply.
     *
     * @param request the request's name
     * @return the fault, to be refined
     */
    public Fault dropReply(String request) {
        return add(new Fault(Kind.DROP_REPLY, request, Problems.failed("reply lost")));
    }

    /**
     * Ends the sessions of all connections at the next request, which is refused, as are all others until the session is
     * renewed.
     *
     * @return the fault, to be refined
     */
    public Fault expireSession() {
        return expireSession("*");
    }

    /**
     * Ends the sessions of all connections at a request, which is refused, as are all others until the session is
     * renewed.
     *
     * @param request the request's name
     * @return the fault, to be refined
     */
    public Fault expireSession(String request) {
        return add(new Fault(Kind.EXPIRE, request, Problems.expired()));
    }

    /**
     * Cuts all connections at a request, before it is sent; every later request fails until the connection is made anew.
     *
     * @param request the request's name
     * @return the fault, to be refined
     */
    public Fault cutConnection(String request) {
        return add(new Fault(Kind.CUT, request, Problems.cut()));
    }

    /** Takes back all faults; sessions that have expired stay so. */
    public void clear() {
        all.clear();
    }

    private Fault add(Fault fault) {
        all.removeIf(Fault::spent);
        all.add(fault);
        return fault;
    }

    Optional<Fault> striking(Op op) {
        if (all.isEmpty()) {
            return Optional.empty();
        }
        for (Fault fault : all) {
            if (fault.strikes(op)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return all.isEmpty() ? "no faults" : all.toString();
    }
}
