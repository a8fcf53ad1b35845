package io.edgevirt.proxmox.read;

import java.time.Instant;
import java.util.Optional;

/**
 * What a listing or a question tells of a task.
 *
 * @param upid its name
 * @param ended when it ended; empty while it runs, and where that is not told
 * @param exit how it ended: {@code OK}, {@code WARNINGS: 2}, or what went wrong; empty while it runs
 * @param running whether it runs
 */
public record TaskEntry(Upid upid, Optional<Instant> ended, Optional<String> exit, boolean running) {

    /**
     * Reads an entry of {@code /cluster/tasks} or {@code /nodes/{node}/tasks}, where the status of a task is how it ended.
     *
     * @param entry the entry
     * @return the task; empty if the entry names none
     */
    public static Optional<TaskEntry> listed(Json entry) {
        Optional<Instant> ended = entry.number("endtime").filter(t -> t > 0).map(Instant::ofEpochSecond);
        // A node's list writes RUNNING for those at work where the cluster's writes nothing.
        Optional<String> exit = entry.text("status").map(String::strip).filter(s -> !s.isEmpty());
        boolean running =
                ended.isEmpty() && exit.filter(s -> !s.equals("RUNNING")).isEmpty();
        return entry.text("upid")
                .flatMap(Upid::parse)
                .map(upid -> new TaskEntry(upid, ended, running ? Optional.empty() : exit, running));
    }

    /**
     * Reads the answer of {@code /nodes/{node}/tasks/{upid}/status}.
     *
     * @param upid the task
     * @param status the answer
     * @return the task
     */
    public static TaskEntry asked(Upid upid, Json status) {
        boolean running = status.text("status").filter("running"::equals).isPresent();
        Optional<String> exit = status.text("exitstatus").map(String::strip).filter(s -> !s.isEmpty());
        return new TaskEntry(upid, Optional.empty(), running ? Optional.empty() : exit, running);
    }
}
