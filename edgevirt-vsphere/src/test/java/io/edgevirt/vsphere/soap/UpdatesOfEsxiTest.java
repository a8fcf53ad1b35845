package io.edgevirt.vsphere.soap;

import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The long poll at an ESXi host")
@NeedsSimulator
class UpdatesOfEsxiTest extends UpdatesTest {

    @Override
    Simulator simulator(int machines) {
        return Simulator.esxi(o -> o.vms(machines));
    }

    @Override
    Bed bed(Simulator server) {
        return new Bed(server, "esxi");
    }
}
