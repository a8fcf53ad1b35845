package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.ConfigReader;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Step;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Looks for a machine that a request made, known by its uuid, and takes it back. */
final class MachineUndo {

    private final Site site;

    MachineUndo(Site site) {
        this.site = site;
    }

    /** A machine's configuration; empty where there is none of that VMID on the node. One request. */
    Optional<Configuration> config(String node, String vmid) {
        try {
            return Optional.of(
                    Configuration.of(site.pve().send(Call.get("/nodes/{node}/qemu/{vmid}/pending", node, vmid))));
        } catch (NotFoundException e) {
            return Optional.empty();
        }
    }

    /** Whether a machine carries a token. */
    static boolean carries(Configuration config, UUID token) {
        return ConfigReader.uuid(config).equals(token.toString().toLowerCase(Locale.ROOT));
    }

    /** The task of a type that works on a machine now, started by this connection's user. One request. */
    Optional<String> running(String type, String vmid) {
        for (Json task : site.pve().send(Call.get("/cluster/tasks")).list()) {
            boolean fits = task.text("type").equals(Optional.of(type))
                    && task.text("id").equals(Optional.of(vmid))
                    && task.text("endtime").isEmpty()
                    && mine(task);
            if (fits) {
                return task.text("upid");
            }
        }
        return Optional.empty();
    }

    boolean mine(Json task) {
        String user = task.text("user").orElse("");
        String told = task.text("tokenid").map(id -> user + "!" + id).orElse(user);
        return told.equals(site.pve().user()) || user.equals(site.pve().user());
    }

    /** What became of a create whose reply was lost. While it is under way, only its task tells of it. */
    Landed created(String node, String vmid, UUID token) {
        if (vmid.isEmpty()) {
            return Landed.no();
        }
        Map<String, String> told = Map.of(Step.VM, vmid);
        Optional<Configuration> config = config(node, vmid);
        if (config.isEmpty()) {
            return Landed.no();
        }
        if (carries(config.get(), token) && config.get().get("lock").isEmpty()) {
            site.nodes().sightings().born(vmid, node, Optional.of(token.toString()));
            return Landed.yes(told);
        }
        if (config.get().get("lock").isEmpty()) {
            return Landed.no(); // a stranger's, which was there first
        }
        Optional<String> task = running("qmcreate", vmid);
        task.ifPresent(upid -> {
            site.nodes().sightings().born(vmid, node, Optional.of(token.toString()));
            site.nodes().sightings().unproven(vmid);
        });
        return task.map(upid -> Landed.running(new TaskId(upid, told).text())).orElseGet(Landed::unknown);
    }

    /** Removes a machine that carries a token, and nothing else; waits for what still works on it. */
    void remove(String node, String vmid, UUID token) {
        if (vmid.isEmpty()) {
            return;
        }
        running("qmcreate", vmid).ifPresent(this::ended);
        Optional<Configuration> config = config(node, vmid);
        if (config.filter(c -> carries(c, token)).isPresent()) {
            remove(node, vmid);
        } else if (config.filter(MachineUndo::unfinished).isPresent()) {
            throw abandoned(node, vmid);
        }
    }

    /** Whether a machine has a lock yet and nothing that tells whose it is, as it is while its task makes it. */
    static boolean unfinished(Configuration config) {
        return config.get("lock").isPresent() && ConfigReader.uuid(config).isEmpty();
    }

    /** A task that was killed left it, and Proxmox VE removes nothing that is locked. */
    static InvalidStateException abandoned(String node, String vmid) {
        return new InvalidStateException(Failure.of("the machine " + vmid + " on " + node + " was begun and is locked")
                .backend(Faults.BACKEND)
                .outcome(Outcome.NOT_DONE)
                .hint("if no task works on it any more, remove it on the node: qm unlock " + vmid + ", qm destroy "
                        + vmid));
    }

    /** Removes a machine that is known to be ours. */
    void remove(String node, String vmid) {
        new TaskEnd(site.pve()).await(site.pve().task(delete(node, vmid)));
        site.nodes().sightings().gone(vmid);
    }

    private void ended(String upid) {
        try {
            new TaskEnd(site.pve()).await(upid);
        } catch (io.edgevirt.ConnectionException e) {
            throw e;
        } catch (io.edgevirt.EdgeVirtException e) {
            // It failed, and has taken back what it made; or it is looked at again below.
        }
    }

    /** The request that removes a machine with all that refers to it: jobs, high availability, the firewall's rules. */
    static Call delete(String node, String vmid) {
        return Call.delete("/nodes/{node}/qemu/{vmid}", node, vmid)
                .with("purge", true)
                .with("destroy-unreferenced-disks", false);
    }
}
