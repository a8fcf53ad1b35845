package io.edgevirt.vsphere;

import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.HypervisorContract;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A simulated vCenter keeps the contract")
@NeedsSimulator
@Tag("long")
class VCenterContractTest extends HypervisorContract {

    @RegisterExtension
    static final SimulatedServer SERVER = SimulatedServer.vCenter();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
