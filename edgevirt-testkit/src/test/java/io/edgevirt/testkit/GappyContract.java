package io.edgevirt.testkit;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** The contract on a server that cannot show everything; run by {@link CountingTest} alone. */
class GappyContract extends HypervisorContract {

    private static final String URI = "mem:gappy-" + UUID.randomUUID() + "?preset=vsphere";

    @Override
    protected ContractServer server() {
        return new ContractServer() {

            @Override
            public String label() {
                return "gappy";
            }

            @Override
            public Hypervisor connect(Consumer<Settings.Builder> more) {
                return EdgeVirt.connect(URI, more);
            }

            @Override
            public Map<String, String> gaps() {
                return Map.of(
                        "Watch", "nobody watches",
                        "GRACEFUL_SHUTDOWN", "guests are deaf",
                        "Power.table: RESET on RUNNING", "the button is broken",
                        "Power.tabel", "misspelt",
                        "PAUSES", "misspelt as well");
            }
        };
    }
}
