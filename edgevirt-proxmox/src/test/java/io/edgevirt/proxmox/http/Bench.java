package io.edgevirt.proxmox.http;

import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;

/** What the tests of the client share: endpoints and settings for a server of the tests' own. */
final class Bench {

    static final Wire WIRE = new Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            return send.call();
        }
    };

    private Bench() {}

    static Endpoint endpoint(String host, int port, String also) {
        Map<String, String> query = also.isEmpty() ? Map.of() : Map.of("also", also);
        return endpoint(Optional.empty(), host, port, query);
    }

    static Endpoint endpoint(Optional<String> user, String host, int port, Map<String, String> query) {
        return new Endpoint(
                "proxmox://" + host + ":" + port, "proxmox", user, Optional.of(host), OptionalInt.of(port), "", query);
    }

    static Endpoint endpoint(FakeProxmox fake) {
        return endpoint("127.0.0.1", fake.port(), "");
    }

    static Settings settings(FakeProxmox fake, UnaryOperator<Settings.Builder> with) {
        Settings.Builder builder = new Settings.Builder()
                .username(fake.user())
                .password(Secret.of(fake.password().toCharArray()))
                .trust(Trust.pinnedSha256(fake.fingerprint()));
        return with.apply(builder).build();
    }

    static Pve connect(FakeProxmox fake) {
        return Pve.connect(endpoint(fake), settings(fake, s -> s), WIRE);
    }
}
