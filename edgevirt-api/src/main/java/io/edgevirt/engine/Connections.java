package io.edgevirt.engine;

import io.edgevirt.Failure;
import io.edgevirt.Hypervisor;
import io.edgevirt.Settings;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.HypervisorProvider;
import io.edgevirt.spi.Wire;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the backend for a URI and connects. */
public final class Connections {

    private static final Logger LOG = LoggerFactory.getLogger("io.edgevirt.wire");

    private static final Logger BACKENDS = LoggerFactory.getLogger(Connections.class);

    /** More broken entries than anybody has; an entry that is never passed over must not be asked for ever. */
    private static final int MOST_BROKEN = 100;

    /** The artifact that holds each scheme's backend, for the error that names what to add. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            "qemu",
            "edgevirt-kvm",
            "test",
            "edgevirt-kvm",
            "mem",
            "edgevirt-mem",
            "vsphere",
            "edgevirt-vsphere",
            "esxi",
            "edgevirt-vsphere",
            "hyperv",
            "edgevirt-hyperv",
            "proxmox",
            "edgevirt-proxmox");

    private Connections() {}

    /**
     * Connects.
     *
     * @param uri where to
     * @param settings how
     * @return the connection
     */
    public static Hypervisor connect(String uri, Settings settings) {
        return connect(
                uri,
                settings,
                whole(ServiceLoader.load(HypervisorProvider.class).iterator()));
    }

    /** The providers that can be made; a broken one shall not stand in the way of the others' connections. */
    static List<HypervisorProvider> whole(Iterator<HypervisorProvider> entries) {
        List<HypervisorProvider> found = new ArrayList<>();
        int broken = 0;
        while (broken < MOST_BROKEN) {
            try {
                if (!entries.hasNext()) {
                    break;
                }
                found.add(entries.next());
            } catch (ServiceConfigurationError e) {
                broken++;
                BACKENDS.warn("a backend on the class path is left out, because it is broken", e);
            }
        }
        return found;
    }

    static Hypervisor connect(String uri, Settings settings, Collection<HypervisorProvider> providers) {
        Endpoint endpoint = Endpoints.parse(uri);
        HypervisorProvider provider = choose(endpoint, providers);
        Wire wire = wire(provider.name(), settings.interceptors());
        return Engine.open(provider, endpoint, settings, wire);
    }

    private static HypervisorProvider choose(Endpoint endpoint, Collection<HypervisorProvider> providers) {
        List<HypervisorProvider> fitting = new ArrayList<>();
        for (HypervisorProvider provider : providers) {
            if (provider.schemes().contains(endpoint.scheme())) {
                fitting.add(provider);
            }
        }
        if (fitting.isEmpty()) {
            throw unknown(endpoint, providers);
        }
        if (fitting.size() > 1) {
            throw new IllegalStateException("several backends claim the scheme '" + endpoint.scheme() + "': "
                    + fitting.stream().map(p -> p.getClass().getName()).sorted().toList()
                    + "; leave all but one off the class path");
        }
        return fitting.get(0);
    }

    private static UnsupportedFeatureException unknown(Endpoint endpoint, Collection<HypervisorProvider> providers) {
        TreeSet<String> found = new TreeSet<>();
        providers.forEach(p -> found.addAll(p.schemes()));
        String artifact = ARTIFACTS.get(endpoint.scheme().split("\\+")[0]);
        String hint = artifact != null
                ? "add the dependency io.edgevirt:" + artifact
                : "the schemes of EdgeVirt's own backends are " + new TreeSet<>(ARTIFACTS.keySet());
        return new UnsupportedFeatureException(Failure.of("no backend on the class path knows the scheme '"
                        + endpoint.scheme() + "'; found are " + (found.isEmpty() ? "none" : found))
                .operation("connect")
                .target(endpoint.toString())
                .hint(hint));
    }

    private static Wire wire(String backend, List<UnaryOperator<Wire>> interceptors) {
        Wire wire = new Wire() {
            @Override
            public <T> T call(String request, Callable<T> send) throws Exception {
                LOG.debug("{} {}", backend, request);
                return send.call();
            }
        };
        for (UnaryOperator<Wire> interceptor : interceptors) {
            wire = interceptor.apply(wire);
        }
        return wire;
    }
}
