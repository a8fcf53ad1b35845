package io.edgevirt.kvm;

import io.edgevirt.Feature;
import io.edgevirt.Settings;
import io.edgevirt.Support;
import io.edgevirt.kvm.driver.Features;
import io.edgevirt.kvm.driver.KvmDriver;
import io.edgevirt.spi.Driver;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;
import java.util.Map;
import java.util.Set;

/**
 * The backend for KVM and QEMU: libvirt's own URIs, such as {@code qemu:///system}, {@code qemu+unix:///system?socket=…},
 * {@code qemu+tcp://host/system}, {@code qemu+tls://host/system}, {@code qemu+ssh://user@host/system} and, for tests
 * without any host, {@code test:///default}.
 */
public final class KvmProvider implements HypervisorProvider {

    private static final Set<String> SCHEMES = Set.of(
            "qemu",
            "qemu+unix",
            "qemu+tcp",
            "qemu+tls",
            "qemu+ssh",
            "qemu+libssh",
            "qemu+libssh2",
            "test",
            "test+unix",
            "test+tcp",
            "test+tls",
            "test+ssh");

    /** Made by {@link java.util.ServiceLoader}. */
    public KvmProvider() {}

    @Override
    public String name() {
        return "kvm";
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
        return KvmDriver.connect(endpoint, settings, wire);
    }
}
