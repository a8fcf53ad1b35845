package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset kvm, keeps the contract")
class MemKvmContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("kvm");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
