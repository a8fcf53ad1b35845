package io.edgevirt.kvm.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.ConnectionException;
import io.edgevirt.kvm.libvirt.Snapshots;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SnapshotSpec;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A snapshot of the name of one that is to be taken:")
class StrangersSnapshotTest {

    private static final String NAME = "evstranger";

    private final LossyWire wire = new LossyWire();
    private KvmDriver driver;
    private Snapshots snapshots;
    private UUID vm;
    private Step taking;

    @BeforeEach
    void connect() {
        driver = TestDriver.connect(wire);
        snapshots = driver.link().lib().snapshots();
        vm = driver.link().lib().domains().list(0).get(0).uuid();
        taking = driver.snapshots()
                .orElseThrow()
                .take(Ref.vm(vm.toString()), new SnapshotSpec(UUID.randomUUID(), NAME, Optional.empty(), true, false))
                .steps()
                .get(0);
    }

    @AfterEach
    void close() {
        for (String left : there()) {
            snapshots.delete(vm, left, 0);
        }
        driver.close();
    }

    private List<String> there() {
        return snapshots.list(vm, 0);
    }

    /** Sends the step's request. */
    private void take() throws Exception {
        assertInstanceOf(Started.Blocking.class, taking.start(Map.of())).call().call();
    }

    @Test
    @DisplayName("a stranger's, for which libvirt refused, is not deleted")
    void strangers() {
        snapshots.create(vm, "<domainsnapshot><name>" + NAME + "</name></domainsnapshot>", 0);
        assertThrows(AlreadyExistsException.class, this::take);
        taking.undo(Map.of());
        assertEquals(List.of(NAME), there());
    }

    @Test
    @DisplayName("this change's own, whose reply was lost, is found")
    void lost() {
        wire.lose("virDomainSnapshotCreateXML");
        assertThrows(ConnectionException.class, this::take);
        assertEquals(Landed.yes(Map.of(Step.SNAPSHOT, NAME)), taking.landed(Map.of()));
    }

    @Test
    @DisplayName("this change's own is taken back, though libvirt refused to take it a second time after a lost reply")
    void again() {
        wire.lose("virDomainSnapshotCreateXML");
        assertThrows(ConnectionException.class, this::take);
        assertThrows(AlreadyExistsException.class, this::take);
        taking.undo(Map.of());
        assertEquals(List.of(), there());
    }

    @Test
    @DisplayName("this change's own is taken back after it was taken")
    void own() throws Exception {
        take();
        taking.undo(Map.of(Step.SNAPSHOT, NAME));
        assertEquals(List.of(), there());
    }
}
