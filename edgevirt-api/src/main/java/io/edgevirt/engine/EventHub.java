package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Event;
import io.edgevirt.Subscription;
import io.edgevirt.spi.EventRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a connection: pushed by the system where it can, else found by comparing listings. Users' listeners are
 * called in order on a thread of their own; the engine's own waits are woken at once.
 */
final class EventHub {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final Engine engine;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> waits = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private Optional<Runnable> source = Optional.empty();
    private Optional<ListingWatch> polling = Optional.empty();
    private boolean dispatching;
    private boolean closed;

    EventHub(Engine engine) {
        this.engine = engine;
    }

    /** Whether the system pushes: then a wait needs no polling. */
    boolean pushes() {
        return engine.driver().events().isPresent();
    }

    Subscription watch(Consumer<Event> listener) {
        listeners.add(listener);
        try {
            begin();
        } catch (RuntimeException e) {
            listeners.remove(listener);
            throw e;
        }
        return () -> {
            listeners.remove(listener);
            endPolling();
        };
    }

    /** Wakes a wait of the engine's on every event; only where the system pushes. */
    Runnable onEvent(Consumer<Event> wait) {
        if (!pushes()) {
            return () -> {};
        }
        waits.add(wait);
        try {
            beginSource();
        } catch (RuntimeException e) {
            waits.remove(wait);
            throw e;
        }
        return () -> waits.remove(wait);
    }

    private synchronized void begin() {
        if (closed) {
            return;
        }
        if (!dispatching) {
            dispatching = true;
            engine.threads().execute(this::dispatch);
        }
        if (pushes()) {
            beginSource();
        } else if (polling.isEmpty()) {
            ListingWatch watch = new ListingWatch(engine, this::accept);
            watch.begin();
            polling = Optional.of(watch);
        }
    }

    private synchronized void beginSource() {
        if (source.isEmpty() && !closed) {
            EventRole role = engine.driver().events().orElseThrow();
            source = Optional.of(engine.read("watch", engine.endpoint(), () -> role.watch(this::accept)));
        }
    }

    private synchronized void endPolling() {
        if (listeners.isEmpty()) {
            polling.ifPresent(ListingWatch::end);
            polling = Optional.empty();
        }
    }

    private void accept(Event event) {
        waits.forEach(w -> w.accept(event));
        if (!listeners.isEmpty()) {
            queue.add(event);
        }
    }

    private void dispatch() {
        try {
            while (true) {
                Event event = queue.take();
                listeners.forEach(l -> tell(l, event));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the connection closes
        }
    }

    private static void tell(Consumer<Event> listener, Event event) {
        try {
            listener.accept(event);
        } catch (RuntimeException e) {
            LOG.warn("an event listener failed on {}", event, e);
        }
    }

    /** After a lost connection: the system must be asked to push again, and whoever listens learns of the gap. */
    void renewed() {
        synchronized (this) {
            if (source.isEmpty() || closed) {
                return;
            }
            try {
                source.get().run();
            } catch (RuntimeException e) {
                LOG.debug("the old event source could not be ended", e);
            }
            source = Optional.empty();
            try {
                EventRole role = engine.driver().events().orElseThrow();
                source = Optional.of(role.watch(this::accept));
            } catch (EdgeVirtException e) {
                LOG.warn("events are not pushed until the next renewal", e);
            }
        }
        accept(new Event(Event.Kind.RECONNECTED, "", Optional.empty(), Optional.empty(), Instant.now(), ""));
    }

    synchronized void close() {
        closed = true;
        listeners.clear();
        waits.clear();
        polling.ifPresent(ListingWatch::end);
        polling = Optional.empty();
        source.ifPresent(Runnable::run);
        source = Optional.empty();
    }
}
