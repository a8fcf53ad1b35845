package io.edgevirt.kvm.libvirt;

import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection's native pointer and the gate before it. Every call counts as a user of the connection while it
 * runs; closing lets no new one in, aborts what waits for a guest, and gives the pointer back when the last user
 * has left, be it after {@link #close} returned: so that no call ever runs on a freed connection, and a call that
 * hangs does not hang the closing.
 */
final class Session {

    private static final Logger LOG = LoggerFactory.getLogger(Session.class);

    final Libvirt lib;
    final Calls calls;
    private final Pointer conn;
    private final Set<Runnable> aborts = new LinkedHashSet<>();
    private final List<Runnable> farewells = new ArrayList<>();
    private int users;
    private boolean closing;
    private boolean ended;
    private boolean given;

    Session(Libvirt lib, Pointer conn, Calls calls) {
        this.lib = lib;
        this.conn = conn;
        this.calls = calls;
        Handles.acquired(1);
    }

    /** Only for calls within a {@link Scope}. */
    Pointer conn() {
        return conn;
    }

    synchronized Scope enter() {
        if (closing) {
            throw new LibvirtClosed("this connection to libvirt is closed");
        }
        users++;
        return new Scope(this);
    }

    /** What to do at the beginning of close to end calls that would last; runs at once if that is past. */
    void onClosing(Runnable abort) {
        synchronized (this) {
            if (!closing) {
                aborts.add(abort);
                return;
            }
        }
        abort.run();
    }

    synchronized void forget(Runnable abort) {
        aborts.remove(abort);
    }

    /** What to do right before the pointer is given back; it must not fail. */
    synchronized void beforeEnd(Runnable farewell) {
        farewells.add(farewell);
    }

    synchronized void stay(Runnable farewell) {
        farewells.remove(farewell);
    }

    synchronized boolean closing() {
        return closing;
    }

    /** The calling thread's error, and whether the connection is dead. */
    LibvirtError failure(String request) {
        LibvirtError e = LibvirtError.last(lib.errors, request);
        return lib.connect.virConnectIsAlive(conn) == 0 ? e.onDeadConnection() : e;
    }

    void leave() {
        synchronized (this) {
            users--;
            if (!closing || users > 0 || ended) {
                return;
            }
            ended = true; // the close() that waits, if one does, sees that nothing is left to do
        }
        end();
    }

    /** Closes; waits for running calls up to the given time, and leaves it to the last of them after that. */
    boolean close(Duration drain) {
        List<Runnable> toAbort;
        synchronized (this) {
            closing = true;
            toAbort = List.copyOf(aborts);
            aborts.clear();
        }
        toAbort.forEach(Runnable::run);
        synchronized (this) {
            if (!drained(System.nanoTime() + drain.toNanos())) {
                LOG.warn("{} call(s) still run on a libvirt connection; it is closed when the last returns", users);
                return false;
            }
            if (ended) {
                return true;
            }
            ended = true;
        }
        end();
        return true;
    }

    private boolean drained(long deadline) {
        boolean interrupted = false;
        while (!over() && !interrupted) {
            long left = (deadline - System.nanoTime() + 999_999) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                interrupted = true;
                Thread.currentThread().interrupt();
            }
        }
        return over();
    }

    /** Whether nobody uses the connection, and nobody else is just about giving it back. */
    private boolean over() {
        return users == 0 && (given || !ended);
    }

    private void end() {
        List<Runnable> last;
        synchronized (this) {
            last = List.copyOf(farewells);
            farewells.clear();
        }
        last.forEach(Runnable::run);
        int references = lib.connect.virConnectClose(conn);
        Handles.released(1);
        if (references > 0) { // an event callback that the event loop is still about to forget holds one
            LOG.debug("libvirt keeps a closed connection for {} more reference(s)", references);
        }
        synchronized (this) {
            given = true;
            notifyAll();
        }
    }
}
