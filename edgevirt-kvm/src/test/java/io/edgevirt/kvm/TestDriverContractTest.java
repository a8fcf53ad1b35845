package io.edgevirt.kvm;

import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.HypervisorContract;
import org.junit.jupiter.api.DisplayName;

@DisplayName("libvirt's driver for tests keeps the contract")
class TestDriverContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new TestDriverServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
