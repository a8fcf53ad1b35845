package io.edgevirt.proxmox;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.Props;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The fake cluster of three nodes, of one release, with all its quirks. */
final class FakeServer implements ContractServer, BeforeAllCallback {

    private final Release release;
    private Optional<FakeProxmox> started = Optional.empty();

    FakeServer(Release release) {
        this.release = release;
    }

    /** Started once, and ended with the outer class's store: after the contract has looked for what is left behind. */
    @Override
    public void beforeAll(ExtensionContext context) {
        if (started.isEmpty()) {
            FakeProxmox fresh = FakeProxmox.start(s -> s.version(release).nodes("pve1", "pve2", "pve3"));
            context.getStore(ExtensionContext.Namespace.create(FakeServer.class, label()))
                    .put("fake", (ExtensionContext.Store.CloseableResource) fresh::close);
            started = Optional.of(fresh);
        }
    }

    private FakeProxmox fake() {
        return started.orElseThrow();
    }

    @Override
    public String label() {
        return "fake-" + release.release().replace('.', '-');
    }

    @Override
    public Hypervisor connect(Consumer<Settings.Builder> more) {
        return EdgeVirt.connect(fake().uri().toString(), settings -> {
            settings.username(fake().user())
                    .password(Secret.of(fake().password().toCharArray()))
                    .trust(Trust.pinnedSha256(fake().fingerprint()));
            more.accept(settings);
        });
    }

    @Override
    public Optional<String> nativeText(String name) {
        return Optional.of("#as text\nname: " + name + "\ncores: 1\nmemory: 128\nscsi0: ceph-vm:1\n");
    }

    @Override
    public Props props() {
        return Props.draft()
                .network("vmbr0")
                .pool("ceph-vm")
                .iso("local:iso/contract.iso")
                .uplink("eno3")
                .guestOs("l26")
                .cluster("fakecluster")
                .props();
    }

    /** Before 8, an agent that is switched on and does not run would end the graceful shutdown of every machine. */
    @Override
    public Map<String, String> gaps() {
        return release.atLeast(8)
                ? Map.of()
                : Map.of(
                        "GUEST_ADDRESSES",
                        "not verifiable on the fake: on 7.4 machines are made without the guest's agent switched on");
    }
}
