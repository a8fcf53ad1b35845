package io.edgevirt.proxmox.driver;

import io.edgevirt.AlreadyExistsException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Makes a machine that carries a token as its uuid. Its VMID is chosen at the last moment; one that another caller took
 * meanwhile is provably refused, and the next is tried.
 */
final class CreateStep implements Step {

    private static final int TRIES = 24;

    private final Site site;
    private final String title;
    private final String node;
    private final String name;
    private final UUID token;
    private final BiFunction<String, Map<String, String>, Call> request;
    private Instant planned = Instant.now();
    private volatile String vmid = "";

    /**
     * A step.
     *
     * @param request makes the request for a VMID and what earlier steps told
     */
    CreateStep(
            Site site,
            String title,
            String node,
            String name,
            UUID token,
            BiFunction<String, Map<String, String>, Call> request) {
        this.site = site;
        this.title = title;
        this.node = node;
        this.name = name;
        this.token = token;
        this.request = request;
    }

    /**
     * When it was begun to look whether the name is free. Whoever took it since may be missing in what was looked at.
     */
    CreateStep planned(Instant begun) {
        planned = begun;
        return this;
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public String body() {
        return request.apply("{vmid}", Map.of()).shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        if (!site.nodes().sightings().claim(name, planned)) {
            throw new AlreadyExistsException(Failure.of("another machine of that name is being made")
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.NOT_DONE));
        }
        try {
            return make(results);
        } finally {
            site.nodes().sightings().release(name);
        }
    }

    private Started make(Map<String, String> results) {
        for (int refused = 0; ; refused++) {
            String id = site.nodes().ids().next(refused);
            vmid = id;
            try {
                String task = site.pve().task(request.apply(id, results));
                site.nodes().sightings().born(id, node, Optional.of(token.toString()));
                site.nodes().sightings().name(id, name);
                return new Started.Native(new TaskId(task, Map.of(VM, id)).text());
            } catch (EdgeVirtException e) {
                if (!taken(e) || refused >= TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Whether a VMID was refused because it is in use, by a machine of this node or of another. */
    static boolean taken(EdgeVirtException e) {
        String said = e.failure().toString();
        return e.outcome() == Outcome.NOT_DONE
                && (e instanceof AlreadyExistsException
                        || said.contains("already exists")
                        || said.contains("File exists"));
    }

    @Override
    public Landed landed(Map<String, String> results) {
        return new MachineUndo(site).created(node, vmid, token);
    }

    @Override
    public void undo(Map<String, String> results) {
        new MachineUndo(site).remove(node, vmid, token);
    }

    @Override
    public Optional<String> makes() {
        return Optional.of("machine " + name + " on " + node);
    }

    @Override
    public String toString() {
        return title;
    }
}
