package io.edgevirt.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.VM;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("The quickstart")
class QuickstartTest {

    private static final List<String> STEPS = List.of(
            "create", "start", "boot", "snapshot", "revert", "shut down", "clone", "delete the clone", "delete");

    @Test
    @DisplayName("takes all its steps in memory and leaves nothing")
    void inMemory() {
        goesThroughOn("mem:");
    }

    @Test
    @DisplayName("takes all its steps with a real machine and leaves nothing")
    @EnabledIfSystemProperty(
            named = "edgevirt.kvm.uri",
            matches = ".+",
            disabledReason = "no libvirt with QEMU was started for the tests")
    void real() {
        goesThroughOn(System.getProperty("edgevirt.kvm.uri"));
    }

    private static void goesThroughOn(String uri) {
        try (Hypervisor hv = EdgeVirt.connect(uri)) {
            List<String> before = names(hv);

            Timeline time = Quickstart.run(hv, TinyLinux.on(uri));

            assertEquals(STEPS, time.titles());
            assertEquals(before, names(hv));
        }
    }

    @Test
    @DisplayName("removes what it made when it fails half-way")
    void failure() {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            List<String> before = names(hv);

            assertThrows(
                    OperationTimeoutException.class,
                    () -> Quickstart.run(hv, new TinyLinux.Simulated("what this guest never says")));

            assertEquals(before, names(hv));
        }
    }

    @Test
    @DisplayName("is one command, with the hypervisor's URI as its argument")
    void command() {
        Quickstart.main("mem:");
    }

    @Test
    @DisplayName("says how to name the guest's folder where it needs one")
    void folder() {
        String folder = System.clearProperty(TinyLinux.FOLDER);
        try {
            String message = assertThrows(IllegalStateException.class, () -> TinyLinux.on("qemu:///system"))
                    .getMessage();

            assertTrue(message.contains(TinyLinux.FOLDER), message);
        } finally {
            if (folder != null) {
                System.setProperty(TinyLinux.FOLDER, folder);
            }
        }
    }

    private static List<String> names(Hypervisor hv) {
        return hv.vms().list().stream().map(VM::name).sorted().toList();
    }
}
