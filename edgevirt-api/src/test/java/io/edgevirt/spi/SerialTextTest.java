package io.edgevirt.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayName("A serial port's text")
class SerialTextTest {

    private final SerialText text = new SerialText();

    private void write(String what) {
        byte[] bytes = what.getBytes(StandardCharsets.UTF_8);
        text.append(bytes, bytes.length);
    }

    /** Bytes that tell where they stand; 251 is a prime, so that no two rings' worth of them look the same. */
    private static byte[] pattern(int length, long from) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ((from + i) % 251);
        }
        return bytes;
    }

    @Test
    @DisplayName("is empty at first")
    void empty() {
        assertEquals("", text.since(0));
        assertEquals(0, text.position());
        assertFalse(text.ended());
    }

    @Test
    @DisplayName("is told from any position on")
    void since() {
        write("boot ");
        long position = text.position();
        write("login:");

        assertEquals("boot login:", text.since(0));
        assertEquals("login:", text.since(position));
        assertEquals("", text.since(text.position()));
    }

    @Test
    @DisplayName("takes a position before its beginning for its beginning, and one behind its end for its end")
    void outside() {
        write("login:");

        assertEquals("login:", text.since(-5));
        assertEquals("", text.since(1_000));
    }

    @Test
    @DisplayName("takes only as many bytes of a buffer as were read into it")
    void partOfBuffer() {
        text.append("login:garbage".getBytes(StandardCharsets.UTF_8), 6);

        assertEquals("login:", text.since(0));
    }

    @Test
    @DisplayName("keeps a character that came in two pieces")
    void pieces() {
        byte[] rocket = "🚀".getBytes(StandardCharsets.UTF_8);
        text.append(rocket, 2);
        text.append(new byte[] {rocket[2], rocket[3]}, 2);

        assertEquals("🚀", text.since(0));
    }

    @Nested
    @DisplayName("that is longer than what is held")
    class Wrapped {

        @Test
        @DisplayName("forgets the oldest, and goes on counting")
        void forgets() {
            byte[] all = pattern(SerialText.HELD + 100, 0);
            text.append(all, all.length);
            text.append(pattern(50, all.length), 50);

            assertEquals(SerialText.HELD + 150, text.position());
            assertArrayEquals(pattern(SerialText.HELD, 150), text.bytesSince(0));
            assertArrayEquals(pattern(50, all.length), text.bytesSince(all.length));
        }

        @Test
        @DisplayName("holds the last mebibyte also when it comes in small pieces")
        void smallPieces() {
            int written = 0;
            while (written < SerialText.HELD * 2) {
                byte[] piece = pattern(3 * 1024 + 1, written);
                text.append(piece, piece.length);
                written += piece.length;
            }

            assertArrayEquals(pattern(SerialText.HELD, written - SerialText.HELD), text.bytesSince(0));
        }
    }

    @Nested
    @DisplayName("ends")
    class Ends {

        @Test
        @DisplayName("when the machine stops, and what was written stays")
        void end() {
            write("halted");
            text.end();

            assertTrue(text.ended());
            assertEquals("halted", text.since(0));
        }

        @Test
        @DisplayName("and begins anew when it starts again, positions going on")
        void restart() {
            write("halted");
            text.end();
            text.restart();
            write("boot");

            assertFalse(text.ended());
            assertEquals("boot", text.since(6));
        }
    }

    @Nested
    @DisplayName("calls back")
    class Listeners {

        private final AtomicInteger calls = new AtomicInteger();
        private final Runnable listener = calls::incrementAndGet;

        @Test
        @DisplayName("after every addition, at the end and at a restart")
        void always() {
            text.listen(listener);
            write("a");
            text.end();
            text.restart();

            assertEquals(3, calls.get());
        }

        @Test
        @DisplayName("when what was added can be read already")
        void readable() {
            StringBuilder seen = new StringBuilder();
            text.listen(() -> seen.append(text.since(0)));
            write("a");

            assertEquals("a", seen.toString());
        }

        @Test
        @DisplayName("no more once that was ended, and ending it twice ends no other's")
        void ended() {
            Runnable first = text.listen(listener);
            text.listen(listener);
            first.run();
            first.run();
            write("a");

            assertEquals(1, calls.get());
        }
    }

    @Property(tries = 300)
    @Label("A serial port's text is what a plain list of bytes would hold, as far back as it holds")
    void model(
            @ForAll @Size(max = 12) List<@IntRange(max = 400_000) Integer> pieces,
            @ForAll @IntRange(max = 3_000_000) int position) {
        SerialText fresh = new SerialText();
        long written = 0;
        for (int piece : pieces) {
            fresh.append(pattern(piece, written), piece);
            written += piece;
        }
        long held = Math.min(written, SerialText.HELD);
        int wanted = (int) Math.max(0, Math.min(held, written - position));

        assertEquals(written, fresh.position());
        assertArrayEquals(pattern(wanted, written - wanted), fresh.bytesSince(position));
    }
}
