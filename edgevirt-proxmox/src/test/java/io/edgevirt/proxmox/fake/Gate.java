package io.edgevirt.proxmox.fake;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Where faults are put into the traffic. Requests are counted from 0, or from the last {@link #restart()}; logins count
 * too. A fault holds for one request by number, or for all requests that a condition picks.
 */
public final class Gate {
    private final Map<Integer, Fault> byNumber = new HashMap<>();
    private final List<Picked> picked = new ArrayList<>();
    private final List<String> passed = new ArrayList<>();

    private record Picked(Predicate<String> route, Fault fault) {}

    /** What befalls a request. */
    public sealed interface Fault {
        /** The connection is dropped and nothing was done. */
        record CutBefore() implements Fault {}

        /** The connection is dropped after all was done. */
        record CutAfter() implements Fault {}

        /** Nothing is done; this is answered instead. */
        record Reply(int status, String reason) implements Fault {}

        /** All tickets given so far become invalid before the request is looked at. */
        record Expire() implements Fault {}

        /** The request is worked on after a while. */
        record Delay(Duration time) implements Fault {}

        /** The request is worked on, and the body of its reply is changed on its way. */
        record Spoil(UnaryOperator<byte[]> how) implements Fault {}

        /** Never answered, whether it was worked on or not: the connection is dropped when all is over. */
        record Silent(CountDownLatch over, boolean works) implements Fault {}

        /** Anything else: runs before the request is looked at. */
        record Before(Runnable deed) implements Fault {}
    }

    Gate() {}

    /** Counts requests from 0 again, and forgets all faults. */
    public synchronized void restart() {
        byNumber.clear();
        picked.clear();
        passed.clear();
    }

    /** The requests since the last restart, in order: {@code GET /version}, by the names of the table. */
    public synchronized List<String> passed() {
        return List.copyOf(passed);
    }

    /** Puts a fault to the request with a number. */
    public synchronized void at(int number, Fault fault) {
        byNumber.put(number, fault);
    }

    /** Puts a fault to the next request. */
    public synchronized void next(Fault fault) {
        byNumber.put(passed.size(), fault);
    }

    /** Puts a fault to all requests whose method and path, such as {@code GET /version}, the condition picks. */
    public synchronized void when(Predicate<String> route, Fault fault) {
        picked.add(0, new Picked(route, fault));
    }

    private synchronized Optional<Fault> enter(String route) {
        @Nullable Fault fault = byNumber.get(passed.size());
        passed.add(route);
        return Optional.ofNullable(fault)
                .or(() -> picked.stream()
                        .filter(each -> each.route().test(route))
                        .map(Picked::fault)
                        .findFirst());
    }

    /** A request's work. */
    interface Work {
        Service.Reply reply() throws IOException;
    }

    Service.Reply pass(String route, Logins logins, Work work) throws IOException {
        Fault fault = enter(route).orElse(new Fault.Before(() -> {}));
        if (fault instanceof Fault.CutBefore) {
            throw new IOException("cut before the work");
        }
        if (fault instanceof Fault.Reply reply) {
            return Service.Reply.of(Answer.refused(new Refusal(reply.status(), reply.reason())));
        }
        if (fault instanceof Fault.Expire) {
            logins.expire();
        }
        if (fault instanceof Fault.Delay delay) {
            World.sleep(delay.time());
        }
        if (fault instanceof Fault.Before before) {
            before.deed().run();
        }
        if (fault instanceof Fault.Silent silent && !silent.works()) {
            throw silence(silent);
        }
        Service.Reply reply = work.reply();
        if (fault instanceof Fault.Silent silent) {
            throw silence(silent);
        }
        if (fault instanceof Fault.CutAfter) {
            throw new IOException("cut after the work");
        }
        return fault instanceof Fault.Spoil spoil ? reply.spoilt(spoil.how()) : reply;
    }

    private static IOException silence(Fault.Silent silent) {
        try {
            silent.over().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new IOException("never answered");
    }
}
