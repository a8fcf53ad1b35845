package io.edgevirt.proxmox.driver;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Configuration;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Copies a machine. Proxmox VE gives the copy a uuid of its own choice, so no token can be left on it: after a lost reply
 * the copy is known by the task that copies this original to this VMID, and by VMID and name together once that has ended.
 */
final class CopyStep implements Step {

    private static final int TRIES = 24;

    private final Site site;
    private final Copied copied;
    private final Function<String, Call> request;
    private Instant planned = Instant.now();
    private volatile String newid = "";
    /** Whether the task found the VMID to be another's. */
    private volatile boolean taken;

    /**
     * What is copied.
     *
     * @param title what the step does, in words
     * @param original the original's VMID
     * @param from the original's node
     * @param to the copy's node
     * @param name the copy's name
     */
    record Copied(String title, String original, String from, String to, String name) {}

    /**
     * A step.
     *
     * @param request makes the request for the copy's VMID
     */
    CopyStep(Site site, Copied copied, Function<String, Call> request) {
        this.site = site;
        this.copied = copied;
        this.request = request;
    }

    /**
     * When it was begun to look whether the name is free. Whoever took it since may be missing in what was looked at.
     */
    CopyStep planned(Instant begun) {
        planned = begun;
        return this;
    }

    @Override
    public String title() {
        return copied.title();
    }

    @Override
    public String body() {
        return request.apply("{newid}").shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        if (!site.nodes().sightings().claim(copied.name(), planned)) {
            throw new AlreadyExistsException(Failure.of("another machine of that name is being made")
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.NOT_DONE));
        }
        try {
            return copy();
        } finally {
            site.nodes().sightings().release(copied.name());
        }
    }

    private Started copy() {
        for (int refused = 0; ; refused++) {
            String id = site.nodes().ids().next(refused);
            newid = id;
            taken = false;
            try {
                String task = site.pve().task(request.apply(id));
                site.nodes().sightings().born(id, copied.to(), Optional.empty());
                site.nodes().sightings().name(id, copied.name());
                return new Started.Native(new TaskId(task, told()).text());
            } catch (EdgeVirtException e) {
                if (!CreateStep.taken(e) || refused >= TRIES) {
                    throw e;
                }
            }
        }
    }

    private Map<String, String> told() {
        return Map.of(VM, newid);
    }

    /** Whether the VMID is in use, on another node or by a copy that began at the same moment, only the task finds out. */
    @Override
    public boolean refused(EdgeVirtException failed) {
        taken = CreateStep.taken(failed);
        if (taken) {
            site.nodes().sightings().gone(newid);
        }
        return taken;
    }

    @Override
    public Landed landed(Map<String, String> results) {
        if (newid.isEmpty()) {
            return Landed.no();
        }
        CloneTasks tasks = new CloneTasks(site, copied.original());
        List<String> running = tasks.running(newid);
        if (running.size() == 1) {
            site.nodes().sightings().born(newid, copied.to(), Optional.empty());
            return Landed.running(new TaskId(running.get(0), told()).text());
        }
        Optional<Configuration> copy = found();
        if (copy.isEmpty()) {
            return running.isEmpty() ? Landed.no() : Landed.unknown();
        }
        if (!ours(copy.get())) {
            return copy.get().get("lock").isPresent() ? Landed.unknown() : Landed.no();
        }
        site.nodes().sightings().born(newid, copied.to(), Optional.empty());
        return Landed.yes(told());
    }

    private static boolean copying(Configuration copy) {
        return copy.get("lock").equals(Optional.of("clone"));
    }

    private boolean ours(Configuration copy) {
        return copy.get("lock").isEmpty() && copy.get("name").equals(Optional.of(copied.name()));
    }

    /** The copy is made on the original's node, and handed over to its own at the end. */
    private Optional<Configuration> found() {
        MachineUndo machine = new MachineUndo(site);
        Optional<Configuration> there = machine.config(copied.from(), newid);
        return there.isPresent() || copied.to().equals(copied.from()) ? there : machine.config(copied.to(), newid);
    }

    @Override
    public void undo(Map<String, String> results) {
        if (newid.isEmpty()) {
            return;
        }
        CloneTasks tasks = new CloneTasks(site, copied.original());
        tasks.running(newid).forEach(tasks::ended);
        MachineUndo machine = new MachineUndo(site);
        Optional<Configuration> copy = found();
        if (copy.filter(this::ours).isPresent()) {
            machine.remove(machine.config(copied.to(), newid).isPresent() ? copied.to() : copied.from(), newid);
        } else if (!taken && copy.filter(CopyStep::copying).isPresent()) {
            throw MachineUndo.abandoned(copied.from(), newid);
        }
    }

    @Override
    public Optional<String> makes() {
        return Optional.of("machine " + copied.name() + " on " + copied.to());
    }

    @Override
    public String toString() {
        return copied.title();
    }
}
