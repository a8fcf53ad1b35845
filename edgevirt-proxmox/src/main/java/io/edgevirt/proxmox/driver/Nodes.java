package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The node that each machine is on, as last learned: every path about a machine names it. Thread-safe. */
final class Nodes {

    private final Pve pve;
    private final Map<String, String> nodes = new ConcurrentHashMap<>();

    Nodes(Pve pve) {
        this.pve = pve;
    }

    /** The machine's node; asks the cluster where it is not known yet. */
    String of(String vmid) {
        return known(vmid).or(() -> ask(vmid)).orElseThrow(() -> missing(vmid));
    }

    /** The machine's node as last learned. No request. */
    Optional<String> known(String vmid) {
        return Optional.ofNullable(nodes.get(vmid));
    }

    /** What a listing or a change told. */
    void learn(String vmid, String node) {
        nodes.put(vmid, node);
    }

    /** It is gone, or not where it was. */
    void forget(String vmid) {
        nodes.remove(vmid);
    }

    private Optional<String> ask(String vmid) {
        for (Json machine :
                pve.send(Call.get("/cluster/resources").with("type", "vm")).list()) {
            Optional<String> id = machine.text("vmid");
            Optional<String> node = machine.text("node");
            if (id.isPresent() && node.isPresent()) {
                learn(id.get(), node.get());
            }
        }
        return known(vmid);
    }

    private static NotFoundException missing(String vmid) {
        return new NotFoundException(Failure.of("there is no machine " + vmid).backend(Faults.BACKEND));
    }
}
