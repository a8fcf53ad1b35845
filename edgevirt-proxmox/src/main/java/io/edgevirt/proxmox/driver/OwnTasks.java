package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Finding;
import io.edgevirt.Finding.Problem;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Operation;
import io.edgevirt.proxmox.ProxmoxTask;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.TaskEntry;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Operations;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.Work;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tasks as users see them. */
final class OwnTasks {

    private final Site site;
    private final Operations operations;

    OwnTasks(Site site, Operations operations) {
        this.site = site;
        this.operations = operations;
    }

    List<ProxmoxTask> list() {
        return operations.read(
                "tasks",
                site.server(),
                () -> RecentTasks.read(site.pve()).entries().stream()
                        .map(OwnTasks::task)
                        .sorted(Comparator.comparing(ProxmoxTask::started).reversed())
                        .toList());
    }

    List<String> log(String text) {
        return operations.read("log", TaskLog.plain(text), () -> {
            try {
                return List.copyOf(new TaskLogs(site.pve()).rest(known(text), 0));
            } catch (InvalidSpecException e) {
                throw gone(text, e);
            }
        });
    }

    Operation<ProxmoxTask> pickUp(String text) {
        return operations.operation("pickUp", TaskLog.plain(text), () -> plan(text), results -> read(text));
    }

    private Work plan(String text) {
        Optional<Upid> upid = Upid.parse(text);
        if (upid.isEmpty()) {
            return Work.stopped(Finding.fail(
                    "task.upid",
                    Problem.INVALID,
                    TaskLog.plain(text),
                    "it is not the name of a task",
                    "a task's name begins with UPID: and has the node after it"));
        }
        try {
            asked(upid.get());
        } catch (NotFoundException | InvalidSpecException e) {
            return Work.stopped(Finding.fail(
                    "task.upid",
                    Problem.NOT_FOUND,
                    TaskLog.plain(text),
                    "the node " + upid.get().node() + " knows no such task: "
                            + TaskLog.plain(e.failure().message()),
                    "tasks() tells of the latest"));
        }
        return Work.of(new Wait(text, upid.get()));
    }

    /** As known after its end: one request. */
    private ProxmoxTask read(String text) {
        return operations.read("pickUp", TaskLog.plain(text), () -> task(asked(known(text))));
    }

    private TaskEntry asked(Upid upid) {
        return TaskEntry.asked(
                upid, site.pve().send(Call.get("/nodes/{node}/tasks/{upid}/status", upid.node(), upid.text())));
    }

    private static Upid known(String text) {
        return Upid.parse(text).orElseThrow(() -> gone(text, null));
    }

    private static NotFoundException gone(String text, @org.jspecify.annotations.Nullable EdgeVirtException cause) {
        Failure failure = Failure.of("there is no task " + TaskLog.plain(text)).backend(Faults.BACKEND);
        return new NotFoundException(cause == null ? failure : failure.cause(cause));
    }

    static ProxmoxTask task(TaskEntry entry) {
        Upid upid = entry.upid();
        return new ProxmoxTask(
                upid.text(),
                upid.node(),
                upid.type(),
                Optional.of(upid.id()).filter(i -> !i.isEmpty()),
                upid.user(),
                upid.started(),
                entry.ended(),
                entry.running() ? Optional.empty() : entry.exit().or(() -> Optional.of("unknown")));
    }

    /**
     * Waits for a task that is there already; nothing is sent.
     *
     * @param text its name
     * @param upid the same
     */
    private record Wait(String text, Upid upid) implements Step {

        @Override
        public String title() {
            return "wait for " + upid.type() + (upid.id().isEmpty() ? "" : " of " + upid.id());
        }

        @Override
        public String body() {
            return Call.get("/nodes/{node}/tasks/{upid}/status", upid.node(), text)
                    .shown();
        }

        @Override
        public Started start(Map<String, String> results) {
            return Started.task(new TaskId(text, Map.of()).text());
        }

        /** Its node did not answer for long, and may do so now. */
        @Override
        public Landed landed(Map<String, String> results) {
            return Landed.unknown();
        }
    }
}
