package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * An open console. It uses one of libvirt's non-blocking streams, so that no thread ever waits inside libvirt and
 * {@link #close} takes effect at once: libvirt's event loop tells when there is something to read. It may be read
 * and written by different threads. What is not read piles up in memory.
 */
public final class Console implements AutoCloseable {

    private static final int NON_BLOCKING = 1;
    private static final int READABLE = 1;
    private static final int ERROR = 1 << 2;
    private static final int HANG_UP = 1 << 3;
    private static final int WOULD_BLOCK = -2;
    private static final int PIECE = 16 * 1024;
    private static final long GLANCE_MILLIS = 250;

    /** Who is told, by the number that libvirt carries along; the callback itself lives as long as the JVM. */
    private static final Map<Long, Console> OPEN = new ConcurrentHashMap<>();

    private static final AtomicLong NUMBERS = new AtomicLong();
    private static final StreamFunctions.StreamCallback CALLBACK = Console::ready;

    private final Session session;
    private final Scope scope;
    private final StreamFunctions functions;
    private final Pointer stream;
    private final Memory in = new Memory(PIECE);
    private final Memory out = new Memory(PIECE);
    private final Semaphore ready = new Semaphore(0);
    private final Runnable abort = this::close;
    private final long number = NUMBERS.incrementAndGet();
    private final Object lock = new Object();
    private boolean watched;
    private boolean ended;
    private boolean closed;

    private Console(Session session, Scope scope) {
        this.session = session;
        this.scope = scope;
        functions = scope.lib().stream;
        stream = Transfers.opened(scope, NON_BLOCKING);
    }

    static Console open(Session session, Consumer<Pointer> start) {
        Scope scope = session.enter();
        Console console;
        try {
            console = new Console(session, scope);
        } catch (RuntimeException | Error e) {
            scope.close();
            throw e;
        }
        try {
            start.accept(console.stream);
            console.watch();
            session.onClosing(console.abort);
            return console;
        } catch (RuntimeException | Error e) {
            console.close();
            throw e;
        }
    }

    private void watch() {
        OPEN.put(number, this);
        synchronized (lock) {
            scope.checked(
                    "virStreamEventAddCallback",
                    functions.virStreamEventAddCallback(
                            stream, READABLE | ERROR | HANG_UP, CALLBACK, new Pointer(number), null));
            watched = true;
        }
    }

    /** Called by the event loop, again and again while there is something to read, until told to stop. */
    private static void ready(Pointer stream, int events, Pointer opaque) {
        Console console = OPEN.get(Pointer.nativeValue(opaque));
        if (console != null) {
            console.wake();
        }
    }

    private void wake() {
        synchronized (lock) {
            if (!closed) {
                functions.virStreamEventUpdateCallback(stream, 0);
            }
        }
        ready.release();
    }

    /**
     * Reads what the guest wrote.
     *
     * @param into where to put it
     * @param patience how long to wait for something
     * @return how many bytes were put there; 0 if nothing came in time; -1 if the console has ended or was closed
     * @throws InterruptedException if the thread is interrupted while it waits
     */
    public int read(byte[] into, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            int read = received(into);
            if (read != WOULD_BLOCK) {
                return read;
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return 0;
            }
            ready.tryAcquire(Math.min(left, GLANCE_MILLIS), TimeUnit.MILLISECONDS);
            ready.drainPermits();
        }
    }

    private int received(byte[] into) {
        synchronized (lock) {
            if (closed || ended) {
                return -1;
            }
            int read = functions.virStreamRecv(stream, in, Math.min(into.length, PIECE));
            if (read == WOULD_BLOCK && !alive()) {
                ended = true; // libvirt tells the reader of a stream nothing of a connection that broke
                return -1;
            }
            if (read == WOULD_BLOCK) {
                functions.virStreamEventUpdateCallback(stream, READABLE | ERROR | HANG_UP);
                return read;
            }
            if (read <= 0) {
                ended = true;
            }
            scope.checked("virStreamRecv", read);
            in.read(0, into, 0, read);
            return read == 0 ? -1 : read;
        }
    }

    /**
     * Types into the console.
     *
     * @param bytes what to type
     * @param patience how long to wait while the other side takes nothing
     * @return how many bytes were taken in time
     */
    public int write(byte[] bytes, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        int written = 0;
        while (written < bytes.length) {
            int sent = sent(bytes, written);
            if (sent != WOULD_BLOCK) {
                written += sent;
            } else if (System.nanoTime() - deadline >= 0
                    || Thread.currentThread().isInterrupted()) {
                return written;
            } else {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
        }
        return written;
    }

    private int sent(byte[] bytes, int from) {
        synchronized (lock) {
            if (closed || ended) {
                throw new LibvirtClosed("this console is closed");
            }
            int length = Math.min(bytes.length - from, PIECE);
            out.write(0, bytes, from, length);
            int sent = functions.virStreamSend(stream, out, length);
            return sent == WOULD_BLOCK ? sent : scope.checked("virStreamSend", sent);
        }
    }

    /**
     * Whether it can be read and written as far as is known; asks no server.
     *
     * @return false once it has ended or was closed, or its connection broke
     */
    public boolean isOpen() {
        synchronized (lock) {
            return !closed && !ended && alive();
        }
    }

    /** The scope, which an open console holds, keeps the connection's pointer valid. */
    private boolean alive() {
        return scope.lib().connect.virConnectIsAlive(scope.conn()) == 1;
    }

    /** Closes the console; who waits in {@link #read} gets -1. Closing again does nothing. */
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            closed = true;
            if (watched) {
                functions.virStreamEventRemoveCallback(stream);
            }
            functions.virStreamAbort(stream);
        }
        OPEN.remove(number);
        session.forget(abort);
        ready.release();
        scope.close();
    }
}
