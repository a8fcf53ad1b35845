package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset vsphere, keeps the contract")
class MemVsphereContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("vsphere");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
