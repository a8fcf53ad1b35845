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
import java.util.function.Function;

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

    /**
     * Asks about a machine where it is; once more if it is not where it was.
     *
     * @param ask is given the node
     * @throws NotFoundException if the cluster does not know it
     */
    <T> T at(String vmid, Function<String, T> ask) {
        Optional<String> before = known(vmid);
        try {
            return ask.apply(of(vmid));
        } catch (NotFoundException e) {
            forget(vmid);
            Optional<String> now = before.flatMap(b -> ask(vmid)).filter(n -> !before.equals(Optional.of(n)));
            if (now.isEmpty()) {
                throw e;
            }
            return ask.apply(now.get());
        }
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
