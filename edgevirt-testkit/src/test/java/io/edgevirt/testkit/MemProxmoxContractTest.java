package io.edgevirt.testkit;

import org.junit.jupiter.api.DisplayName;

@DisplayName("The hypervisor in memory, preset proxmox, keeps the contract")
class MemProxmoxContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new MemServer("proxmox");

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
