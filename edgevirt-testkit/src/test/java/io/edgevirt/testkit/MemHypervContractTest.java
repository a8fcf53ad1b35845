package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset hyperv, keeps the contract")
class MemHypervContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("hyperv");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
