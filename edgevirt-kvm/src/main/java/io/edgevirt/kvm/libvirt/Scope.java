package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One public call on a connection: the requests that it sends and the native handles that these bring. Handles
 * are recorded inside the request that acquires them and freed, last first, when the scope is closed and no
 * request of it is running any more. So neither a reply that a {@link Calls} drops nor a request that it abandons
 * on another thread leaks a handle or frees one under a running call. While it lasts, the connection stays open.
 */
final class Scope implements AutoCloseable {

    private final Session session;
    private final Deque<Runnable> owned = new ArrayDeque<>();
    private int holds = 1;
    private boolean closed;

    Scope(Session session) {
        this.session = session;
    }

    Libvirt lib() {
        return session.lib;
    }

    Pointer conn() {
        return session.conn();
    }

    /** Sends one request and decodes its reply within it. */
    <T> T ask(String request, Supplier<T> send) {
        return session.calls.call(request, () -> {
            hold(request);
            try {
                return send.get();
            } catch (UnsatisfiedLinkError e) {
                throw LibvirtError.of(
                        request,
                        LibvirtError.NO_SUPPORT,
                        "the libvirt installed on this machine has no function " + request);
            } finally {
                release();
            }
        });
    }

    /** Sends one request that answers a number, negative when it failed. */
    int run(String request, IntSupplier send) {
        return ask(request, () -> checked(request, send.getAsInt()));
    }

    /** Sends one request that answers a string to be freed by us. */
    String text(String request, NativeCall send) {
        return ask(request, () -> NativeText.take(checked(request, send.send())));
    }

    /** Sends one request that answers a handle, which this scope owns from then on. */
    Pointer acquire(String request, NativeCall send, Consumer<Pointer> free) {
        return ask(request, () -> own(checked(request, send.send()), free));
    }

    /** Sends one request that fills an array of handles, all owned by this scope from then on. */
    List<Pointer> acquireAll(String request, ListCall send, Consumer<Pointer> free) {
        return ask(request, () -> {
            PointerByReference array = new PointerByReference();
            int count = checked(request, send.send(array));
            Pointer first = array.getValue();
            if (first == null) {
                return List.of();
            }
            List<Pointer> handles = List.of(first.getPointerArray(0, count));
            NativeText.free(first);
            own(handles, free);
            return handles;
        });
    }

    Pointer domain(UUID uuid) {
        return acquire(
                "virDomainLookupByUUIDString",
                () -> lib().domain.virDomainLookupByUUIDString(conn(), uuid.toString()),
                DomainHandle::free);
    }

    /** Records something to be freed with this scope. */
    Pointer own(Pointer handle, Consumer<Pointer> free) {
        own(List.of(handle), free);
        return handle;
    }

    private synchronized void own(List<Pointer> handles, Consumer<Pointer> free) {
        Handles.acquired(handles.size());
        owned.push(() -> {
            handles.forEach(free);
            Handles.released(handles.size());
        });
    }

    int checked(String request, int result) {
        if (result < 0) {
            throw session.failure(request);
        }
        return result;
    }

    Pointer checked(String request, @Nullable Pointer result) {
        if (result == null) {
            throw session.failure(request);
        }
        return result;
    }

    private synchronized void hold(String request) {
        if (closed) {
            throw new LibvirtClosed(request + " was given up before it was sent");
        }
        holds++;
    }

    private void release() {
        List<Runnable> free;
        synchronized (this) {
            if (--holds > 0) {
                return;
            }
            free = List.copyOf(owned);
            owned.clear();
        }
        free.forEach(Runnable::run);
        session.leave();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        release();
    }

    /** A native call that allocates an array of handles and answers how many there are. */
    @FunctionalInterface
    interface ListCall {
        int send(PointerByReference array);
    }
}
