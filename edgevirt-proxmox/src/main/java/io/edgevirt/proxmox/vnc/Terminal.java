package io.edgevirt.proxmox.vnc;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/**
 * A terminal as Proxmox VE's termproxy speaks it: a line with user and ticket, to which it answers OK; then what is typed
 * goes out in pieces with their length before them, and what the terminal writes comes in as it is.
 */
public final class Terminal {

    /** The greeting of {@code qm terminal}, which is not the guest's. */
    private static final String GREETING = "starting serial terminal on interface ";

    private static final int LONGEST_GREETING = 200;
    private static final int PIECE = 4096;

    private final Duplex connection;
    private byte[] begun = new byte[0];
    private boolean greeted;

    private Terminal(Duplex connection) {
        this.connection = connection;
    }

    /**
     * Logs in.
     *
     * @param connection to the terminal's server, which has not spoken yet
     * @param user who asks, as the ticket was given to
     * @param ticket the ticket
     * @param atMost how long it may take
     * @return the terminal
     * @throws IOException if the connection is lost, nothing comes in time, or the ticket is refused
     */
    public static Terminal open(Duplex connection, String user, String ticket, Duration atMost) throws IOException {
        connection.send((user + ":" + ticket + "\n").getBytes(StandardCharsets.UTF_8));
        byte[] answer = connection.receive(atMost).orElseThrow(() -> new IOException("the terminal does not answer"));
        if (answer.length == 1 && answer[0] == 'O') {
            byte[] rest = connection.receive(atMost).orElseThrow(() -> new IOException("the terminal does not answer"));
            answer = joined(answer, rest);
        }
        if (answer.length < 2 || answer[0] != 'O' || answer[1] != 'K') {
            throw new IOException("the terminal refused the ticket");
        }
        Terminal terminal = new Terminal(connection);
        terminal.begun = Arrays.copyOfRange(answer, 2, answer.length);
        return terminal;
    }

    /**
     * Waits for what the terminal writes.
     *
     * @param atMost how long
     * @return what it wrote; nothing if nothing came in time
     * @throws IOException if the connection is lost, or the terminal has ended
     */
    public byte[] read(Duration atMost) throws IOException {
        if (begun.length > 0 && (greeted || greetingOver()) && begun.length > 0) {
            return taken();
        }
        try {
            begun = joined(begun, connection.receive(atMost).orElse(new byte[0]));
        } catch (EOFException e) {
            greeted = true; // a greeting that ends in its midst is none
            if (begun.length > 0) {
                return taken();
            }
            throw e;
        }
        return greeted || greetingOver() ? taken() : new byte[0];
    }

    private byte[] taken() {
        byte[] all = begun;
        begun = new byte[0];
        return all;
    }

    /** Drops the greeting once it has come wholly; what does not begin like it is the guest's. */
    private boolean greetingOver() {
        String text = new String(begun, StandardCharsets.ISO_8859_1);
        String start = text.substring(0, Math.min(text.length(), GREETING.length()));
        int end = text.indexOf('\n');
        if (!GREETING.startsWith(start)) {
            greeted = true;
        } else if (end >= 0) {
            begun = Arrays.copyOfRange(begun, end + 1, begun.length);
            greeted = true;
        } else if (text.length() > LONGEST_GREETING) {
            greeted = true;
        }
        return greeted;
    }

    /**
     * Types.
     *
     * @param keys the bytes
     * @throws IOException if the connection is lost
     */
    public void write(byte[] keys) throws IOException {
        for (int from = 0; from < keys.length; from += PIECE) {
            connection.send(typed(Arrays.copyOfRange(keys, from, Math.min(keys.length, from + PIECE))));
        }
    }

    /**
     * Says that somebody is there still: a terminal that nothing is sent to is ended after a while.
     *
     * @throws IOException if the connection is lost
     */
    public void ping() throws IOException {
        connection.send(new byte[] {'2'});
    }

    /**
     * Tells how large the terminal is.
     *
     * @param columns characters in a line
     * @param rows lines
     * @throws IOException if the connection is lost
     */
    public void resize(int columns, int rows) throws IOException {
        connection.send(("1:" + columns + ":" + rows + ":").getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends it. */
    public void close() {
        connection.close();
    }

    static byte[] typed(byte[] keys) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("0:" + keys.length + ":").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(keys);
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
