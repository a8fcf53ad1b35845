package io.edgevirt.spi;

import io.edgevirt.engine.Line;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The last 1 MiB that a serial port wrote, with a count that goes on, so that readers find their place. Thread-safe. */
public final class SerialText {

    /** How many bytes are held: enough for a whole boot, and little per machine. */
    public static final int HELD = 1024 * 1024;

    private final List<Runnable> listeners = new ArrayList<>();
    private byte[] ring = new byte[4096];
    private long written;
    private long begin;
    private boolean ended;

    /** Makes an empty text. */
    public SerialText() {}

    /**
     * Adds what the port wrote, and wakes whoever waits.
     *
     * @param bytes the bytes
     * @param length how many of them
     */
    public void append(byte[] bytes, int length) {
        synchronized (this) {
            grow(length);
            int from = Math.max(0, length - ring.length);
            for (int i = from; i < length; i++) {
                ring[(int) ((written + i) % ring.length)] = bytes[i];
            }
            written += length;
        }
        wake();
    }

    /** Says that the machine stopped or the port was closed: nothing follows. */
    public void end() {
        synchronized (this) {
            ended = true;
        }
        wake();
    }

    /** Begins anew, for a machine that is started again: what was before is dropped; positions go on counting. */
    public void restart() {
        synchronized (this) {
            ended = false;
            begin = written;
        }
        wake();
    }

    /**
     * Whether nothing follows.
     *
     * @return true after {@link #end}
     */
    public synchronized boolean ended() {
        return ended;
    }

    /**
     * How many bytes were written altogether.
     *
     * @return a position for {@link #since}
     */
    public synchronized long position() {
        return written;
    }

    /**
     * What was written since a position, as far as it is still held.
     *
     * @param position from {@link #position()}; 0 for all
     * @return the bytes
     */
    public synchronized byte[] bytesSince(long position) {
        long oldest = Math.max(begin, written - ring.length);
        long from = Math.min(written, Math.max(position, oldest));
        byte[] bytes = new byte[(int) (written - from)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ring[(int) ((from + i) % ring.length)];
        }
        return bytes;
    }

    /**
     * What was written since a position, as UTF-8 text.
     *
     * @param position from {@link #position()}; 0 for all
     * @return the text
     */
    public String since(long position) {
        return new String(bytesSince(position), StandardCharsets.UTF_8);
    }

    /**
     * Where something was written first since a position.
     *
     * @param found whether it was
     * @param end the position behind it
     * @param text what was written up to and including it
     */
    public record Found(boolean found, long end, String text) {
        @Override
        public String toString() {
            return Line.of(this);
        }
    }

    /**
     * Looks for bytes since a position.
     *
     * @param wanted what to look for
     * @param position from {@link #position()}; 0 for all
     * @return where it is, if it is there
     */
    public synchronized Found find(byte[] wanted, long position) {
        byte[] bytes = bytesSince(position);
        long from = written - bytes.length;
        for (int i = 0; i + wanted.length <= bytes.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                int end = i + wanted.length;
                return new Found(true, from + end, new String(bytes, 0, end, StandardCharsets.UTF_8));
            }
        }
        return new Found(false, position, "");
    }

    /**
     * Calls back after every addition and at the end.
     *
     * @param listener what to call; it must be quick
     * @return ends the calls
     */
    public Runnable listen(Runnable listener) {
        synchronized (listeners) {
            listeners.add(listener);
        }
        // The same listener may be there twice: ending one twice must not end the other.
        AtomicBoolean removed = new AtomicBoolean();
        return () -> {
            synchronized (listeners) {
                if (!removed.getAndSet(true)) {
                    listeners.remove(listener);
                }
            }
        };
    }

    private void grow(int more) {
        long wanted = Math.min(HELD, written + more);
        if (wanted <= ring.length) {
            return;
        }
        int size = ring.length;
        while (size < wanted) {
            size *= 2;
        }
        byte[] held = bytesSince(0);
        byte[] larger = new byte[size];
        for (int i = 0; i < held.length; i++) {
            larger[(int) ((written - held.length + i) % size)] = held[i];
        }
        ring = larger;
    }

    private void wake() {
        List<Runnable> all;
        synchronized (listeners) {
            all = List.copyOf(listeners);
        }
        all.forEach(Runnable::run);
    }
}
