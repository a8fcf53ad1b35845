package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset esxi, keeps the contract")
class MemEsxiContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("esxi");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
