package io.edgevirt.proxmox;

import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.proxmox.driver.Features;
import io.edgevirt.proxmox.driver.ProxmoxDriver;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;
import java.util.Map;
import java.util.Set;

/**
 * The backend for Proxmox VE: {@code proxmox://host}, a host or any node of a cluster, with TLS on port 8006 unless the URI
 * names another. {@code proxmox://pve1?also=pve2,pve3:8006} names further nodes, which are asked when the first does not
 * answer: pin the certificate of each, or trust the cluster's own authority, {@code /etc/pve/pve-root-ca.pem}. The login is
 * a user with a realm, {@code pam} unless it names another, and a password; or an API token, {@code user@realm!id=secret}.
 * Versions from 7.0 on are supported.
 */
public final class ProxmoxProvider implements HypervisorProvider {

    private static final Set<String> SCHEMES = Set.of("proxmox");

    /** Made by {@link java.util.ServiceLoader}. */
    public ProxmoxProvider() {}

    @Override
    public String name() {
        return "proxmox";
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
        return ProxmoxDriver.connect(endpoint, settings, wire);
    }
}
