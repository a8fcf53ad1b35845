package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset neutral, keeps the contract")
class MemNeutralContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("neutral");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
