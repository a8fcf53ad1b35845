package io.edgevirt.proxmox.vnc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import javax.imageio.ImageIO;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a picture of a screen by RFB")
class RfbTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final byte[] VERSION = "RFB 003.008\n".getBytes(StandardCharsets.US_ASCII);

    private interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    private static byte[] bytes(Writing writing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            writing.to(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] screen(int width, int height) {
        return bytes(out -> {
            out.writeShort(width);
            out.writeShort(height);
            out.write(new byte[16]);
            out.writeInt(2);
            out.write('v');
            out.write('m');
        });
    }

    private static byte[] rectangle(int x, int y, int width, int height, int kind, int... pixels) {
        return bytes(out -> {
            out.write(new byte[] {0, 0, 0, 1});
            out.writeShort(x);
            out.writeShort(y);
            out.writeShort(width);
            out.writeShort(height);
            out.writeInt(kind);
            for (int pixel : pixels) {
                out.write(new byte[] {(byte) pixel, (byte) (pixel >> 8), (byte) (pixel >> 16), 0});
            }
        });
    }

    private static byte[] picture(Script script) throws IOException {
        return Rfb.picture(script, "secret", LONG);
    }

    @Test
    @DisplayName("holds every pixel as the screen showed it")
    void pixels() throws IOException {
        byte[] png = picture(new Script(
                VERSION,
                new byte[] {1, 1},
                new byte[4],
                screen(2, 2),
                rectangle(0, 0, 2, 1, 0, 0x112233, 0x445566),
                rectangle(0, 1, 1, 1, 0, 0x778899),
                new byte[] {2},
                bytes(out -> {
                    out.write(new byte[] {3, 0, 0, 0});
                    out.writeInt(2);
                    out.writeShort(0);
                }),
                rectangle(1, 1, 1, 1, 0, 0xaabbcc)));
        var image = ImageIO.read(new ByteArrayInputStream(png));

        assertEquals(0xff112233, image.getRGB(0, 0));
        assertEquals(0xff445566, image.getRGB(1, 0));
        assertEquals(0xff778899, image.getRGB(0, 1));
        assertEquals(0xffaabbcc, image.getRGB(1, 1));
    }

    @Test
    @DisplayName("has the size that the screen changed to meanwhile")
    void newSize() throws IOException {
        byte[] png = picture(new Script(
                VERSION,
                new byte[] {1, 1},
                new byte[4],
                screen(640, 480),
                rectangle(0, 0, 1, 1, -223),
                rectangle(0, 0, 1, 1, 0, 0x010203)));

        assertEquals(1, ImageIO.read(new ByteArrayInputStream(png)).getWidth());
    }

    @Test
    @DisplayName("proves the password as VNC does")
    void password() throws IOException {
        Script script = new Script(
                VERSION,
                new byte[] {2, 16, 2},
                HexFormat.of().parseHex("00112233445566778899aabbccddeeff"),
                new byte[4],
                screen(1, 1),
                rectangle(0, 0, 1, 1, 0, 0));
        picture(script);

        assertArrayEquals(new byte[] {2}, script.heard.get(1));
        assertEquals(16, script.heard.get(2).length);
    }

    /** DES of zeros by a key of zeros, which the standard's own tables give. */
    @Test
    @DisplayName("encrypts a challenge by DES, the password's bits turned round")
    void des() {
        assertEquals("8ca64de9c1b123a7", HexFormat.of().formatHex(VncPassword.answer(new byte[8], "")));
        assertArrayEquals(
                VncPassword.answer(new byte[16], "12345678"), VncPassword.answer(new byte[16], "12345678 and more"));
    }

    @Test
    @DisplayName("tells why it was refused")
    void refused() {
        Script script = new Script(VERSION, new byte[] {1, 1}, bytes(out -> {
            out.writeInt(1);
            out.writeInt(8);
            out.write("too many".getBytes(StandardCharsets.US_ASCII));
        }));
        IOException e = assertThrows(IOException.class, () -> picture(script));

        assertTrue(e.getMessage().contains("too many"), e::getMessage);
    }

    @Test
    @DisplayName("is not waited for longer than is allowed")
    void late() {
        Duplex silent = new Duplex() {
            @Override
            public void send(byte[] message) {}

            @Override
            public java.util.Optional<byte[]> receive(Duration atMost) {
                return java.util.Optional.empty();
            }

            @Override
            public void close() {}
        };

        assertThrows(IOException.class, () -> Rfb.picture(silent, "", Duration.ofMillis(5)));
    }

    @Test
    @DisplayName("of more pixels than any screen has is refused")
    void huge() {
        Script script = new Script(VERSION, new byte[] {1, 1}, new byte[4], screen(65_535, 65_535));

        assertThrows(IOException.class, () -> picture(script));
    }

    @Property(tries = 300)
    @Label("garbage ends in an error and never hangs")
    void garbage(@ForAll byte[] first, @ForAll byte[] second) {
        assertThrows(IOException.class, () -> picture(new Script(first)));
        assertThrows(
                IOException.class,
                () -> picture(new Script(VERSION, new byte[] {1, 1}, new byte[4], screen(30_000, 1), first, second)));
    }
}
