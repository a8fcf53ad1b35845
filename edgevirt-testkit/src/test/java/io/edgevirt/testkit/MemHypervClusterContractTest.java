package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset hyperv-cluster, keeps the contract")
class MemHypervClusterContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("hyperv-cluster");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
