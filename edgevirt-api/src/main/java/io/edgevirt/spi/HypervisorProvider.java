package io.edgevirt.spi;

import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import java.util.Map;
import java.util.Set;

/** A backend, found by {@link java.util.ServiceLoader}. Stateless. */
public interface HypervisorProvider {

    /**
     * The backend's short name, which errors carry.
     *
     * @return such as {@code kvm}
     */
    String name();

    /**
     * The URI schemes it answers to. No two backends may share one.
     *
     * @return such as {@code qemu} and {@code qemu+unix}, lower case
     */
    Set<String> schemes();

    /**
     * What this backend can do at best, for each feature; the README's matrix is made of it.
     *
     * @return an answer for every feature
     */
    Map<Feature, Support> features();

    /**
     * Connects and logs in.
     *
     * @param endpoint where to
     * @param settings login, trust, timeouts
     * @param wire what every request passes
     * @return the driver, which the engine closes
     */
    Driver connect(Endpoint endpoint, Settings settings, Wire wire);
}
