package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.StoragePool;
import io.edgevirt.kvm.libvirt.LibvirtConnection;
import io.edgevirt.kvm.libvirt.OpenOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("While libvirt copies a volume for somebody")
@Tag("peer")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
class CopiedVolumeTest {

    private static final String URI = System.getProperty("edgevirt.kvm.uri");
    private static final String NAME = "evcopied" + ProcessHandle.current().pid();
    private static final int MIB = 1 << 20;

    private final Fault requests = new Fault();
    private Hypervisor hv;
    private LibvirtConnection lib;

    @BeforeEach
    void connect() throws IOException {
        Path images = Path.of(System.getProperty("edgevirt.kvm.bed"), "images");
        try (OutputStream file = Files.newOutputStream(images.resolve(NAME))) {
            byte[] mebibyte = new byte[MIB];
            Arrays.fill(mebibyte, (byte) 1);
            for (int i = 0; i < 256; i++) {
                file.write(mebibyte);
            }
        }
        hv = EdgeVirt.connect(URI, c -> c.intercept(requests));
        lib = LibvirtConnection.open(URI, OpenOptions.DEFAULT);
        lib.pools().refresh(pool());
    }

    @AfterEach
    void close() {
        lib.close();
        hv.close();
    }

    private UUID pool() {
        return UUID.fromString(defaultPool().id());
    }

    private StoragePool defaultPool() {
        return hv.storage().get("default");
    }

    @Test
    @DisplayName("neither it nor the copy is deleted, but both are when that has ended")
    void patient() {
        UUID pool = pool();
        String copy = NAME + "-copy";
        String xml = "<volume><name>" + copy + "</name><capacity>" + 256L * MIB + "</capacity>"
                + "<target><format type='raw'/></target></volume>";
        CompletableFuture<?> copying =
                CompletableFuture.runAsync(() -> lib.volumes().createFrom(pool, xml, pool, NAME, 0));
        while (!copying.isDone() && defaultPool().volumes().find(copy).isEmpty()) {
            Thread.onSpinWait();
        }
        requests.watch();
        defaultPool().volumes().get(copy).delete();
        defaultPool().volumes().get(NAME).delete();
        copying.join();

        long tries = requests.requests().stream()
                .filter("virStorageVolDelete"::equals)
                .count();
        Tally.note("two volumes deleted while one is a copy under way: virStorageVolDelete sent " + tries + " times");
        assertTrue(tries >= 2, "each at least once");
        assertEquals(Optional.empty(), defaultPool().volumes().find(copy));
        assertEquals(Optional.empty(), defaultPool().volumes().find(NAME));
    }
}
