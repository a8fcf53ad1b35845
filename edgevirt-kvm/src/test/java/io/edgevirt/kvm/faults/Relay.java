package io.edgevirt.kvm.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A socket between the library and libvirt's daemon, which breaks connections as a network does: while they are idle, or
 * between the moment when the daemon has carried a request out and the arrival of its reply.
 *
 * <p>It knows as much of libvirt's protocol as that takes: a message begins with its length, program, version, procedure,
 * type (0 a call, 1 its reply) and serial number, each of 4 bytes (libvirt's docs, kbase/internals/rpc).
 */
final class Relay implements AutoCloseable {

    private static final int HEADER = 24;
    private static final int TYPE_AT = 16;
    private static final int SERIAL_AT = 20;
    private static final int CALL = 0;
    private static final int REPLY = 1;

    private final Path folder;
    private final Path socket;
    private final Path daemon;
    private final ServerSocketChannel server;
    private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
    private final Object lock = new Object();
    private boolean armed;
    private OptionalInt doomed = OptionalInt.empty();

    Relay(String daemonUri) {
        try {
            daemon = Path.of(daemonUri.substring(daemonUri.indexOf("socket=") + "socket=".length()));
            folder = Files.createTempDirectory("evr");
            socket = folder.resolve("s");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        thread(this::accept);
    }

    String uri() {
        return "qemu+unix:///system?socket=" + socket;
    }

    /** The next request reaches the daemon; its reply does not come back, and the connection is closed. */
    void loseNextReply() {
        synchronized (lock) {
            armed = true;
            doomed = OptionalInt.empty();
        }
    }

    /** Whether the reply was lost; if the request needed no daemon, nothing is lost any more. */
    boolean lost() {
        synchronized (lock) {
            boolean lost = !armed;
            armed = false;
            doomed = OptionalInt.empty();
            return lost;
        }
    }

    /** Closes all connections. */
    void cut() {
        pairs.forEach(Pair::close);
    }

    int connections() {
        return pairs.size();
    }

    @Override
    public void close() {
        try {
            server.close();
            cut();
            Bed.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void thread(Runnable body) {
        Thread thread = new Thread(body, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                try {
                    Pair pair = new Pair(client, SocketChannel.open(UnixDomainSocketAddress.of(daemon)));
                    pairs.add(pair);
                    thread(() -> pair.pump(pair.client, pair.daemon, this::fromClient));
                    thread(() -> pair.pump(pair.daemon, pair.client, this::fromDaemon));
                } catch (IOException e) {
                    client.close(); // no daemon: the client sees the connection end
                }
            }
        } catch (IOException e) {
            // the relay was closed
        }
    }

    /** Whether a message goes on. */
    private interface Gate {
        boolean passes(ByteBuffer message);
    }

    private boolean fromClient(ByteBuffer message) {
        synchronized (lock) {
            if (armed && doomed.isEmpty() && message.getInt(TYPE_AT) == CALL) {
                doomed = OptionalInt.of(message.getInt(SERIAL_AT));
            }
            return true;
        }
    }

    private boolean fromDaemon(ByteBuffer message) {
        synchronized (lock) {
            boolean dies = armed
                    && message.getInt(TYPE_AT) == REPLY
                    && doomed.isPresent()
                    && doomed.getAsInt() == message.getInt(SERIAL_AT);
            armed &= !dies;
            return !dies;
        }
    }

    /** Two ends of one connection. */
    private final class Pair {

        private final SocketChannel client;
        private final SocketChannel daemon;

        Pair(SocketChannel client, SocketChannel daemon) {
            this.client = client;
            this.daemon = daemon;
        }

        void pump(SocketChannel from, SocketChannel to, Gate gate) {
            try {
                while (true) {
                    ByteBuffer message = message(from);
                    if (!gate.passes(message)) {
                        break;
                    }
                    while (message.hasRemaining()) {
                        to.write(message);
                    }
                }
            } catch (IOException e) {
                // one end is gone, so the other goes
            }
            close();
        }

        private ByteBuffer message(SocketChannel from) throws IOException {
            ByteBuffer length = filled(from, ByteBuffer.allocate(Integer.BYTES));
            ByteBuffer whole = ByteBuffer.allocate(Math.max(HEADER, length.getInt(0)));
            whole.limit(length.getInt(0)).put(length.rewind());
            return filled(from, whole).rewind();
        }

        private ByteBuffer filled(SocketChannel from, ByteBuffer buffer) throws IOException {
            while (buffer.hasRemaining()) {
                if (from.read(buffer) < 0) {
                    throw new ClosedChannelException();
                }
            }
            return buffer;
        }

        void close() {
            pairs.remove(this);
            for (SocketChannel end : List.of(client, daemon)) {
                try {
                    end.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }
}
