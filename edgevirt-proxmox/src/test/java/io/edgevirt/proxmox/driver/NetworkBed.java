package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Gate;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.proxmox.fake.site.Interfaces;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.spi.Endpoint;
import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/** A fake cluster of two nodes with quick tasks, a connection to it, and somebody else who writes at it as well. */
final class NetworkBed implements AutoCloseable {

    private static final Wire WIRE = new Wire() {
        @Override
        public <T> T call(String request, Callable<T> send) throws Exception {
            return send.call();
        }
    };

    final FakeProxmox fake;
    final Hypervisor hv;
    private final Pve stranger;

    NetworkBed(Release release) {
        fake = FakeProxmox.start(s -> s.version(release)
                .nodes("pve1", "pve2")
                .lag(Duration.ofMillis(20))
                .loginDelay(Duration.ZERO)
                .taskLength(Duration.ofMillis(20)));
        hv = EdgeVirt.connect(
                fake.uri().toString(),
                c -> c.username(fake.user()).password(secret()).trust(Trust.pinnedSha256(fake.fingerprint())));
        Settings settings = new Settings.Builder()
                .username(fake.user())
                .password(secret())
                .trust(Trust.pinnedSha256(fake.fingerprint()))
                .build();
        stranger = Pve.connect(
                new Endpoint(
                        fake.uri().toString(),
                        "proxmox",
                        Optional.empty(),
                        Optional.of("127.0.0.1"),
                        OptionalInt.of(fake.port()),
                        "",
                        Map.of()),
                settings,
                WIRE);
        fake.gate().restart();
    }

    private Secret secret() {
        return Secret.of(fake.password().toCharArray());
    }

    /** Somebody else's request. */
    void strange(Call call) {
        stranger.send(call);
    }

    /** Lets somebody else write a bridge that is not applied. */
    void strangeBridge(String node) {
        strange(Call.post("/nodes/{node}/network", node).with("iface", "vmbr77").with("type", "bridge"));
    }

    Interfaces network(String node) {
        return fake.world().site().host(node).network();
    }

    /** A fault for the first request of this method and path. */
    void once(String route, Gate.Fault fault) {
        AtomicBoolean due = new AtomicBoolean(true);
        fake.gate().when(r -> r.equals(route) && due.getAndSet(false), fault);
    }

    /** The requests that change something. */
    List<String> changes() {
        return fake.requests().stream()
                .filter(r -> !r.startsWith("GET ") && !r.startsWith("POST /access"))
                .toList();
    }

    @Override
    public void close() {
        hv.close();
        stranger.close();
        fake.close();
    }
}
