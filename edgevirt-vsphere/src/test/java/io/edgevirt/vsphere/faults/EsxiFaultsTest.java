package io.edgevirt.vsphere.faults;

import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Any request to an ESXi host may fail, whose tasks do not tell what marked their request:")
@NeedsSimulator
@Tag("long")
class EsxiFaultsTest extends FaultsContract {

    EsxiFaultsTest() {
        super("ESXi", "esxi", false);
    }

    @Override
    Simulator start() {
        return Simulator.esxi(o -> o.vms(0));
    }
}
