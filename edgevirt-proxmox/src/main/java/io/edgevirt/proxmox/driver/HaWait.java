package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.TaskState;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What a task that HA accepted must lead to: such tasks end well before anything has happened. The machine's own status
 * tells, one request each time.
 */
final class HaWait {

    /** Key of what must hold: {@code running}, {@code stopped}, or either with {@code @node}. */
    static final String UNTIL = "until";

    private final Site site;

    HaWait(Site site) {
        this.site = site;
    }

    /** Whether it holds. A node that does not answer, or does not have the machine yet, is waited for. */
    TaskState state(TaskId task, Upid upid, Supplier<TaskState> holds) {
        String until = task.tells().getOrDefault(UNTIL, "");
        String wanted = until.replaceFirst("@.*", "");
        Optional<String> node =
                until.contains("@") ? Optional.of(until.substring(until.indexOf('@') + 1)) : Optional.empty();
        try {
            Json now = status(upid.id(), node);
            if (now.text("status").filter(wanted::equals).isPresent()) {
                node.ifPresent(n -> site.nodes().learn(upid.id(), n));
                return holds.get();
            }
            return now.get("ha").text("state").filter("error"::equals).isPresent()
                    ? new TaskState.Failed(givenUp(upid, wanted))
                    : new TaskState.Running(Optional.empty());
        } catch (NotFoundException | ConnectionException e) {
            return new TaskState.Running(Optional.empty());
        }
    }

    private Json status(String vmid, Optional<String> node) {
        String path = "/nodes/{node}/qemu/{vmid}/status/current";
        return node.map(n -> site.pve().send(Call.get(path, n, vmid)))
                .orElseGet(() -> site.nodes().at(vmid, n -> site.pve().send(Call.get(path, n, vmid))));
    }

    private static OperationFailedException givenUp(Upid upid, String wanted) {
        return new OperationFailedException(Failure.of("HA could not bring the machine " + upid.id() + " to " + wanted
                        + ", and has put it into the state error")
                .backend(Faults.BACKEND)
                .nativeCode(upid.text())
                .hint("find out why in the tasks of its node, disable its HA resource, and enable it again"));
    }
}
