package io.edgevirt.vsphere.soap;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import io.edgevirt.vsphere.sim.Relay;
import io.edgevirt.vsphere.sim.Simulator;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** A simulated vCenter with a relay before it, for as long as this object is open. */
final class Bench implements AutoCloseable {

    static final Wire WIRE = new Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            return send.call();
        }
    };

    final Simulator simulator = Simulator.vcenter(o -> o.vms(2));
    final Relay relay = new Relay(simulator);

    Settings settings(Consumer<Settings.Builder> more) {
        Settings.Builder builder = new Settings.Builder()
                .username(simulator.user())
                .password(Secret.of(simulator.password().toCharArray()))
                .trust(Trust.pinnedSha256(relay.fingerprint()))
                .requestTimeout(Duration.ofSeconds(20));
        more.accept(builder);
        return builder.build();
    }

    static Endpoint endpoint(String scheme, String host, URI of) {
        String uri = scheme + "://" + host + ":" + of.getPort();
        return new Endpoint(
                uri, scheme, Optional.empty(), Optional.of(host), OptionalInt.of(of.getPort()), "", Map.of());
    }

    Vim connect() {
        return connect(more -> {});
    }

    /** Without the relay. */
    Vim straight() {
        return Vim.connect(
                endpoint("vsphere", "127.0.0.1", simulator.url()),
                settings(s -> s.trust(Trust.pinnedSha256(simulator.fingerprint()))),
                WIRE);
    }

    Vim connect(Consumer<Settings.Builder> more) {
        return Vim.connect(endpoint("vsphere", "127.0.0.1", relay.url()), settings(more), WIRE);
    }

    /** The simulator of govmomi 0.24 offers this version of the API. */
    String version() {
        return "6.5";
    }

    static Request now() {
        return Request.on("ServiceInstance", "ServiceInstance", "CurrentTime").returning("dateTime");
    }

    @Override
    public void close() {
        relay.close();
        simulator.close();
    }
}
