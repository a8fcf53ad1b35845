package io.edgevirt.proxmox.http;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket of Proxmox's, such as a machine's serial port or screen: bytes in both directions. What comes is kept until it
 * is received; if that takes long, the server has to wait. Thread-safe.
 */
public final class PveSocket implements AutoCloseable {

    /** pveproxy takes frames up to 128 KiB, and each whole. */
    private static final int FRAME = 64 * 1024;

    private static final long MOST_BYTES = 1 << 20;
    private static final int NORMAL = 1000;

    private final Deque<ByteString> came = new ArrayDeque<>();
    private final CompletableFuture<Opened> opened = new CompletableFuture<>();
    private final Listener listener = new Listener();
    private @Nullable WebSocket socket;
    private long bytes;
    private boolean ended;
    private @Nullable Throwable broken;

    PveSocket() {}

    /** What became of the wish to open it. */
    record Opened(Optional<Reply> refusal, Optional<IOException> trouble) {}

    WebSocketListener listener() {
        return listener;
    }

    synchronized void carriedBy(WebSocket carrier) {
        socket = carrier;
    }

    /** Waits until it is open, or not; the request time-out ends that. */
    Opened await() throws InterruptedException {
        try {
            return opened.get();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Waits for bytes.
     *
     * @return what came next; empty once the conversation has ended
     * @throws InterruptedException if the wait is interrupted
     * @throws ConnectionException if the connection was lost
     */
    public synchronized Optional<byte[]> receive() throws InterruptedException {
        while (came.isEmpty() && !ended) {
            wait();
        }
        ByteString next = came.poll();
        if (next != null) {
            bytes -= next.size();
            notifyAll();
            return Optional.of(next.toByteArray());
        }
        if (broken != null) {
            throw lost(broken);
        }
        return Optional.empty();
    }

    /**
     * Waits for bytes, not for ever.
     *
     * @param atMost how long
     * @return what came next; empty if nothing came in time, and once the conversation has ended, as {@link #over} tells
     * @throws InterruptedException if the wait is interrupted
     * @throws ConnectionException if the connection was lost
     */
    public synchronized Optional<byte[]> receive(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        long left = atMost.toNanos();
        while (came.isEmpty() && !ended && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = deadline - System.nanoTime();
        }
        return came.isEmpty() && !ended ? Optional.empty() : receive();
    }

    /**
     * Whether the conversation has ended and all that came was received.
     *
     * @return true if nothing follows
     */
    public synchronized boolean over() {
        return ended && came.isEmpty();
    }

    /**
     * Sends bytes; they are on their way when this returns.
     *
     * @param data the bytes
     * @throws ConnectionException if the conversation has ended
     */
    public void send(byte[] data) {
        WebSocket carrier;
        synchronized (this) {
            carrier = socket;
            if (ended || carrier == null) {
                throw lost(broken == null ? new IOException("the conversation has ended") : broken);
            }
        }
        for (int at = 0; at < data.length; at += FRAME) {
            if (!carrier.send(ByteString.of(data, at, Math.min(FRAME, data.length - at)))) {
                throw lost(new IOException("the server takes nothing more"));
            }
        }
    }

    private static ConnectionException lost(Throwable why) {
        return new ConnectionException(Failure.of("the socket was lost: " + why.getMessage())
                .backend(Faults.BACKEND)
                .outcome(Outcome.UNKNOWN)
                .cause(why));
    }

    /** Ends the conversation, once what was sent is gone. */
    @Override
    public void close() {
        WebSocket carrier;
        synchronized (this) {
            carrier = socket;
            end(null);
        }
        if (carrier != null) {
            carrier.close(NORMAL, null);
        }
    }

    private synchronized void end(@Nullable Throwable why) {
        if (!ended) {
            broken = why;
            ended = true;
        }
        notifyAll();
    }

    private synchronized void keep(ByteString data) {
        try {
            while (bytes > MOST_BYTES && !ended) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            came.add(data);
            bytes += data.size();
            notifyAll();
        }
    }

    private final class Listener extends WebSocketListener {
        @Override
        public void onOpen(WebSocket carrier, Response response) {
            opened.complete(new Opened(Optional.empty(), Optional.empty()));
        }

        @Override
        public void onMessage(WebSocket carrier, ByteString data) {
            keep(data);
        }

        @Override
        public void onMessage(WebSocket carrier, String text) {
            keep(ByteString.encodeUtf8(text));
        }

        @Override
        public void onClosing(WebSocket carrier, int code, String reason) {
            carrier.close(NORMAL, null);
            end(null);
        }

        @Override
        public void onClosed(WebSocket carrier, int code, String reason) {
            end(null);
        }

        @Override
        public void onFailure(WebSocket carrier, Throwable why, @Nullable Response response) {
            if (!opened.isDone()) {
                opened.complete(refused(why, response));
            }
            end(why);
        }

        private Opened refused(Throwable why, @Nullable Response response) {
            IOException trouble = why instanceof IOException io ? io : new IOException(why);
            if (response == null || response.code() == 101) {
                return new Opened(Optional.empty(), Optional.of(trouble));
            }
            try {
                return new Opened(Optional.of(Reply.read(response)), Optional.empty());
            } catch (IOException e) {
                return new Opened(Optional.empty(), Optional.of(e));
            }
        }
    }
}
