package io.edgevirt.kvm.faults;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.SerialConsole;
import io.edgevirt.Size;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("A guest whose daemon is killed")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuestLivesOnTest {

    private static final String READY = "EDGEVIRT-GUEST-READY";
    /** A guest that is emulated on a busy machine takes its time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private Bed bed;
    private Hypervisor hv;

    @BeforeAll
    void start() {
        bed = Bed.start();
        hv = EdgeVirt.connect(bed.uri());
    }

    @AfterAll
    void stop() {
        try {
            hv.close();
        } finally {
            bed.close();
        }
    }

    @Test
    @DisplayName("runs on; its handle works once the daemon is back, and its serial port's text goes on")
    void livesOn() {
        VM vm = hv.vms()
                .define("evguest")
                .cpus(1)
                .memory(Size.mib(256))
                .bootKernel(bed.kernel(), bed.initrd(), bed.commandLine())
                .create()
                .start();
        SerialConsole serial = vm.serial();
        serial.await(READY, PATIENCE);
        serial.type("kept=$((40+2))\n");

        bed.killDaemon();
        bed.restartDaemon();

        assertEquals(VMState.RUNNING, vm.refresh().state());
        serial.type("echo still-$kept-there\n");
        assertTrue(serial.await("still-42-there", PATIENCE).contains("still-42-there"), "another guest answered");
        assertTrue(serial.text().contains(READY), "what the guest said before is kept");
        vm.powerOff();
        assertEquals(VMState.OFF, vm.state());
        vm.delete();
        assertTrue(hv.vms().list().isEmpty());
    }
}
