package io.edgevirt.proxmox.fake;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** Frames of WebSockets (RFC 6455) as a server reads and writes them. */
public final class Frames {
    static final int CONTINUED = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private Frames() {}

    /** Reads a client's messages, answering pings. */
    public static final class Reader {
        private final DataInputStream input;
        private final Writer writer;

        Reader(InputStream input, Writer writer) {
            this.input = new DataInputStream(input);
            this.writer = writer;
        }

        /**
         * The next message, text or binary.
         *
         * @throws EOFException when the client closed
         */
        public byte[] message() throws IOException {
            ByteArrayOutputStream whole = new ByteArrayOutputStream();
            while (true) {
                int head = input.readUnsignedByte();
                byte[] payload = payload();
                switch (head & 0x0f) {
                    case CLOSE -> throw closed(payload);
                    case PING -> writer.frame(PONG, payload);
                    case PONG -> {}
                    default -> {
                        whole.writeBytes(payload);
                        if ((head & 0x80) != 0) {
                            return whole.toByteArray();
                        }
                    }
                }
            }
        }

        private EOFException closed(byte[] payload) throws IOException {
            writer.frame(CLOSE, payload);
            return new EOFException("closed by the client");
        }

        private byte[] payload() throws IOException {
            int second = input.readUnsignedByte();
            if ((second & 0x80) == 0) {
                throw new IOException("A client's frame must be masked");
            }
            long length = second & 0x7f;
            if (length == 126) {
                length = input.readUnsignedShort();
            } else if (length == 127) {
                length = input.readLong();
            }
            byte[] mask = input.readNBytes(4);
            byte[] payload = input.readNBytes(Math.toIntExact(length));
            for (int i = 0; i < payload.length; i++) {
                payload[i] ^= mask[i % 4];
            }
            return payload;
        }
    }

    /** Writes a server's messages; whole frames even if several threads write. */
    public static final class Writer {
        private final OutputStream output;

        Writer(OutputStream output) {
            this.output = output;
        }

        /** Sends a binary message. */
        public void binary(byte[] payload) throws IOException {
            frame(BINARY, payload);
        }

        /** Sends a text. */
        public void text(String text) throws IOException {
            frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Ends the conversation with a code of RFC 6455, such as 1000. */
        public void close(int code) throws IOException {
            frame(CLOSE, new byte[] {(byte) (code >> 8), (byte) code});
        }

        synchronized void frame(int opcode, byte[] payload) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(0x80 | opcode);
            if (payload.length < 126) {
                frame.write(payload.length);
            } else if (payload.length < 65_536) {
                frame.write(126);
                frame.write(payload.length >> 8);
                frame.write(payload.length);
            } else {
                frame.write(127);
                for (int shift = 56; shift >= 0; shift -= 8) {
                    frame.write((int) ((long) payload.length >> shift));
                }
            }
            frame.writeBytes(payload);
            output.write(frame.toByteArray());
            output.flush();
        }
    }
}
