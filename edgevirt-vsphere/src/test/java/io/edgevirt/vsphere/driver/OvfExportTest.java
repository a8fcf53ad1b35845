package io.edgevirt.vsphere.driver;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import okio.ByteString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A machine that is taken out as OVF")
class OvfExportTest {

    @TempDir
    private Path folder;

    private final byte[] first = new byte[300_001];
    private final byte[] second = new byte[70_000];
    private ExportServer server;

    @BeforeEach
    void start() throws Exception {
        new Random(1).nextBytes(first);
        new Random(2).nextBytes(second);
        server = new ExportServer().machine("<Envelope>é</Envelope>", first, second);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private void nothingIsLeft() throws IOException {
        assertEquals(List.of(), files());
        assertTrue(server.asked().contains("HttpNfcLeaseAbort"), server.asked().toString());
        assertFalse(server.asked().contains("HttpNfcLeaseComplete"));
    }

    private static String sum(byte[] content) {
        return ByteString.of(content).sha256().hex();
    }

    @Test
    @DisplayName("is a descriptor, its disks as the host sent them, and a manifest of all; the lease is completed")
    void whole() throws Exception {
        Path ovf = server.toFolder(folder);

        assertEquals(folder.resolve("edge_1.ovf"), ovf);
        assertEquals(List.of("edge_1-disk1.vmdk", "edge_1-disk2.vmdk", "edge_1.mf", "edge_1.ovf"), files());
        assertArrayEquals(first, Files.readAllBytes(folder.resolve("edge_1-disk1.vmdk")));
        assertArrayEquals(second, Files.readAllBytes(folder.resolve("edge_1-disk2.vmdk")));
        assertEquals("<Envelope>é</Envelope>", Files.readString(ovf));
        assertEquals(
                "SHA256(edge_1.ovf)= " + sum(Files.readAllBytes(ovf)) + "\nSHA256(edge_1-disk1.vmdk)= " + sum(first)
                        + "\nSHA256(edge_1-disk2.vmdk)= " + sum(second) + "\n",
                Files.readString(folder.resolve("edge_1.mf")));
        assertTrue(server.asked().contains("HttpNfcLeaseProgress"));
        assertTrue(server.asked().contains("HttpNfcLeaseComplete"));
        assertFalse(server.asked().contains("HttpNfcLeaseAbort"));
    }

    private void fails(Class<? extends Exception> type) throws IOException {
        Callable<?> run = ExportServer.started(server.export().toFolder(ExportServer.VM, folder))
                .call();
        assertThrows(type, run::call);
        nothingIsLeft();
    }

    @Test
    @DisplayName("that is cut off amid a disk leaves no file, and ends the lease")
    void cutOff() throws Exception {
        server.cut = true;
        fails(ConnectionException.class);
    }

    @Test
    @DisplayName("that cannot be read tells why, and leaves no file")
    void leaseFails() throws Exception {
        server.leaseFails = true;
        fails(ConflictException.class);
    }

    @Test
    @DisplayName("that came otherwise than the host says is not kept")
    void lies() throws Exception {
        server.lies = true;
        fails(OperationFailedException.class);
    }

    @Test
    @DisplayName("is not read of a host with another certificate than vCenter tells")
    void forged() throws Exception {
        server.forged = true;
        fails(EdgeVirtException.class);
        assertFalse(server.asked().contains("GET 0"));
    }

    @Test
    @DisplayName("that is cancelled amid a disk leaves no file, and ends the lease")
    void cancelled() throws Exception {
        Started.Blocking started = ExportServer.started(server.export().toFolder(ExportServer.VM, folder));
        server.atDisk = started.abort();
        assertThrows(EdgeVirtException.class, () -> started.call().call());
        nothingIsLeft();
    }

    @ParameterizedTest
    @DisplayName("is refused beforehand where a file of its names is there")
    @ValueSource(strings = {"edge_1.ovf", "edge_1.mf", "edge_1-disk1.vmdk", "edge_1-disk2.vmdk"})
    void there(String name) throws IOException {
        Files.writeString(folder.resolve(name), "kept");
        Work work = server.export().toFolder(ExportServer.VM, folder);
        assertEquals(List.of(), work.steps());
        assertTrue(work.findings().toString().contains(name), work.findings().toString());
        assertEquals("kept", Files.readString(folder.resolve(name)));
    }

    @ParameterizedTest
    @DisplayName("is refused beforehand unless it is off")
    @ValueSource(strings = {"poweredOn", "suspended"})
    void notOff(String power) {
        server.power = power;
        assertEquals(
                List.of(), server.export().toFolder(ExportServer.VM, folder).steps());
        assertFalse(server.asked().contains("ExportVm"));
    }

    @Test
    @DisplayName("is refused beforehand where there is no such folder")
    void nowhere() {
        assertEquals(
                List.of(),
                server.export()
                        .toFolder(ExportServer.VM, folder.resolve("none"))
                        .steps());
    }
}
