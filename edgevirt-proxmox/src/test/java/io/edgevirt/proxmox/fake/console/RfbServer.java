package io.edgevirt.proxmox.fake.console;

import io.edgevirt.proxmox.fake.Frames;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/** A screen's server, as QEMU's: RFB 3.8 with VNC's passwords. */
final class RfbServer {

    private static final String PASSWORD = "fakepass";
    private static final byte[] CHALLENGE = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final Screen screen;
    private final String ticket;

    RfbServer(Screen screen, String ticket) {
        this.screen = screen;
        this.ticket = ticket;
    }

    void serve(Frames.Reader input, Frames.Writer output) throws IOException {
        DataInputStream in = new DataInputStream(new Messages(input));
        try {
            output.binary("RFB 003.008\n".getBytes(StandardCharsets.US_ASCII));
            in.readNBytes(12);
            output.binary(new byte[] {1, 2});
            in.readUnsignedByte();
            output.binary(CHALLENGE);
            if (!proved(in.readNBytes(16))) {
                output.binary(refusal());
                return;
            }
            output.binary(new byte[4]);
            in.readUnsignedByte();
            output.binary(greeting());
            for (int type = in.readUnsignedByte(); ; type = in.readUnsignedByte()) {
                answer(type, in, output);
            }
        } catch (EOFException e) {
            // the client has seen enough
        }
    }

    private boolean proved(byte[] answer) {
        return Arrays.equals(answer, encrypted(PASSWORD)) || Arrays.equals(answer, encrypted(ticket));
    }

    private static byte[] encrypted(String password) {
        byte[] key = Arrays.copyOf(password.getBytes(StandardCharsets.ISO_8859_1), 8);
        for (int i = 0; i < 8; i++) {
            int turned = 0;
            for (int bit = 0; bit < 8; bit++) {
                turned |= (key[i] >> bit & 1) << 7 - bit;
            }
            key[i] = (byte) turned;
        }
        try {
            Cipher cipher = Cipher.getInstance("DES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "DES"));
            return cipher.doFinal(CHALLENGE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] refusal() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(1);
        text(out, "Authentication failed");
        return bytes.toByteArray();
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] greeting() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(screen.grows() ? 1 : screen.width());
        out.writeShort(screen.grows() ? 1 : screen.height());
        out.write(new byte[16]);
        text(out, "QEMU (edge-01)");
        return bytes.toByteArray();
    }

    private void answer(int type, DataInputStream in, Frames.Writer output) throws IOException {
        switch (type) {
            case 0 -> in.readNBytes(19);
            case 2 -> {
                in.readUnsignedByte();
                in.readNBytes(4 * in.readUnsignedShort());
            }
            case 3 -> {
                in.readNBytes(5);
                int width = in.readUnsignedShort();
                in.readUnsignedShort();
                if (width != screen.width()) {
                    output.binary(newSize());
                } else {
                    half(output, 0, screen.height() / 2);
                    half(output, screen.height() / 2, screen.height());
                }
            }
            default -> throw new IOException("a client's message " + type);
        }
    }

    private byte[] newSize() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        rectangle(out, 0, screen.height(), -223);
        return bytes.toByteArray();
    }

    private void rectangle(DataOutputStream out, int from, int to, int encoding) throws IOException {
        out.write(new byte[] {0, 0, 0, 1});
        out.writeShort(0);
        out.writeShort(from);
        out.writeShort(screen.width());
        out.writeShort(to - from);
        out.writeInt(encoding);
    }

    private void half(Frames.Writer output, int from, int to) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        rectangle(out, from, to, 0);
        for (int y = from; y < to; y++) {
            for (int x = 0; x < screen.width(); x++) {
                int pixel = screen.pixel().applyAsInt(x, y);
                out.write(new byte[] {(byte) pixel, (byte) (pixel >> 8), (byte) (pixel >> 16), 0});
            }
        }
        output.binary(bytes.toByteArray());
    }

    /** The client's messages as one stream. */
    private static final class Messages extends InputStream {
        private final Frames.Reader from;
        private byte[] message = new byte[0];
        private int at;

        Messages(Frames.Reader from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            while (at == message.length) {
                message = from.message();
                at = 0;
            }
            return message[at++] & 0xff;
        }
    }
}
