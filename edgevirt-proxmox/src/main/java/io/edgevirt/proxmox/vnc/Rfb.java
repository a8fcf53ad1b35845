package io.edgevirt.proxmox.vnc;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Takes one picture of a screen by RFB 3.8 (RFC 6143), with VNC's own passwords and pixels sent as they are. */
public final class Rfb {

    private static final String VERSION = "RFB 003.008\n";
    private static final int NO_PASSWORD = 1;
    private static final int PASSWORD = 2;
    private static final int RAW = 0;
    private static final int NEW_SIZE = -223;
    /** A name, a reason or a clipboard longer than this is no screen's. */
    private static final int LONGEST_TEXT = 1 << 20;
    /** A screen that changes its size more often than this while it is looked at is not waited for. */
    private static final int MOST_MESSAGES = 1000;

    private final Duplex connection;
    private final DataInputStream in;

    private Rfb(Duplex connection, Duration atMost) {
        this.connection = connection;
        this.in = new DataInputStream(new MessageStream(connection, atMost));
    }

    /**
     * Takes a picture.
     *
     * @param connection to the screen's server, which has not spoken yet; it stays open
     * @param password what the server asks for, of which eight characters count
     * @param atMost how long it may take
     * @return a PNG
     * @throws IOException if the connection is lost, nothing comes in time, the password is refused, or something else than
     *     a screen answers
     */
    public static byte[] picture(Duplex connection, String password, Duration atMost) throws IOException {
        Rfb rfb = new Rfb(connection, atMost);
        rfb.greet();
        rfb.prove(password);
        return rfb.look().png();
    }

    private void greet() throws IOException {
        byte[] greeting = in.readNBytes(VERSION.length());
        String version = new String(greeting, StandardCharsets.US_ASCII);
        if (!version.matches("RFB \\d{3}\\.\\d{3}\n") || version.compareTo(VERSION) < 0) {
            throw new IOException("something else than RFB 3.8 answers");
        }
        connection.send(VERSION.getBytes(StandardCharsets.US_ASCII));
    }

    private void prove(String password) throws IOException {
        int count = in.readUnsignedByte();
        if (count == 0) {
            throw new IOException("refused: " + text());
        }
        byte[] kinds = in.readNBytes(count);
        int kind = 0;
        for (byte offered : kinds) {
            if (offered == PASSWORD || (offered == NO_PASSWORD && kind == 0)) {
                kind = offered;
            }
        }
        if (kind == 0) {
            throw new IOException("the screen wants another proof than a password");
        }
        connection.send(new byte[] {(byte) kind});
        if (kind == PASSWORD) {
            connection.send(VncPassword.answer(in.readNBytes(16), password));
        }
        if (in.readInt() != 0) {
            throw new IOException("refused: " + text());
        }
    }

    private String text() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_TEXT) {
            throw new IOException("a text of " + length + " bytes");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", " ");
    }

    private Frame look() throws IOException {
        connection.send(new byte[] {1}); // others may go on looking
        int width = in.readUnsignedShort();
        int height = in.readUnsignedShort();
        in.readNBytes(16); // its own pixels, which are not asked for
        text();
        connection.send(wishes());
        Frame frame = new Frame(width, height);
        connection.send(request(frame, false));
        for (int messages = 0; messages < MOST_MESSAGES; messages++) {
            Frame now = message(frame);
            if (now.complete()) {
                return now;
            }
            if (now != frame) {
                connection.send(request(now, false));
                frame = now;
            }
        }
        throw new IOException("the screen does not come to rest");
    }

    /** Pixels of four bytes, blue first, sent as they are; and to be told of a new size. */
    private static byte[] wishes() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {0, 0, 0, 0});
        out.write(new byte[] {32, 24, 0, 1});
        out.writeShort(255);
        out.writeShort(255);
        out.writeShort(255);
        out.write(new byte[] {16, 8, 0, 0, 0, 0});
        out.write(new byte[] {2, 0});
        out.writeShort(2);
        out.writeInt(RAW);
        out.writeInt(NEW_SIZE);
        return bytes.toByteArray();
    }

    private static byte[] request(Frame frame, boolean changes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(new byte[] {3, (byte) (changes ? 1 : 0)});
        out.writeShort(0);
        out.writeShort(0);
        out.writeShort(frame.width());
        out.writeShort(frame.height());
        return bytes.toByteArray();
    }

    /** Reads a message; gives another frame if the size has changed. */
    private Frame message(Frame frame) throws IOException {
        switch (in.readUnsignedByte()) {
            case 0 -> {
                return update(frame);
            }
            case 1 -> {
                in.readNBytes(3);
                in.readNBytes(6 * in.readUnsignedShort());
            }
            case 2 -> {} // the bell
            case 3 -> {
                in.readNBytes(3);
                text();
            }
            default -> throw new IOException("a message that RFB does not know");
        }
        return frame;
    }

    private Frame update(Frame before) throws IOException {
        in.readUnsignedByte();
        int rectangles = in.readUnsignedShort();
        Frame frame = before;
        for (int i = 0; i < rectangles; i++) {
            int x = in.readUnsignedShort();
            int y = in.readUnsignedShort();
            int width = in.readUnsignedShort();
            int height = in.readUnsignedShort();
            int kind = in.readInt();
            if (kind == NEW_SIZE) {
                frame = new Frame(width, height);
            } else if (kind == RAW && frame.holds(x, y, width, height)) {
                raw(frame, x, y, width, height);
            } else {
                throw new IOException("a rectangle that was not asked for");
            }
        }
        if (frame == before && !frame.complete()) {
            connection.send(request(frame, true));
        }
        return frame;
    }

    private void raw(Frame frame, int x, int y, int width, int height) throws IOException {
        byte[] line = new byte[width * 4];
        for (int row = 0; row < height; row++) {
            in.readFully(line);
            frame.line(x, y + row, width, line);
        }
    }
}
