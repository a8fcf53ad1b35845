package io.edgevirt.proxmox;

import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.HypervisorContract;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;

@DisplayName("A fake Proxmox VE 8.4 keeps the contract")
@Tag("long")
class Pve8ContractTest extends HypervisorContract {

    @RegisterExtension
    static final FakeServer SERVER = new FakeServer(Release.PVE_8_4);

    @Override
    protected ContractServer server() {
        return SERVER;
    }
}
