package io.edgevirt.kvm.libvirt;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CancellationException;
import java.util.function.ToIntFunction;

/**
 * Moves bytes over one of libvirt's blocking streams. A stream ends by finish, which waits until the other side
 * has all, or by abort, when anything went wrong.
 */
final class Transfers {

    /** Just below the most that one message of libvirt's protocol carries (VIR_NET_MESSAGE_LEGACY_PAYLOAD_MAX). */
    private static final int PIECE = 256 * 1024 - 64;

    private final Session session;
    private final Scope scope;
    private final StreamFunctions functions;
    private final Pointer stream;
    private final Transfer progress;
    private final Memory piece = new Memory(PIECE);
    private long done;

    private Transfers(Session session, Scope scope, Transfer progress) {
        this.session = session;
        this.scope = scope;
        this.progress = progress;
        functions = scope.lib().stream;
        stream = opened(scope, 0);
    }

    /** A stream of the scope's; making one asks no server. */
    static Pointer opened(Scope scope, int flags) {
        StreamFunctions functions = scope.lib().stream;
        return scope.own(
                scope.checked("virStreamNew", functions.virStreamNew(scope.conn(), flags)), functions::virStreamFree);
    }

    static long send(
            Session session,
            Scope scope,
            InputStream from,
            Transfer progress,
            String request,
            ToIntFunction<Pointer> start)
            throws IOException {
        Transfers t = new Transfers(session, scope, progress);
        return t.whole(request, start, () -> t.sendAll(from));
    }

    static long receive(
            Session session,
            Scope scope,
            OutputStream to,
            Transfer progress,
            String request,
            ToIntFunction<Pointer> start)
            throws IOException {
        Transfers t = new Transfers(session, scope, progress);
        return t.whole(request, start, () -> t.receiveAll(to));
    }

    /** Starts, moves and finishes; aborts if any of it fails, which a stream that never started does not mind. */
    private long whole(String request, ToIntFunction<Pointer> start, Body body) throws IOException {
        boolean finished = false;
        try {
            scope.run(request, () -> start.applyAsInt(stream));
            body.run();
            scope.run("virStreamFinish", () -> functions.virStreamFinish(stream));
            finished = true;
        } finally {
            if (!finished) {
                functions.virStreamAbort(stream);
            }
        }
        return done;
    }

    private void sendAll(InputStream from) throws IOException {
        byte[] bytes = new byte[PIECE];
        int read;
        while ((read = from.readNBytes(bytes, 0, PIECE)) > 0) {
            piece.write(0, bytes, 0, read);
            int sent = 0;
            while (sent < read) {
                sent += scope.checked("virStreamSend", functions.virStreamSend(stream, piece.share(sent), read - sent));
            }
            advanced(read);
        }
    }

    private void receiveAll(OutputStream to) throws IOException {
        byte[] bytes = new byte[PIECE];
        int read;
        while ((read = scope.checked("virStreamRecv", functions.virStreamRecv(stream, piece, PIECE))) > 0) {
            piece.read(0, bytes, 0, read);
            to.write(bytes, 0, read);
            advanced(read);
        }
    }

    private void advanced(int bytes) {
        done += bytes;
        if (session.closing()) {
            throw new LibvirtClosed("the connection was closed during a transfer, after " + done + " bytes");
        }
        if (!progress.goOn(done)) {
            throw new CancellationException("the transfer was ended after " + done + " bytes");
        }
    }

    @FunctionalInterface
    private interface Body {
        void run() throws IOException;
    }
}
