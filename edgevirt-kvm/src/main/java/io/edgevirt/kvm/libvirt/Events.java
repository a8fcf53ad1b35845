package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens at the host. Listeners run on the event loop's thread, one event after the other: one that blocks
 * holds up all connections of the JVM. libvirt takes a callback once per connection and kind, so all listeners to
 * a kind share one registration, which is made for the first and ended with the last.
 */
public final class Events {

    private static final int LIFECYCLE = 0;

    private final Session session;
    private final EventFunctions functions;
    private final Map<Enum<?>, Channel> channels = new HashMap<>();

    Events(Session session) {
        this.session = session;
        functions = session.lib.event;
    }

    /**
     * Listens to all domains: at most one request per kind.
     *
     * @param kinds what to listen to
     * @param listener is told
     * @return ends it when closed, as closing the connection does
     */
    public Registration domains(Set<DomainEvent.Kind> kinds, Consumer<DomainEvent> listener) {
        List<Registration> all = new ArrayList<>();
        try {
            for (DomainEvent.Kind kind : kinds) {
                all.add(listen(
                        kind,
                        "virConnectDomainEventRegisterAny",
                        (conn, number) -> functions.virConnectDomainEventRegisterAny(
                                conn, null, kind.id(), EventCallbacks.of(kind), number, null),
                        functions::virConnectDomainEventDeregisterAny,
                        h -> listener.accept(domain(kind, h))));
            }
        } catch (RuntimeException | Error e) {
            all.forEach(Registration::close);
            throw e;
        }
        return () -> all.forEach(Registration::close);
    }

    private static DomainEvent domain(DomainEvent.Kind kind, EventCallbacks.Happening h) {
        DomainName who = DomainHandle.name(h.on());
        return new DomainEvent(kind, who.uuid(), who.name(), h.event(), h.detail(), h.subject());
    }

    /**
     * Listens to virtual networks.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Registration networks(Consumer<ObjectEvent> listener) {
        return listen(
                ObjectEvent.Kind.NETWORK,
                "virConnectNetworkEventRegisterAny",
                (conn, number) -> functions.virConnectNetworkEventRegisterAny(
                        conn, null, LIFECYCLE, EventCallbacks.ofObjects(), number, null),
                functions::virConnectNetworkEventDeregisterAny,
                h -> listener.accept(
                        object(ObjectEvent.Kind.NETWORK, session.lib.network.virNetworkGetName(h.on()), h)));
    }

    /**
     * Listens to storage pools.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Registration pools(Consumer<ObjectEvent> listener) {
        return listen(
                ObjectEvent.Kind.POOL,
                "virConnectStoragePoolEventRegisterAny",
                (conn, number) -> functions.virConnectStoragePoolEventRegisterAny(
                        conn, null, LIFECYCLE, EventCallbacks.ofObjects(), number, null),
                functions::virConnectStoragePoolEventDeregisterAny,
                h -> listener.accept(
                        object(ObjectEvent.Kind.POOL, session.lib.storage.virStoragePoolGetName(h.on()), h)));
    }

    /**
     * Listens to the host's devices.
     *
     * @param listener is told
     * @return ends it when closed
     */
    public Registration nodeDevices(Consumer<ObjectEvent> listener) {
        return listen(
                ObjectEvent.Kind.NODE_DEVICE,
                "virConnectNodeDeviceEventRegisterAny",
                (conn, number) -> functions.virConnectNodeDeviceEventRegisterAny(
                        conn, null, LIFECYCLE, EventCallbacks.ofObjects(), number, null),
                functions::virConnectNodeDeviceEventDeregisterAny,
                h -> listener.accept(
                        object(ObjectEvent.Kind.NODE_DEVICE, session.lib.host.virNodeDeviceGetName(h.on()), h)));
    }

    private static ObjectEvent object(ObjectEvent.Kind kind, @Nullable Pointer name, EventCallbacks.Happening h) {
        return new ObjectEvent(kind, NativeText.copy(name), h.event());
    }

    private Registration listen(
            Enum<?> kind, String request, Register send, Deregister undo, Consumer<EventCallbacks.Happening> listener) {
        try (Scope scope = session.enter()) {
            synchronized (channels) {
                Channel channel = channels.get(kind);
                if (channel == null) {
                    channel = scope.ask(request, () -> opened(scope, kind, request, send, undo));
                }
                return channel.join(listener);
            }
        }
    }

    /** Remembers the channel within the request, so that it is not lost together with a reply. */
    private Channel opened(Scope scope, Enum<?> kind, String request, Register send, Deregister undo) {
        Channel channel = new Channel(kind, undo);
        channel.id = send.send(scope.conn(), new Pointer(channel.number));
        if (channel.id < 0) {
            EventCallbacks.remove(channel.number);
            throw session.failure(request);
        }
        synchronized (channels) {
            channels.put(kind, channel);
        }
        session.beforeEnd(channel.farewell);
        return channel;
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

    /** What libvirt knows of: one registration, with all who listen to it. */
    private final class Channel {

        private final Enum<?> kind;
        private final Deregister undo;
        private final List<Member> members = new CopyOnWriteArrayList<>();
        private final long number = EventCallbacks.add(this::tell);
        private final Runnable farewell = this::end;
        private volatile int id;

        Channel(Enum<?> kind, Deregister undo) {
            this.kind = kind;
            this.undo = undo;
        }

        private void tell(EventCallbacks.Happening happening) {
            members.forEach(m -> EventCallbacks.safely(m.listener, happening));
        }

        Registration join(Consumer<EventCallbacks.Happening> listener) {
            Member member = new Member(listener);
            members.add(member);
            return () -> leave(member);
        }

        private void leave(Member member) {
            Scope scope;
            try {
                scope = session.enter();
            } catch (LibvirtClosed e) {
                members.remove(member);
                return; // the connection ends the rest
            }
            try (scope) {
                synchronized (channels) {
                    if (members.remove(member) && members.isEmpty()) {
                        channels.remove(kind);
                        session.stay(farewell);
                        end();
                    }
                }
            }
        }

        /** On a dead connection this fails, which is no matter: nothing comes from there any more. */
        private void end() {
            EventCallbacks.remove(number);
            undo.send(session.conn(), id);
        }
    }

    /** One listener; the same object may listen twice. */
    private static final class Member {

        private final Consumer<EventCallbacks.Happening> listener;

        Member(Consumer<EventCallbacks.Happening> listener) {
            this.listener = listener;
        }
    }
}
