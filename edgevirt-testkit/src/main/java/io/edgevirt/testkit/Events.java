package io.edgevirt.testkit;

import static org.junit.jupiter.api.Assertions.fail;

import io.edgevirt.Event;
import io.edgevirt.VMState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A listener that keeps what it hears, and waits for more. Thread-safe. */
final class Events implements Consumer<Event> {

    private final List<Event> heard = new ArrayList<>();
    private final long nanos;

    Events(Duration patience) {
        nanos = patience.toNanos();
    }

    @Override
    public synchronized void accept(Event event) {
        heard.add(event);
        notifyAll();
    }

    Event await(String vm, Event.Kind kind) {
        return await(kind + " of " + vm, event -> event.vmId().equals(vm) && event.kind() == kind);
    }

    Event await(String vm, VMState state) {
        return await(
                state + " of " + vm,
                event -> event.vmId().equals(vm)
                        && event.kind() == Event.Kind.STATE
                        && event.state().filter(state::equals).isPresent());
    }

    private synchronized Event await(String what, Predicate<Event> wanted) {
        long end = System.nanoTime() + nanos;
        for (int next = 0; ; next++) {
            while (next >= heard.size()) {
                pause(end - System.nanoTime(), what);
            }
            if (wanted.test(heard.get(next))) {
                return heard.get(next);
            }
        }
    }

    private void pause(long left, String what) {
        if (left <= 0) {
            fail("no event " + what + " was heard, only " + heard);
        }
        try {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail("interrupted while waiting for " + what);
        }
    }

    /** What was heard of a machine so far, in order. */
    synchronized List<Event> of(String vm) {
        return heard.stream().filter(event -> event.vmId().equals(vm)).toList();
    }

    synchronized int count() {
        return heard.size();
    }
}
