package io.edgevirt.engine;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Event;
import io.edgevirt.Subscription;
import io.edgevirt.spi.EventRole;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of a connection: pushed by the system where it can, else found by comparing listings. Users' listeners are
 * called in order on a thread of their own; the engine's own waits are woken at once.
 */
final class EventHub implements Engine.Part {

    private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);

    private final Engine engine;
    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> waits = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Event> queue = new LinkedBlockingQueue<>();
    private volatile Optional<Runnable> source = Optional.empty();
    private Optional<ListingWatch> polling = Optional.empty();
    private boolean sourceWanted;
    private boolean dispatching;
    private boolean closed;

    EventHub(Engine engine) {
        this.engine = engine;
    }

    /** Whether the system can push. */
    private boolean pushes() {
        return engine.driver().events().isPresent();
    }

    /** Whether the system pushes now: then a wait needs no polling. */
    boolean pushing() {
        return source.isPresent();
    }

    Subscription watch(Consumer<Event> listener) {
        listeners.add(listener);
        try {
            begin();
        } catch (RuntimeException e) {
            listeners.remove(listener);
            throw e;
        }
        return new Watching(listener);
    }

    /** What ends a watch, once: the same listener may be registered again. */
    private final class Watching implements Subscription {

        private final Consumer<Event> listener;
        private final AtomicBoolean open = new AtomicBoolean(true);

        Watching(Consumer<Event> listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            if (open.getAndSet(false)) {
                listeners.remove(listener);
                endPolling();
            }
        }

        @Override
        public String toString() {
            return (open.get() ? "watching " : "no longer watching ") + engine.endpoint();
        }
    }

    /** Wakes a wait of the engine's on every event; where the system does not push, the wait has to poll. */
    Runnable onEvent(Consumer<Event> wait) {
        if (!pushes()) {
            return () -> {};
        }
        waits.add(wait);
        try {
            beginSource();
        } catch (EdgeVirtException e) {
            LOG.warn("events are not pushed until the next renewal", e);
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
            try {
                source = Optional.of(engine.read("watch", engine.endpoint(), () -> role.watch(this::accept)));
            } finally {
                sourceWanted = true; // if not now, then with the next renewal
            }
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
        } catch (RuntimeException | Error e) {
            LOG.warn("an event listener failed on {}", event, e);
        }
    }

    /** After a lost connection: the system must be asked to push again, and whoever listens learns of the gap. */
    void renewed() {
        synchronized (this) {
            if (!sourceWanted || closed) {
                return;
            }
            endSource();
            try {
                EventRole role = engine.driver().events().orElseThrow();
                source = Optional.of(role.watch(this::accept));
            } catch (RuntimeException e) {
                LOG.warn("events are not pushed until the next renewal", e);
            }
        }
        accept(reconnected());
    }

    private void endSource() {
        Optional<Runnable> old = source;
        source = Optional.empty();
        try {
            if (old.isPresent()) {
                old.get().run();
            }
        } catch (RuntimeException e) {
            LOG.debug("the old event source could not be ended", e);
        }
    }

    private Event reconnected() {
        return new Event(
                Event.Kind.RECONNECTED,
                "",
                Optional.empty(),
                Optional.empty(),
                engine.pace().now(),
                "");
    }

    @Override
    public synchronized void close() {
        closed = true;
        listeners.clear();
        for (Consumer<Event> wait : waits) {
            wait.accept(reconnected()); // they look again and find the connection closed
        }
        waits.clear();
        if (polling.isPresent()) {
            polling.get().end();
        }
        polling = Optional.empty();
        endSource();
    }
}
