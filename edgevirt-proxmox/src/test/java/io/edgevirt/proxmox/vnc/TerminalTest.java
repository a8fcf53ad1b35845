package io.edgevirt.proxmox.vnc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("a terminal of termproxy")
class TerminalTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String GREETING = "starting serial terminal on interface serial0 (press Ctrl+O to exit)\r\n";

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Terminal open(Script script) throws IOException {
        return Terminal.open(script, "root@pam", "PVEVNC:1", LONG);
    }

    private static String all(Terminal terminal) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try {
            while (true) {
                all.writeBytes(terminal.read(LONG));
            }
        } catch (EOFException e) {
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    @DisplayName("is logged in to with user and ticket on a line")
    void login() throws IOException {
        Script script = new Script(ascii("OK"));
        open(script);

        assertEquals("root@pam:PVEVNC:1\n", new String(script.heard.get(0), StandardCharsets.US_ASCII));
    }

    @Test
    @DisplayName("that says something else than OK has refused the ticket")
    void refused() {
        assertThrows(IOException.class, () -> open(new Script(ascii("NO"))));
    }

    @Test
    @DisplayName("gives what the guest wrote, without Proxmox VE's own greeting")
    void greeting() throws IOException {
        assertEquals("login: ", all(open(new Script(ascii("OK" + GREETING + "login: ")))));
        assertEquals("staring", all(open(new Script(ascii("OK"), ascii("sta"), ascii("ring")))));
    }

    @Property(tries = 200)
    @Label("gives the same however its bytes are cut")
    void cut(@ForAll @Size(max = 5) List<@IntRange(max = 90) Integer> cuts) throws IOException {
        byte[] whole = ascii("OK" + GREETING + "boot\r\nlogin: ");
        List<Integer> places =
                cuts.stream().filter(c -> c < whole.length).sorted().distinct().toList();
        byte[][] pieces = new byte[places.size() + 1][];
        int from = 0;
        for (int i = 0; i < places.size(); i++) {
            pieces[i] = Arrays.copyOfRange(whole, from, places.get(i));
            from = places.get(i);
        }
        pieces[places.size()] = Arrays.copyOfRange(whole, from, whole.length);
        Script script =
                new Script(Arrays.stream(pieces).filter(p -> p.length > 0).toArray(byte[][]::new));

        assertEquals("boot\r\nlogin: ", all(open(script)));
    }

    @Property(tries = 200)
    @Label("gives what a guest writes byte by byte, if it writes no greeting")
    void bytes(@ForAll @Size(max = 300) byte[] text) throws IOException {
        byte[] guest = ascii("x" + new String(text, StandardCharsets.ISO_8859_1));

        assertArrayEquals(guest, ascii(all(open(new Script(ascii("OK"), guest)))));
    }

    @Test
    @DisplayName("is typed into with the length before the bytes, in pieces")
    void typed() throws IOException {
        Script script = new Script(ascii("OK"));
        Terminal terminal = open(script);
        terminal.write(ascii("ls\n"));
        terminal.write(new byte[5000]);
        terminal.resize(80, 25);
        terminal.ping();

        assertEquals("0:3:ls\n", new String(script.heard.get(1), StandardCharsets.US_ASCII));
        assertEquals(4096 + "0:4096:".length(), script.heard.get(2).length);
        assertEquals(904 + "0:904:".length(), script.heard.get(3).length);
        assertEquals("1:80:25:", new String(script.heard.get(4), StandardCharsets.US_ASCII));
        assertEquals("2", new String(script.heard.get(5), StandardCharsets.US_ASCII));
    }
}
