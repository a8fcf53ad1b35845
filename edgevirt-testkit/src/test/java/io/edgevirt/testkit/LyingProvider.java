package io.edgevirt.testkit;

import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.mem.MemProvider;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;
import java.util.Map;
import java.util.Set;

/** A backend whose driver lies to the engine. */
public final class LyingProvider implements HypervisorProvider {

    static final String SCHEME = "lie";

    private static volatile Meddler.Lie lie = Meddler.Call::truth;

    private final HypervisorProvider honest = new MemProvider();

    /** From now on, drivers lie so. */
    static void lie(Meddler.Lie how) {
        lie = how;
    }

    @Override
    public String name() {
        return "liar";
    }

    @Override
    public Set<String> schemes() {
        return Set.of(SCHEME);
    }

    @Override
    public Map<Feature, Support> features() {
        return honest.features();
    }

    @Override
    public Driver connect(Endpoint endpoint, Settings settings, Wire wire) {
        return Meddler.between(honest.connect(endpoint, settings, wire), lie);
    }
}
