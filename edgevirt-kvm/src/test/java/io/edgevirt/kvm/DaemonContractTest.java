package io.edgevirt.kvm;

import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.HypervisorContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("A real libvirtd with QEMU keeps the contract")
@Tag("peer")
@Tag("long")
@EnabledIfSystemProperty(named = "edgevirt.kvm.uri", matches = ".+")
class DaemonContractTest extends HypervisorContract {

    private static final ContractServer SERVER = new DaemonServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
