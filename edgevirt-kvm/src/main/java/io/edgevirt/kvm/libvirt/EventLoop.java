package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * libvirt's event loop, of which a process has one. Events, keepalive and consoles need it, and it must be there
 * before a connection is opened. If the application registered one, it is used and the application runs it; else
 * libvirt's own is registered and runs on one daemon thread for the life of the JVM.
 */
final class EventLoop {

    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** The name of the thread, for those who count threads. */
    static final String THREAD = "edgevirt-libvirt-events";

    private static boolean settled;

    private EventLoop() {}

    /** Makes sure that there is a loop. */
    static synchronized void ensure(Libvirt lib) {
        if (settled) {
            return;
        }
        if (!registered(lib)) {
            if (lib.event.virEventRegisterDefaultImpl() < 0) {
                throw LibvirtError.last(lib.errors, "virEventRegisterDefaultImpl");
            }
            start(lib.event);
        }
        settled = true;
    }

    /**
     * Whether someone registered a loop: libvirt has no question for that, but its function to add a timer fails
     * without one. The timer asked for is switched off (-1), so its callback never runs.
     */
    private static boolean registered(Libvirt lib) {
        Pointer never = Libvirt.harmless();
        int timer = lib.event.virEventAddTimeout(-1, never, null, null);
        if (timer < 0) {
            return false;
        }
        lib.event.virEventRemoveTimeout(timer);
        return true;
    }

    private static void start(EventFunctions event) {
        Thread thread = new Thread(null, () -> run(event), THREAD, 0, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
    }

    private static void run(EventFunctions event) {
        while (true) {
            try {
                if (event.virEventRunDefaultImpl() < 0) {
                    LOG.warn("libvirt's event loop failed one round");
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                }
            } catch (RuntimeException | Error e) {
                LOG.error("an event listener failed in libvirt's event loop", e);
            }
        }
    }
}
