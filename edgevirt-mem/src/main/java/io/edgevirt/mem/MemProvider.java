package io.edgevirt.mem;

import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;
import java.util.Map;
import java.util.Set;

/** The backend of {@code mem:}; what URIs there are is told at {@link InMemory}. */
public final class MemProvider implements HypervisorProvider {

    /** The backend's name and scheme. */
    static final String NAME = "mem";

    /** Makes the backend; {@link java.util.ServiceLoader} does. */
    public MemProvider() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<String> schemes() {
        return Set.of(NAME);
    }

    @Override
    public Map<Feature, Support> features() {
        return Preset.NEUTRAL.features();
    }

    @Override
    public Driver connect(Endpoint endpoint, Settings settings, Wire wire) {
        InMemory system = Sites.connected(endpoint);
        Session session = new Session(system.world(), wire, settings.requestTimeout());
        session.open();
        return new MemDriver(session, system);
    }
}
