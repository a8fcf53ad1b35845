package io.edgevirt.proxmox;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.PciAddress;
import io.edgevirt.Secret;
import io.edgevirt.Settings;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.VMDefinition;
import io.edgevirt.proxmox.fake.FakeClient;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import io.edgevirt.testkit.ContractServer;
import io.edgevirt.testkit.Props;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The fake cluster of three nodes, of one release, with all its quirks. */
final class FakeServer implements ContractServer, BeforeAllCallback {

    private static final Props.Inside AGENT = new Props.Inside(
            Optional.empty(), List.of("/bin/echo", "contract"), List.of("/bin/false"), "/tmp/contract");

    private final Release release;
    private final Set<String> deaf = ConcurrentHashMap.newKeySet();
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
            fresh.world().site().pools().add("edge");
            fresh.world().machines().deafWhen(vm -> deaf.contains(vm.name()));
            if (release.atLeast(8)) {
                map(fresh, "nvme", "0000:03:00.0,id=144d:a80a,iommugroup=16", "0");
                map(fresh, "gpu", "0000:01:00.0,id=10de:1eb8,iommugroup=14", "1");
            }
            started = Optional.of(fresh);
        }
    }

    /** The same device on each node, as an administrator maps it. */
    private static void map(FakeProxmox fake, String id, String device, String mediated) {
        try (FakeClient root = FakeClient.root(fake)) {
            root.post(
                    "/cluster/mapping/pci",
                    "id",
                    id,
                    "mdev",
                    mediated,
                    "map",
                    "node=pve1,path=" + device,
                    "map",
                    "node=pve2,path=" + device,
                    "map",
                    "node=pve3,path=" + device);
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
    public Optional<VMDefinition> deafMachine(VMDefinition machine, String name) {
        deaf.add(name);
        return Optional.of(machine(machine));
    }

    @Override
    public Optional<Consumer<VM>> crash() {
        return Optional.of(vm -> fake().world()
                .change(() -> fake().world()
                        .machines()
                        .find(Integer.parseInt(vm.id()))
                        .orElseThrow()
                        .qmpStatus("guest-panicked")));
    }

    @Override
    public Props props() {
        Props.Draft props = Props.draft()
                .resourcePool("edge")
                .device(PciAddress.parse("0000:03:00.0"))
                .nativeType(Proxmox.class)
                .network("vmbr0")
                .pool("ceph-vm")
                .iso("local:iso/contract.iso")
                .uplink("eno3")
                .guestOs("l26")
                .cluster("fakecluster");
        return release.atLeast(8) ? props.inside(AGENT).props() : props.props();
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
