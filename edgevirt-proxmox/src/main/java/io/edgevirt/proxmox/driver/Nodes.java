package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.http.Pve;
import io.edgevirt.proxmox.read.ConfigReader;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Ref;
import io.edgevirt.spi.SessionExpiredException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Where each machine is and which one it is, as last learned: every path about a machine names its node, and a VMID may be
 * used again for another machine. Thread-safe.
 */
final class Nodes {

    /** What the listing tells of each machine and nobody reads: leaving it out saves a third of the parsing. */
    private static final Set<String> FIGURES =
            Set.of("cpu", "memhost", "diskread", "diskwrite", "netin", "netout", "id");

    private final Pve pve;
    private final Sightings sightings = new Sightings();
    private final Ids ids;

    Nodes(Pve pve) {
        this.pve = pve;
        this.ids = new Ids(pve);
    }

    /** The machine's node; asks the cluster where it is not known yet. */
    String of(String vmid) {
        return known(vmid).orElseGet(() -> ask(vmid).orElseThrow(() -> missing(vmid)));
    }

    /** The machine's node as last learned. No request. */
    Optional<String> known(String vmid) {
        return sightings.node(vmid);
    }

    /** What a listing or a change told. */
    void learn(String vmid, String node) {
        sightings.seen(vmid, node);
    }

    /** It is not where it was. */
    void forget(String vmid) {
        sightings.lost(vmid);
    }

    /** VMIDs for new machines. */
    Ids ids() {
        return ids;
    }

    /** What else is remembered of machines. */
    Sightings sightings() {
        return sightings;
    }

    /**
     * Reads from a machine's node; where the machine is no longer there, the cluster is asked where it is now.
     *
     * @param read asks the node that it is given
     * @throws NotFoundException if there is no such machine
     */
    <T> T at(String vmid, Function<String, T> read) {
        Optional<String> known = known(vmid);
        String node = known.orElseGet(() -> of(vmid));
        try {
            return read.apply(node);
        } catch (NotFoundException e) {
            forget(vmid);
            String now = ask(vmid).orElseThrow(() -> e);
            if (now.equals(node)) {
                throw e;
            }
            return read.apply(now);
        }
    }

    /**
     * Refuses a machine that is gone although its VMID is in use again.
     *
     * @throws NotFoundException if the reference is to an earlier machine of that VMID
     */
    void ensureSame(Ref vm) {
        if (sightings.doubtful(vm.id(), vm.stamp())) {
            sightings.same(vm.id(), uuid(vm.id()));
        }
        if (!sightings.fits(vm.id(), vm.stamp())) {
            throw stranger(vm.id());
        }
    }

    /**
     * Refuses another machine than the one that the reference is to, known by its configuration.
     *
     * @param uuid the uuid that the machine of this VMID has now
     * @throws NotFoundException if it had another before
     */
    void ensureSame(Ref vm, String uuid) {
        if (!sightings.same(vm.id(), uuid) || !sightings.fits(vm.id(), vm.stamp())) {
            throw stranger(vm.id());
        }
    }

    private String uuid(String vmid) {
        return ConfigReader.uuid(at(
                vmid, node -> Configuration.of(pve.send(Call.get("/nodes/{node}/qemu/{vmid}/pending", node, vmid)))));
    }

    /**
     * The rows of all that a cluster has, in one request. The listing lags: it has neither name nor state of machines that
     * were just made. Where others made them, their nodes, if they are online, are asked for all of theirs at once.
     */
    List<Json> listing() {
        Instant asked = Instant.now();
        List<Json> rows = pve.send(Call.get("/cluster/resources"), FIGURES).list();
        Listed listed = new Listed(rows, sightings);
        List<Json> whole = listed.completed(this::machinesOf);
        sightings.all(whole, listed.nameless(), asked);
        return whole;
    }

    /** What a node itself tells of its machines; nothing if it does not answer. */
    private List<Json> machinesOf(String node) {
        try {
            return pve.send(Call.get("/nodes/{node}/qemu", node)).list();
        } catch (SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return List.of();
        }
    }

    private Optional<String> ask(String vmid) {
        listing();
        return known(vmid);
    }

    private static NotFoundException missing(String vmid) {
        return new NotFoundException(Failure.of("there is no machine " + vmid).backend(Faults.BACKEND));
    }

    private static NotFoundException stranger(String vmid) {
        return new NotFoundException(Failure.of("the machine is gone; its VMID " + vmid + " was given to another")
                .backend(Faults.BACKEND)
                .hint("look for it anew: the machine that has the VMID now is not the one that was meant"));
    }
}
