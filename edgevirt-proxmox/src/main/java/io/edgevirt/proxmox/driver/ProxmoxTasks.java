package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.InvalidSpecException;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.proxmox.http.Call;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.TaskEntry;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.Step;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tasks by their UPIDs. One request tells of all that run and of the last 25 of each node that ended; the others are asked
 * for one by one. A task on a node that does not answer is not known to have failed.
 */
final class ProxmoxTasks {

    /** Key of what a task warned of. */
    static final String WARNINGS = "warnings";

    /** Key of a snapshot that was to be taken with file systems at rest: a task that fails in this says OK all the same. */
    static final String QUIESCED = "quiesced";

    private static final Logger LOG = LoggerFactory.getLogger(ProxmoxTasks.class);

    private final Site site;
    private final TaskLogs logs;
    private final TaskProgress progress;
    private final AbsentNodes absent = new AbsentNodes();
    /** Tasks that ended well, whose machine is not yet as it must be, with what they warned of. */
    private final Map<String, Map<String, String>> accepted = new ConcurrentHashMap<>();

    ProxmoxTasks(Site site) {
        this.site = site;
        logs = new TaskLogs(site.pve());
        progress = new TaskProgress(logs);
    }

    /**
     * The states of tasks as the engine names them; never holds back its answer.
     *
     * @param tasks as {@link TaskId#text()} writes them
     * @param atMost how long the answer might be held back
     */
    Map<String, TaskState> poll(Set<String> tasks, Duration atMost) {
        accepted.keySet().retainAll(tasks);
        progress.forgetAllBut(tasks.stream().map(t -> TaskId.parse(t).upid()).collect(Collectors.toSet()));
        Map<String, TaskEntry> listed = listed();
        Map<String, TaskState> states = new LinkedHashMap<>();
        Map<String, Upid> running = new HashMap<>();
        for (String text : tasks) {
            TaskId task = TaskId.parse(text);
            Upid.parse(task.upid())
                    .ifPresentOrElse(
                            upid -> state(text, task, upid, Optional.ofNullable(listed.get(upid.text())), running)
                                    .ifPresent(state -> states.put(text, state)),
                            () -> states.put(text, strange(task)));
        }
        progress.ask(running.values());
        running.forEach((text, upid) -> states.put(text, new TaskState.Running(progress.of(upid))));
        return states;
    }

    private Map<String, TaskEntry> listed() {
        Map<String, TaskEntry> listed = new HashMap<>();
        site.pve().send(Call.get("/cluster/tasks")).list().stream()
                .flatMap(entry -> TaskEntry.listed(entry).stream())
                .forEach(entry -> listed.put(entry.upid().text(), entry));
        return listed;
    }

    /** Empty for one that runs, which is then among the running. */
    private Optional<TaskState> state(
            String text, TaskId task, Upid upid, Optional<TaskEntry> told, Map<String, Upid> running) {
        if (accepted.containsKey(text)) {
            return Optional.of(settled(text, task, upid));
        }
        try {
            TaskEntry now = told.filter(t ->
                            !progress.over(upid) && (t.running() || t.exit().isPresent()))
                    .orElseGet(() -> absent.ask(upid.node(), () -> asked(upid)));
            if (now.running()) {
                running.put(text, upid);
                return Optional.empty();
            }
            return Optional.of(ended(text, task, upid, now.exit().orElse("unknown")));
        } catch (NotFoundException | InvalidSpecException e) {
            return Optional.of(new TaskState.Failed(unknown(upid, "its node does not know it any more", e)));
        } catch (ConnectionException e) {
            return Optional.of(
                    absent.patient(upid.node())
                            ? new TaskState.Running(progress.of(upid))
                            : new TaskState.Failed(unknown(upid, "its node does not answer", e)));
        }
    }

    /** One request. */
    TaskEntry asked(Upid upid) {
        return TaskEntry.asked(
                upid, site.pve().send(Call.get("/nodes/{node}/tasks/{upid}/status", upid.node(), upid.text())));
    }

    private TaskState ended(String text, TaskId task, Upid upid, String exit) {
        Optional.ofNullable(task.tells().get(Step.VM)).ifPresent(site.nodes().sightings()::made);
        boolean quiesced = task.tells().containsKey(QUIESCED);
        if (exit.equals("OK") && !quiesced) {
            return well(text, task, upid, Map.of());
        }
        List<String> log = logs.restQuietly(upid, progress.place(upid));
        if (quiesced && log.stream().anyMatch(l -> l.contains("fsfreeze-freeze problems"))) {
            return new TaskState.Failed(TaskFaults.of(upid, "the file systems were not brought to rest", log));
        }
        if (exit.equals("OK")) {
            return well(text, task, upid, Map.of());
        }
        if (exit.startsWith("WARNINGS")) {
            String warnings = TaskLog.warnings(log);
            LOG.warn("the task {} ended with {}: {}", upid.text(), TaskLog.plain(exit), warnings);
            return well(text, task, upid, Map.of(WARNINGS, warnings.isEmpty() ? TaskLog.plain(exit) : warnings));
        }
        if (upid.type().equals("qmshutdown") && TaskFaults.interrupted(exit)) {
            // Its guest was asked, and nobody waits for it any more but the engine, by the machine's own state.
            return new TaskState.Succeeded(results(task, Map.of()));
        }
        return new TaskState.Failed(TaskFaults.of(upid, exit, log));
    }

    private TaskState well(String text, TaskId task, Upid upid, Map<String, String> more) {
        if (!task.tells().containsKey(HaWait.UNTIL)) {
            return new TaskState.Succeeded(results(task, more));
        }
        accepted.put(text, more);
        return settled(text, task, upid);
    }

    /** The task was accepted; what it asked for must hold as well. */
    private TaskState settled(String text, TaskId task, Upid upid) {
        Map<String, String> more = accepted.getOrDefault(text, Map.of());
        return new HaWait(site).state(task, upid, () -> new TaskState.Succeeded(results(task, more)));
    }

    private static Map<String, String> results(TaskId task, Map<String, String> more) {
        Map<String, String> results = new HashMap<>(task.tells());
        results.remove(HaWait.UNTIL);
        results.remove(QUIESCED);
        results.putAll(more);
        return results;
    }

    private static TaskState strange(TaskId task) {
        return new TaskState.Failed(
                new ConnectionException(Failure.of("'" + TaskLog.plain(task.upid()) + "' names no task of Proxmox VE")
                        .backend(Faults.BACKEND)
                        .outcome(Outcome.UNKNOWN)));
    }

    /** As after a lost reply: the engine looks for what it made. */
    private static ConnectionException unknown(Upid upid, String why, EdgeVirtException cause) {
        return new ConnectionException(Failure.of("how the task " + upid.type() + " ended is not known: " + why)
                .backend(Faults.BACKEND)
                .nativeCode(upid.text())
                .outcome(Outcome.UNKNOWN)
                .hint("look at the tasks of " + upid.node() + ": hv.unwrap(Proxmox.class).pickUp(…)")
                .cause(cause));
    }

    /** One request. */
    void cancel(String task) {
        String upid = TaskId.parse(task).upid();
        site.pve().send(stop(upid));
    }

    /** The request that stops a task. */
    static Call stop(String upid) {
        return Call.delete("/nodes/{node}/tasks/{upid}", new TaskId(upid, Map.of()).node(), upid);
    }
}
