package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.MoveReader;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks at a machine that was moved, and reads how long it stood still. Changes nothing; and that it cannot look any more
 * does not mean that the machine was not moved.
 */
final class ArrivalStep implements Step {

    /** How often the look is begun anew on a new connection, which is as often as the engine does. */
    private static final int TRIES = 3;

    private final Site site;
    private final Machine before;
    private final String to;
    private final AtomicInteger lost = new AtomicInteger();

    ArrivalStep(Site site, Machine before, String to) {
        this.site = site;
        this.before = before;
        this.to = to;
    }

    @Override
    public String title() {
        return "see that " + before.name() + " is on " + to;
    }

    @Override
    public String body() {
        return Call.get("/nodes/{node}/qemu/{vmid}/status/current", to, before.vmid())
                .shown();
    }

    @Override
    public Started start(Map<String, String> results) {
        boolean moved = results.containsKey(MoveStep.TASK);
        if (moved) {
            site.nodes().learn(before.vmid(), to);
        }
        try {
            return look(results);
        } catch (ConnectionException e) {
            if (!moved || lost.incrementAndGet() < TRIES) {
                throw e;
            }
            throw new OperationFailedException(Failure.of("it was moved to " + to + ", but cannot be looked at there")
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.DONE)
                    .hint("look at it when the node answers")
                    .cause(e));
        }
    }

    private Started look(Map<String, String> results) {
        Json now = new ChangeReads(site).status(to, before.vmid());
        site.nodes().learn(before.vmid(), to);
        if (before.running() && now.text("status").filter("running"::equals).isEmpty()) {
            throw new OperationFailedException(Failure.of("it is on " + to + ", but does not run any more")
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.DONE)
                    .hint("look at its tasks and its console"));
        }
        Map<String, String> told = new HashMap<>();
        told.put(Step.VM, before.vmid());
        Optional.ofNullable(results.get(MoveStep.TASK))
                .flatMap(Upid::parse)
                .filter(u -> before.running())
                .flatMap(this::downtime)
                .ifPresent(ms -> told.put(Step.DOWNTIME, ms.toString()));
        return new Started.Done(told);
    }

    /** Nice to know; that it cannot be read, as of a node that is down by now, does not make the move fail. */
    private Optional<Long> downtime(Upid upid) {
        try {
            return MoveReader.downtime(new TaskLogs(site.pve()).rest(upid, 0));
        } catch (SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            return Optional.empty();
        }
    }

    /** Sent again it looks again. */
    @Override
    public Landed landed(Map<String, String> results) {
        return Landed.no();
    }

    @Override
    public String toString() {
        return title();
    }
}
