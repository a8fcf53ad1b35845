package io.edgevirt.kvm.libvirt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

@DisplayName("A domain's serial console on a real libvirt daemon")
@Tag("peer")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
@ExtendWith(HandlesFreed.class)
class ConsoleTest {

    private static final String URI = System.getProperty("edgevirt.kvm.uri", "");
    private static final Duration LONG = Duration.ofSeconds(60);

    private final Firmware firmware = new Firmware();
    private final ExecutorService reader = Executors.newSingleThreadExecutor();
    private LibvirtConnection c;
    private UUID domain;

    @BeforeEach
    void open() {
        c = LibvirtConnection.open(URI, OpenOptions.DEFAULT);
        domain = firmware.define(c);
        c.power().start(domain, DomainPower.START_PAUSED);
    }

    @AfterEach
    void close() {
        reader.shutdown();
        firmware.removeAll(c);
        c.close();
    }

    /** Reads until the text comes, or the console ends. */
    private static String until(Console console, String wanted) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        byte[] bytes = new byte[100];
        int read = 0;
        while (read >= 0 && text.indexOf(wanted) < 0) {
            read = console.read(bytes, LONG);
            text.append(new String(bytes, 0, Math.max(read, 0), StandardCharsets.ISO_8859_1));
        }
        return text.toString();
    }

    private Future<Integer> reading(Console console) throws InterruptedException {
        until(console, "SeaBIOS");
        while (console.read(new byte[1000], Duration.ofSeconds(3)) > 0) {
            Thread.onSpinWait(); // until the firmware is silent
        }
        return reader.submit(() -> console.read(new byte[10], LONG));
    }

    @Test
    @DisplayName("gives all text from the start of a domain that was started paused")
    void fromTheStart() throws InterruptedException {
        try (Console console = c.consoles().open(domain, null, 0)) {
            c.power().resume(domain);

            assertTrue(until(console, "Booting").contains("SeaBIOS"));
        }
    }

    @Test
    @DisplayName("gives nothing, in time, while the guest is silent")
    void silent() throws InterruptedException {
        try (Console console = c.consoles().open(domain, null, 0)) {
            assertEquals(0, console.read(new byte[10], Duration.ofMillis(300)));
        }
    }

    @Test
    @DisplayName("takes what is typed")
    void typed() {
        try (Console console = c.consoles().open(domain, null, 0)) {
            assertEquals(3, console.write(new byte[] {'a', 'b', '\r'}, LONG));
        }
    }

    @Test
    @DisplayName("ends for a reader when it is closed")
    void closed() throws Exception {
        Console console = c.consoles().open(domain, null, 0);
        c.power().resume(domain);
        Future<Integer> reading = reading(console);

        console.close();
        console.close();

        assertEquals(-1, reading.get(30, TimeUnit.SECONDS));
        assertThrows(LibvirtClosed.class, () -> console.write(new byte[1], LONG));
    }

    @Test
    @DisplayName("ends for a reader when the connection is closed, which does not wait for it")
    void connectionClosed() throws Exception {
        LibvirtConnection other = LibvirtConnection.open(URI, OpenOptions.DEFAULT.drain(LONG));
        Console console = other.consoles().open(domain, null, 0);
        c.power().resume(domain);
        Future<Integer> reading = reading(console);

        other.close();

        assertEquals(-1, reading.get(30, TimeUnit.SECONDS));
    }

    @Test
    @DisplayName("ends for a reader when the domain does")
    void domainEnds() throws Exception {
        try (Console console = c.consoles().open(domain, null, 0)) {
            c.power().resume(domain);
            Future<Integer> reading = reading(console);

            c.power().destroy(domain, 0);

            assertEquals(-1, ended(reading));
        }
    }

    @Test
    @DisplayName("belongs to one at a time, unless another takes it")
    void taken() throws Exception {
        try (Console first = c.consoles().open(domain, null, 0)) {
            LibvirtError e = assertThrows(LibvirtError.class, () -> c.consoles().open(domain, null, 0));
            assertEquals(LibvirtError.OPERATION_FAILED, e.code());

            try (Console second = c.consoles().open(domain, null, Consoles.FORCE)) {
                c.power().resume(domain);
                assertTrue(until(second, "SeaBIOS").contains("SeaBIOS"));
                assertEquals(-1, ended(reader.submit(() -> first.read(new byte[10], LONG))));
            }
        }
    }

    /** libvirt ends a stream by its end or by an error, as it happens to notice. */
    private static int ended(Future<Integer> reading) throws Exception {
        try {
            return reading.get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            LibvirtError error = (LibvirtError) e.getCause();
            assertEquals("virStreamRecv", error.request());
            return -1;
        }
    }
}
