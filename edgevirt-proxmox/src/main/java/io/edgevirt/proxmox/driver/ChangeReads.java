package io.edgevirt.proxmox.driver;

import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.read.ConfigReader;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.TaskEntry;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Ref;
import java.util.Optional;

/** What plans of changes read of a machine. */
final class ChangeReads {

    private final Site site;

    ChangeReads(Site site) {
        this.site = site;
    }

    /**
     * The machine, in two requests.
     *
     * @throws io.edgevirt.NotFoundException if it is gone, although its VMID may be in use again
     */
    Machine machine(Ref ref) {
        String vmid = ref.id();
        site.nodes().ensureSame(ref);
        Machine vm = site.nodes().at(vmid, node -> new Machine(vmid, node, config(node, vmid), status(node, vmid)));
        site.nodes().ensureSame(ref, ConfigReader.uuid(vm.config()));
        return vm;
    }

    /** What it is configured as, and what waits for its next start. */
    Configuration config(String vmid) {
        return site.nodes().at(vmid, node -> config(node, vmid));
    }

    private Configuration config(String node, String vmid) {
        return Configuration.of(site.pve().send(pending(node, vmid)));
    }

    static Call pending(String node, String vmid) {
        return Call.get("/nodes/{node}/qemu/{vmid}/pending", node, vmid);
    }

    Json status(String node, String vmid) {
        return site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/status/current", node, vmid));
    }

    /** A task of this login's that is at a machine. */
    Optional<Upid> running(String node, String vmid, String type) {
        return site
                .pve()
                .send(Call.get("/nodes/{node}/tasks", node)
                        .with("vmid", vmid)
                        .with("typefilter", type)
                        .with("source", "active"))
                .list()
                .stream()
                .flatMap(row -> TaskEntry.listed(row).stream())
                .filter(TaskEntry::running)
                .map(TaskEntry::upid)
                .filter(u -> u.type().equals(type) && u.user().equals(site.pve().user()))
                .findFirst();
    }
}
