package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Event;
import io.edgevirt.VMInfo;
import io.edgevirt.spi.Bell;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds events by comparing listings, for systems that do not push: one bulk call each time, however many machines. */
final class ListingWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ListingWatch.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Engine engine;
    private final Consumer<Event> sink;
    private final Bell bell = new Bell();
    private volatile boolean ended;
    private Map<String, VMInfo> before = Map.of();

    ListingWatch(Engine engine, Consumer<Event> sink) {
        this.engine = engine;
        this.sink = sink;
    }

    void begin() {
        before = listing();
        engine.threads().execute(this::loop);
    }

    void end() {
        ended = true;
        bell.ring();
    }

    private void loop() {
        Backoff backoff = newBackoff();
        try {
            while (!ended) {
                engine.pace().pause(bell, backoff.next());
                if (!ended && compare()) {
                    backoff = newBackoff();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean compare() {
        Map<String, VMInfo> now;
        try {
            now = listing();
        } catch (EdgeVirtException e) {
            LOG.debug("the listing failed; trying again later", e);
            return false;
        }
        boolean news = false;
        for (VMInfo vm : now.values()) {
            news |= compare(Optional.ofNullable(before.get(vm.id())), vm);
        }
        for (VMInfo vm : before.values()) {
            if (!now.containsKey(vm.id())) {
                news = true;
                tell(Event.Kind.REMOVED, vm);
            }
        }
        before = now;
        return news;
    }

    private boolean compare(Optional<VMInfo> was, VMInfo vm) {
        if (was.isEmpty()) {
            return tell(Event.Kind.CREATED, vm);
        }
        VMInfo old = was.get();
        boolean news = old.state() != vm.state() && tell(Event.Kind.STATE, vm);
        boolean changed = !old.name().equals(vm.name())
                || !old.cpus().equals(vm.cpus())
                || !old.memory().equals(vm.memory())
                || !old.host().equals(vm.host());
        return news | (changed && tell(Event.Kind.CHANGED, vm));
    }

    private boolean tell(Event.Kind kind, VMInfo vm) {
        Optional<io.edgevirt.VMState> state = kind == Event.Kind.REMOVED ? Optional.empty() : Optional.of(vm.state());
        sink.accept(new Event(kind, vm.id(), Optional.of(vm.name()), state, vm.readAt(), "seen in the listing"));
        return true;
    }

    private Map<String, VMInfo> listing() {
        Map<String, VMInfo> all = new LinkedHashMap<>();
        Listing.pages(engine, "watch", engine.driver().vms()).forEachRemaining(vm -> all.put(vm.id(), vm));
        return all;
    }

    private static Backoff newBackoff() {
        return new Backoff(FIRST_PAUSE, LONGEST_PAUSE);
    }
}
