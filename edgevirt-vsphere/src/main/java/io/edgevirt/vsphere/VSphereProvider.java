package io.edgevirt.vsphere;

import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.driver.Features;
import io.edgevirt.vsphere.driver.VSphereDriver;
import java.util.Map;
import java.util.Set;

/**
 * The backend for VMware vSphere: {@code vsphere://host} for a vCenter, {@code esxi://host} for a single ESXi host, both
 * with TLS on port 443 unless the URI names another. A host that is of the other kind is refused with an error that names
 * the right scheme.
 *
 * <p>With {@code vsphere://host?sso=true} user and password are exchanged for a SAML token at the vCenter's token service,
 * and the session is opened by that token; a session that expired gets a new one. A token that the caller has already is
 * given by {@link Settings.Builder#token}. Connections go through the proxy that the settings name and through no other,
 * whatever the JVM's own properties say.
 */
public final class VSphereProvider implements HypervisorProvider {

    private static final Set<String> SCHEMES = Set.of("vsphere", "esxi");

    /** Made by {@link java.util.ServiceLoader}. */
    public VSphereProvider() {}

    @Override
    public String name() {
        return "vsphere";
    }

    @Override
    public Set<String> schemes() {
        return SCHEMES;
    }

    @Override
    public Map<Feature, Support> features() {
        return Features.best();
    }

    @Override
    public Driver connect(Endpoint endpoint, Settings settings, Wire wire) {
        return VSphereDriver.connect(endpoint, settings, wire);
    }
}
