package io.edgevirt.vsphere.site;

import static io.edgevirt.Size.gib;
import static io.edgevirt.Size.mib;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.VM;
import io.edgevirt.VMState;
import io.edgevirt.vsphere.VSphereVM;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@NeedsSimulator
@DisplayName("Taking a machine out of the inventory of VMware's simulator")
class UnregisterTest {

    private static SimulatedSite site(String kind) {
        return kind.equals("esxi") ? SimulatedSite.esxi() : SimulatedSite.vcenter();
    }

    private static VM machine(SimulatedSite site) {
        return site.hv()
                .vms()
                .define("leaves")
                .cpus(1)
                .memory(mib(128))
                .disk(gib(1))
                .create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vcenter", "esxi"})
    @DisplayName("ends with no such machine, all its files, and the path of its configuration")
    void leaves(String kind) throws Exception {
        try (SimulatedSite site = site(kind)) {
            VM vm = machine(site);
            Operation<String> leaving = vm.unwrap(VSphereVM.class).unregister();
            assertTrue(leaving.explain().toString().contains("UnregisterVM"));

            String file = leaving.run();

            assertTrue(file.startsWith("[") && file.endsWith("/leaves.vmx"), file);
            assertThrows(NotFoundException.class, vm::refresh);
            assertFalse(site.hv().vms().find("leaves").isPresent());
            assertTrue(files(site).anyMatch(f -> f.endsWith("leaves/leaves.vmx")));
            assertTrue(files(site).anyMatch(f -> f.endsWith("leaves/leaves.vmdk") || f.endsWith("leaves/disk1.vmdk")));
        }
    }

    private static java.util.stream.Stream<Path> files(SimulatedSite site) throws java.io.IOException {
        return Files.walk(site.simulator().folder());
    }

    @ParameterizedTest
    @ValueSource(strings = {"vcenter", "esxi"})
    @DisplayName("is refused while it runs, and a second time")
    void refused(String kind) {
        try (SimulatedSite site = site(kind)) {
            VM vm = machine(site).start();
            VSphereVM own = vm.unwrap(VSphereVM.class);

            assertThrows(InvalidStateException.class, () -> own.unregister().run());
            assertEquals(VMState.RUNNING, vm.refresh().state());
            vm.powerOff();
            own.unregister().run();
            assertThrows(NotFoundException.class, () -> own.unregister().run());
        }
    }
}
