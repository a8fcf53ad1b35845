package io.edgevirt.vsphere.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.edgevirt.VM;
import io.edgevirt.vsphere.Destination;
import io.edgevirt.vsphere.OvfSettings;
import io.edgevirt.vsphere.VSphere;
import io.edgevirt.vsphere.driver.ExportServer;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("An OVA that was exported, brought into VMware's simulator")
@NeedsSimulator
class OvaRoundTripTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("is a machine again, its disk held against the manifest")
    void round() throws Exception {
        Path ova = folder.resolve("edge.ova");
        try (ExportServer server = new ExportServer()) {
            server.machine(OvfImportTest.descriptor("edge_1-disk1.vmdk"), new byte[300_000])
                    .toOva(ova);
        }
        try (SimulatedSite site = SimulatedSite.vcenter()) {
            OvfSettings settings = OvfSettings.to(Destination.anywhere().datastore("LocalDS_0"))
                    .network("line", "VM Network");
            VM vm = site.hv()
                    .unwrap(VSphere.class)
                    .importOvf(ova, "back", settings)
                    .run();
            assertEquals(2, vm.config().cpus());
            assertEquals(1, vm.config().disks().size());
            vm.delete();
        }
    }
}
