package io.edgevirt.proxmox;

import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.HypervisorContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@DisplayName("A real Proxmox VE keeps the contract")
@EnabledIfSystemProperty(
        named = LiveServer.PROPERTY,
        matches = ".+",
        disabledReason = "no real Proxmox VE is named: -Dedgevirt.proxmox=proxmox://root@HOST, see LiveServer")
class LiveContractTest extends HypervisorContract {

    private static final LiveServer SERVER = new LiveServer();

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
