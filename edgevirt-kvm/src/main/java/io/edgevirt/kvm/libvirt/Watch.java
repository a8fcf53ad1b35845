package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notices when a connection ends by itself: keepalive and libvirt's close callback. */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    /** Who is told, by the number that libvirt carries along; the callback itself lives as long as the JVM. */
    private static final Map<Long, Watch> WATCHES = new ConcurrentHashMap<>();

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final ConnectFunctions.CloseCallback CALLBACK = Watch::closed;

    private final Session session;
    private final long number = NUMBERS.incrementAndGet();
    private final List<Consumer<CloseReason>> listeners = new ArrayList<>();
    private @Nullable CloseReason reason;

    Watch(Session session) {
        this.session = session;
    }

    /** Begins to watch, as far as the driver can: one in this process has no connection that could break. */
    void begin(OpenOptions options) {
        ConnectFunctions connect = session.lib.connect;
        try (Scope scope = session.enter()) {
            supported(() -> scope.run("virConnectRegisterCloseCallback", () -> register(scope)));
            int seconds = (int) options.keepAlive().toSeconds();
            if (seconds > 0) {
                supported(() -> scope.run(
                        "virConnectSetKeepAlive",
                        () -> connect.virConnectSetKeepAlive(scope.conn(), seconds, options.missed())));
            }
        }
    }

    private int register(Scope scope) {
        WATCHES.put(number, this);
        int result =
                session.lib.connect.virConnectRegisterCloseCallback(scope.conn(), CALLBACK, new Pointer(number), null);
        if (result < 0) {
            WATCHES.remove(number);
        } else {
            session.beforeEnd(this::end);
        }
        return result;
    }

    private static void supported(Runnable request) {
        try {
            request.run();
        } catch (LibvirtError e) {
            if (!e.is(LibvirtError.NO_SUPPORT)) {
                throw e;
            }
            LOG.debug("{}: this driver has none", e.request());
        }
    }

    private void end() {
        session.lib.connect.virConnectUnregisterCloseCallback(session.conn(), CALLBACK);
        WATCHES.remove(number);
    }

    private static void closed(@Nullable Pointer conn, int reason, Pointer opaque) {
        Watch watch = WATCHES.get(Pointer.nativeValue(opaque));
        if (watch != null) {
            watch.lost(CloseReason.of(reason));
        }
    }

    private void lost(CloseReason why) {
        List<Consumer<CloseReason>> toTell;
        synchronized (this) {
            reason = why;
            toTell = List.copyOf(listeners);
            listeners.clear();
        }
        toTell.forEach(l -> tell(l, why));
    }

    private static void tell(Consumer<CloseReason> listener, CloseReason why) {
        try {
            listener.accept(why);
        } catch (RuntimeException e) {
            LOG.warn("a listener for lost connections failed", e);
        }
    }

    synchronized Optional<CloseReason> reason() {
        return Optional.ofNullable(reason);
    }

    void listen(Consumer<CloseReason> listener) {
        Optional<CloseReason> known;
        synchronized (this) {
            known = reason();
            if (known.isEmpty()) {
                listeners.add(listener);
            }
        }
        known.ifPresent(why -> tell(listener, why));
    }
}
