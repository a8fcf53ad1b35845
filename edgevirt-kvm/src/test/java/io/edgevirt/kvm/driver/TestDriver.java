package io.edgevirt.kvm.driver;

import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** libvirt's driver for tests, connected to without the engine. */
final class TestDriver {

    private TestDriver() {}

    static KvmDriver connect(Wire wire) {
        Endpoint endpoint = new Endpoint(
                "test:///default",
                "test",
                Optional.empty(),
                Optional.empty(),
                OptionalInt.empty(),
                "/default",
                Map.of());
        Duration patience = Duration.ofSeconds(30);
        return KvmDriver.connect(
                endpoint,
                new Settings(Optional.empty(), Optional.empty(), Trust.system(), patience, patience, List.of()),
                wire);
    }
}
