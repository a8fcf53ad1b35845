package io.edgevirt.proxmox.stores;

import io.edgevirt.EdgeVirt;
import io.edgevirt.Hypervisor;
import io.edgevirt.Secret;
import io.edgevirt.Trust;
import io.edgevirt.VM;
import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Release;
import java.util.Map;

/** A fake Proxmox VE and a connection to it. */
final class Stage implements AutoCloseable {

    final FakeProxmox fake;
    final Hypervisor hv;

    Stage(Release release, String... nodes) {
        fake = FakeProxmox.start(s -> s.version(release).nodes(nodes));
        hv = connect(fake);
    }

    static Hypervisor connect(FakeProxmox fake) {
        return EdgeVirt.connect(
                fake.uri().toString(),
                settings -> settings.username(fake.user())
                        .password(Secret.of(fake.password().toCharArray()))
                        .trust(Trust.pinnedSha256(fake.fingerprint())));
    }

    /** A machine that was there before. */
    VM machine(String node, int vmid) {
        fake.world().machines().put(node, vmid, Map.of("name", "vm" + vmid, "memory", "512"));
        return hv.vms().byId(String.valueOf(vmid));
    }

    @Override
    public void close() {
        hv.close();
        fake.close();
    }
}
