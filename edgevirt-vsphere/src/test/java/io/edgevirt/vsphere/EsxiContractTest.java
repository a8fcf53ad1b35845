package io.edgevirt.vsphere;

import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.HypervisorContract;
import io.edgevirt.vsphere.sim.NeedsSimulator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A simulated ESXi host alone keeps the contract")
@NeedsSimulator
@Tag("long")
class EsxiContractTest extends HypervisorContract {

    @RegisterExtension
    static final SimulatedServer SERVER = SimulatedServer.esxi();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
