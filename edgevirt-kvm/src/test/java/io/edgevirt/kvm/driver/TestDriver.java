package io.edgevirt.kvm.driver;

import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
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
        return KvmDriver.connect(endpoint, new Settings.Builder().build(), wire);
    }
}
