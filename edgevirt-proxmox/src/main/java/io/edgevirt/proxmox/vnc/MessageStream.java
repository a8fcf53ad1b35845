package io.edgevirt.proxmox.vnc;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/** The messages of a connection as one stream of bytes, up to a deadline. */
final class MessageStream extends InputStream {

    private final Duplex from;
    private final long deadline;
    private byte[] message = new byte[0];
    private int at;

    MessageStream(Duplex from, Duration atMost) {
        this.from = from;
        this.deadline = System.nanoTime() + atMost.toNanos();
    }

    @Override
    public int read() throws IOException {
        fill();
        return message[at++] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        fill();
        int count = Math.min(length, message.length - at);
        System.arraycopy(message, at, to, offset, count);
        at += count;
        return count;
    }

    private void fill() throws IOException {
        while (at == message.length) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                throw new IOException("nothing came in time");
            }
            message = from.receive(Duration.ofNanos(left)).orElse(new byte[0]);
            at = 0;
        }
    }
}
