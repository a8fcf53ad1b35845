package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the host. Listeners run on the event loop's thread, one event after the other: one that blocks
 * holds up all connections of the JVM.
 */
public final class Events {

    private static final int LIFECYCLE = 0;

    private final Session session;
    private final EventFunctions functions;

    Events(Session session) {
        this.session = session;
        functions = session.lib.event;
    }

    /**
     * Listens to all domains: one request per kind.
     *
     * @param kinds what to listen to
     * @param listener is told
     * @return ends it when closed, as closing the connection does
     */
    public Registration domains(Set<DomainEvent.Kind> kinds, Consumer<DomainEvent> listener) {
        List<Registration> all = new ArrayList<>();
        try {
            for (DomainEvent.Kind kind : kinds) {
                all.add(register(
                        "virConnectDomainEventRegisterAny",
                        (conn, number) -> functions.virConnectDomainEventRegisterAny(
                                conn, null, kind.id(), EventCallbacks.of(kind), number, null),
                        functions::virConnectDomainEventDeregisterAny,
                        h -> {
                            DomainName who = DomainHandle.name(h.on());
                            listener.accept(
                                    new DomainEvent(kind, who.uuid(), who.name(), h.event(), h.detail(), h.subject()));
                        }));
            }
        } catch (RuntimeException | Error e) {
            all.forEach(Registration::close);
            throw e;
        }
        return () -> all.forEach(Registration::close);
    }

    /**
     * Listens to virtual networks.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Registration networks(Consumer<ObjectEvent> listener) {
        return register(
                "virConnectNetworkEventRegisterAny",
                (conn, number) -> functions.virConnectNetworkEventRegisterAny(
                        conn, null, LIFECYCLE, EventCallbacks.ofObjects(), number, null),
                functions::virConnectNetworkEventDeregisterAny,
                h -> listener.accept(
                        object(ObjectEvent.Kind.NETWORK, session.lib.network.virNetworkGetName(h.on()), h.event())));
    }

    /**
     * Listens to storage pools.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Registration pools(Consumer<ObjectEvent> listener) {
        return register(
                "virConnectStoragePoolEventRegisterAny",
                (conn, number) -> functions.virConnectStoragePoolEventRegisterAny(
                        conn, null, LIFECYCLE, EventCallbacks.ofObjects(), number, null),
                functions::virConnectStoragePoolEventDeregisterAny,
                h -> listener.accept(
                        object(ObjectEvent.Kind.POOL, session.lib.storage.virStoragePoolGetName(h.on()), h.event())));
    }

    /**
     * Listens to the host's devices.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Registration nodeDevices(Consumer<ObjectEvent> listener) {
        return register(
                "virConnectNodeDeviceEventRegisterAny",
                (conn, number) -> functions.virConnectNodeDeviceEventRegisterAny(
                        conn, null, LIFECYCLE, EventCallbacks.ofObjects(), number, null),
                functions::virConnectNodeDeviceEventDeregisterAny,
                h -> listener.accept(object(
                        ObjectEvent.Kind.NODE_DEVICE, session.lib.host.virNodeDeviceGetName(h.on()), h.event())));
    }

    private static ObjectEvent object(ObjectEvent.Kind kind, @Nullable Pointer name, int event) {
        return new ObjectEvent(kind, NativeText.copy(name), event);
    }

    private Registration register(
            String request, Register send, Deregister undo, Consumer<EventCallbacks.Happening> listener) {
        try (Scope scope = session.enter()) {
            return scope.ask(request, () -> {
                long number = EventCallbacks.add(listener);
                int id = send.send(scope.conn(), new Pointer(number));
                if (id < 0) {
                    EventCallbacks.remove(number);
                    throw session.failure(request);
                }
                Registered registered = new Registered(number, id, undo);
                session.beforeEnd(registered.farewell);
                return registered;
            });
        }
    }

    /** A running registration. Closing it again does nothing. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {

        /** Ends it; an event that is on its way may still be told. */
        @Override
        void close();
    }

    @FunctionalInterface
    private interface Register {
        int send(Pointer conn, Pointer number);
    }

    @FunctionalInterface
    private interface Deregister {
        int send(Pointer conn, int id);
    }

    private final class Registered implements Registration {

        private final long number;
        private final int id;
        private final Deregister undo;
        private final Runnable farewell = this::end;
        private boolean ended;

        Registered(long number, int id, Deregister undo) {
            this.number = number;
            this.id = id;
            this.undo = undo;
        }

        @Override
        public void close() {
            Scope scope;
            try {
                scope = session.enter();
            } catch (LibvirtClosed e) {
                return; // the connection ends it
            }
            try (scope) {
                session.stay(farewell);
                end();
            }
        }

        private void end() {
            synchronized (this) {
                if (ended) {
                    return;
                }
                ended = true;
            }
            EventCallbacks.remove(number);
            undo.send(session.conn(), id); // fails on a dead connection, which has no callbacks any more
        }
    }
}
