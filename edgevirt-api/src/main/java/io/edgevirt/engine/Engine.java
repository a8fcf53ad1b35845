package io.edgevirt.engine;

import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;

/** A connection's engine. */
final class Engine {

    private Engine() {}

    static Hypervisor open(HypervisorProvider provider, Endpoint endpoint, Settings settings, Wire wire) {
        throw new UnsupportedOperationException("the engine follows in the next change");
    }
}
