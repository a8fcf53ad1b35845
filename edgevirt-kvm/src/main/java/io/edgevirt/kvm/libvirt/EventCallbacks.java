package io.edgevirt.kvm.libvirt;

import com.sun.jna.Callback;
import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The functions that libvirt calls when something happens. There is one per shape, and it lives as long as the
 * JVM: libvirt may call one a last time after it was deregistered. Who is told is looked up by a number that
 * libvirt carries along. Exceptions of listeners are logged, never thrown through C.
 */
final class EventCallbacks {

    private static final Logger LOG = LoggerFactory.getLogger(EventCallbacks.class);
    private static final Map<Long, Consumer<Happening>> LISTENERS = new ConcurrentHashMap<>();
    private static final AtomicLong NUMBERS = new AtomicLong();

    private static final TwoNumbers TWO_NUMBERS = (conn, on, a, b, opaque) -> tell(opaque, on, a, b, null);
    private static final Lifecycle LIFECYCLE = (conn, on, a, b, opaque) -> {
        tell(opaque, on, a, b, null);
        return 0;
    };
    private static final Generic GENERIC = (conn, on, opaque) -> tell(opaque, on, 0, 0, null);
    private static final OneNumber ONE_NUMBER = (conn, on, a, opaque) -> tell(opaque, on, a, 0, null);
    private static final Alias ALIAS = (conn, on, alias, opaque) -> tell(opaque, on, 0, 0, alias);
    private static final AliasNumber ALIAS_NUMBER = (conn, on, alias, a, opaque) -> tell(opaque, on, a, 0, alias);
    private static final AliasTwoNumbers ALIAS_TWO_NUMBERS =
            (conn, on, alias, a, b, opaque) -> tell(opaque, on, a, b, alias);
    private static final IoError IO_ERROR = (conn, on, path, alias, a, opaque) -> tell(opaque, on, a, 0, alias);
    private static final WithParams WITH_PARAMS = (conn, on, params, n, opaque) -> tell(opaque, on, 0, 0, null);

    private EventCallbacks() {}

    /** The function for a kind of domain event, as libvirt-domain.h declares it. */
    static Callback of(DomainEvent.Kind kind) {
        switch (kind) {
            case LIFECYCLE:
                return LIFECYCLE;
            case REBOOT:
            case CONTROL_ERROR:
                return GENERIC;
            case WATCHDOG:
                return ONE_NUMBER;
            case IO_ERROR:
                return IO_ERROR;
            case TRAY_CHANGE:
                return ALIAS_NUMBER;
            case BLOCK_JOB:
                return ALIAS_TWO_NUMBERS;
            case AGENT_LIFECYCLE:
                return TWO_NUMBERS;
            case JOB_COMPLETED:
                return WITH_PARAMS;
            case DEVICE_ADDED:
            case DEVICE_REMOVED:
            case DEVICE_REMOVAL_FAILED:
                return ALIAS;
            default:
                throw new IllegalArgumentException("no callback for " + kind);
        }
    }

    /** The function for lifecycle events of networks, pools and devices. */
    static Callback ofObjects() {
        return TWO_NUMBERS;
    }

    /** Remembers a listener and gives the number for it. */
    static long add(Consumer<Happening> listener) {
        long number = NUMBERS.incrementAndGet();
        LISTENERS.put(number, listener);
        return number;
    }

    static void remove(long number) {
        LISTENERS.remove(number);
    }

    private static void tell(Pointer opaque, Pointer on, int event, int detail, @Nullable Pointer subject) {
        Consumer<Happening> listener = LISTENERS.get(Pointer.nativeValue(opaque));
        if (listener == null) {
            return;
        }
        listener.accept(new Happening(on, event, detail, NativeText.copy(subject)));
    }

    /** Tells a listener; if it fails, the others are told nevertheless. */
    static void safely(Consumer<Happening> listener, Happening happening) {
        try {
            listener.accept(happening);
        } catch (RuntimeException e) {
            LOG.warn("a listener for libvirt's events failed", e);
        }
    }

    /** An event with the handle of its object, which is valid only while the listener runs. */
    record Happening(Pointer on, int event, int detail, String subject) {}

    interface Lifecycle extends Callback {
        int happened(Pointer conn, Pointer on, int event, int detail, Pointer opaque);
    }

    interface TwoNumbers extends Callback {
        void happened(Pointer conn, Pointer on, int a, int b, Pointer opaque);
    }

    interface Generic extends Callback {
        void happened(Pointer conn, Pointer on, Pointer opaque);
    }

    interface OneNumber extends Callback {
        void happened(Pointer conn, Pointer on, int a, Pointer opaque);
    }

    interface Alias extends Callback {
        void happened(Pointer conn, Pointer on, @Nullable Pointer alias, Pointer opaque);
    }

    interface AliasNumber extends Callback {
        void happened(Pointer conn, Pointer on, @Nullable Pointer alias, int a, Pointer opaque);
    }

    interface AliasTwoNumbers extends Callback {
        void happened(Pointer conn, Pointer on, @Nullable Pointer alias, int a, int b, Pointer opaque);
    }

    interface IoError extends Callback {
        void happened(Pointer conn, Pointer on, @Nullable Pointer path, @Nullable Pointer alias, int a, Pointer opaque);
    }

    interface WithParams extends Callback {
        void happened(Pointer conn, Pointer on, @Nullable Pointer params, int count, Pointer opaque);
    }
}
