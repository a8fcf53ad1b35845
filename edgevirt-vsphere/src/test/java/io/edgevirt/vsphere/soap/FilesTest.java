package io.edgevirt.vsphere.soap;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.http.Abort;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A file of a datastore")
@NeedsSimulator
class FilesTest {

    private static Bench bench;
    private static Vim vim;

    @BeforeAll
    static void start() {
        bench = new Bench();
        // straight to the simulator: the relay does not pass a length on without its bytes
        vim = bench.straight();
    }

    @AfterAll
    static void stop() {
        vim.close();
        bench.close();
    }

    private static String address(String path) {
        return vim.files().address("DC0", "LocalDS_0", path);
    }

    @Test
    @DisplayName("is written and read again byte by byte, with progress")
    void roundTrip() {
        byte[] bytes = new byte[300_000];
        new Random(1).nextBytes(bytes);
        AtomicLong up = new AtomicLong();
        String address = address("edgevirt-test.bin");
        vim.files().upload(address, new ByteArrayInputStream(bytes), bytes.length, up::set, new Abort());
        ByteArrayOutputStream back = new ByteArrayOutputStream();
        AtomicLong down = new AtomicLong();
        assertEquals(bytes.length, vim.files().download(address, back, down::set, new Abort()));
        assertArrayEquals(bytes, back.toByteArray());
        assertEquals(bytes.length, up.get());
        assertEquals(bytes.length, down.get());
        assertEquals(bytes.length, vim.files().size(address).orElse(-1));
    }

    @Test
    @DisplayName("that is not there is not found")
    void missing() {
        assertThrows(NotFoundException.class, () -> vim.files().size(address("no/such.bin")));
    }

    @Test
    @DisplayName("is addressed with every part encoded, so that a name cannot lead elsewhere")
    void encoded() {
        String address = vim.files().address("a&dsName=b", "c#d", "x y/ä?z&q=.../%2e%2e");
        assertTrue(
                address.endsWith("/folder/x%20y/%C3%A4%3Fz&q=.../%252e%252e?dcPath=a%26dsName%3Db&dsName=c%23d"),
                address);
    }

    @Test
    @DisplayName("cannot lie outside its datastore")
    void outside() {
        assertThrows(InvalidSpecException.class, () -> vim.files().address("DC0", "LocalDS_0", "a/../../sdk"));
    }

    @Test
    @DisplayName("is no longer transferred once that was aborted")
    void aborted() {
        Abort abort = new Abort();
        abort.now();
        assertThrows(
                EdgeVirtException.class,
                () -> vim.files().download(address("edgevirt-test.bin"), new ByteArrayOutputStream(), n -> {}, abort));
    }
}
