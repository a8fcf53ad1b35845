package io.edgevirt.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import java.io.Reader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
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

            Timeline time = new Timeline();
            Quickstart.run(hv, TinyLinux.on(uri), time);

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
                    () -> Quickstart.run(hv, new TinyLinux.Simulated("what this guest never says"), new Timeline()));

            assertEquals(before, names(hv));
        }
    }

    @Test
    @DisplayName("removes what it made when it is stopped half-way, and takes no further step")
    void stopped() {
        try (Hypervisor hv = EdgeVirt.connect("mem:")) {
            List<String> before = names(hv);
            Timeline time = new Timeline();

            assertThrows(CancellationException.class, () -> Quickstart.run(hv, new StoppedWhenUp(time), time));

            assertEquals(List.of("create", "start", "boot", "snapshot"), time.titles());
            assertEquals(before, names(hv));
        }
    }

    @Test
    @DisplayName("leaves no machine and no volume when it is interrupted on a real host")
    @EnabledIfSystemProperty(
            named = "edgevirt.kvm.uri",
            matches = ".+",
            disabledReason = "no libvirt with QEMU was started for the tests")
    void interrupted() throws Exception {
        String uri = System.getProperty("edgevirt.kvm.uri");
        try (Hypervisor hv = EdgeVirt.connect(uri)) {
            List<String> before = things(hv);
            Process java = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-D" + TinyLinux.FOLDER + "=" + System.getProperty(TinyLinux.FOLDER),
                            "-cp",
                            System.getProperty("java.class.path"),
                            Quickstart.class.getName(),
                            uri)
                    .redirectErrorStream(true)
                    .start();
            StringBuilder said = new StringBuilder();
            try (Reader output = java.inputReader()) {
                boolean sent = false;
                for (int c = output.read(); c >= 0; c = output.read()) {
                    said.append((char) c);
                    if (!sent && said.indexOf(": boot") >= 0) {
                        sent = true;
                        new ProcessBuilder("kill", "-INT", Long.toString(java.pid()))
                                .start()
                                .waitFor();
                    }
                }
            }

            assertEquals(130, java.waitFor(), said::toString);
            assertEquals(before, things(hv), said::toString);
        }
    }

    private static List<String> things(Hypervisor hv) {
        List<String> things = new ArrayList<>(names(hv));
        hv.storage().list().forEach(pool -> pool.volumes().list().forEach(v -> things.add(v.toString())));
        return things.stream().sorted().toList();
    }

    /** A guest in whose time somebody presses Ctrl-C, after its snapshot was taken. */
    private static final class StoppedWhenUp implements TinyLinux {
        private final TinyLinux guest = TinyLinux.on("mem:");
        private final Timeline time;

        StoppedWhenUp(Timeline time) {
            this.time = time;
        }

        @Override
        public VMDefinition on(VMDefinition machine) {
            return guest.on(machine);
        }

        @Override
        public String marker() {
            return guest.marker();
        }

        @Override
        public void keep(VM vm, String word) {
            guest.keep(vm, word);
            if (time.titles().contains("snapshot")) {
                time.stop();
            }
        }

        @Override
        public String kept(VM vm) {
            return guest.kept(vm);
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
