package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConflictException;
import io.edgevirt.ConnectionException;
import io.edgevirt.kvm.libvirt.Volumes;
import io.edgevirt.kvm.read.PoolText;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A volume that is in the way when one is to be made:")
class StrangersVolumeTest {

    private static final String NAME = "evstranger.img";

    private final LossyWire wire = new LossyWire();
    private KvmDriver driver;
    private Volumes volumes;
    private PoolText pool;
    private Step making;

    @BeforeEach
    void connect() {
        driver = TestDriver.connect(wire);
        Reads reads = new Reads(driver.link(), driver.node());
        volumes = driver.link().lib().volumes();
        pool = reads.pools().stream().filter(p -> p.info().active()).findFirst().orElseThrow();
        making = new VolumeSteps(reads)
                .upload(pool, NAME, 1, () -> new ByteArrayInputStream(new byte[1]), UUID.randomUUID());
    }

    @AfterEach
    void close() {
        if (isThere()) {
            volumes.delete(VolumeSteps.id(pool), NAME, 0);
        }
        driver.close();
    }

    private boolean isThere() {
        return volumes.find(VolumeSteps.id(pool), NAME).isPresent();
    }

    private void createAsStranger() {
        volumes.create(
                VolumeSteps.id(pool), "<volume><name>" + NAME + "</name><capacity>1048576</capacity></volume>", 0);
    }

    /** Sends the step's request. */
    private void make() throws Exception {
        assertInstanceOf(Started.Blocking.class, making.start(Map.of())).call().call();
    }

    @Test
    @DisplayName("a stranger's, for which libvirt refused, is neither deleted nor named as left behind")
    void strangers() {
        createAsStranger();
        assertThrows(AlreadyExistsException.class, this::make);
        assertDoesNotThrow(() -> making.undo(Map.of()), "an undo that fails names a leftover");
        assertTrue(isThere());
    }

    @Test
    @DisplayName("what may be this change's own, from a try whose reply was lost, is kept and named")
    void unknown() {
        wire.lose("virStorageVolCreateXML");
        assertThrows(ConnectionException.class, this::make);
        assertThrows(AlreadyExistsException.class, this::make);
        assertThrows(ConflictException.class, () -> making.undo(Map.of()), "nobody would look at it");
        assertTrue(isThere());
    }

    @Test
    @DisplayName("this change's own is taken back")
    void own() {
        assertThrows(Exception.class, this::make, "libvirt's driver for tests has no uploads");
        making.undo(Map.of());
        assertFalse(isThere());
    }
}
