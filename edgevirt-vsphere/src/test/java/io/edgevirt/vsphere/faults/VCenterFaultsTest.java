package io.edgevirt.vsphere.faults;

import io.edgevirt.vsphere.sim.NeedsSimulator;
import io.edgevirt.vsphere.sim.Simulator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;

@DisplayName("Any request to a vCenter may fail:")
@NeedsSimulator
@Tag("long")
class VCenterFaultsTest extends FaultsContract {

    VCenterFaultsTest() {
        super("vCenter", "vsphere", true);
    }

    @Override
    Simulator start() {
        return Simulator.vcenter(o -> o.vms(0));
    }
}
