package io.edgevirt.proxmox.driver;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.proxmox.read.TaskLog;
import io.edgevirt.proxmox.read.Upid;
import io.edgevirt.spi.SessionExpiredException;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far tasks are, by their logs. Each call asks for one log at most, of the task that was not asked for the longest. */
final class TaskProgress {

    private static final Logger LOG = LoggerFactory.getLogger(TaskProgress.class);

    /** Those that take long and write how far they are. */
    private static final Set<String> TELLING = Set.of(
            "vzdump", "qmrestore", "qmclone", "qmmove", "qmigrate", "qmcreate", "qmconfig", "imgcopy", "download");

    /** How far a log was read, what it told, and which turn that was. */
    private record Seen(int lines, Optional<Double> fraction, boolean over, long turn) {}

    private static final Seen NOTHING = new Seen(0, Optional.empty(), false, 0);

    private final TaskLogs logs;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();
    private long turn;

    TaskProgress(TaskLogs logs) {
        this.logs = logs;
    }

    private Seen seen(Upid upid) {
        return seen.getOrDefault(upid.text(), NOTHING);
    }

    /** How far a task is, as last seen. */
    Optional<Double> of(Upid upid) {
        return seen(upid).fraction;
    }

    /** Up to which line its log was read. */
    int place(Upid upid) {
        return Math.max(0, seen(upid).lines - TaskLog.TAIL);
    }

    /** Whether its log says that it has ended. */
    boolean over(Upid upid) {
        return seen(upid).over;
    }

    void forgetAllBut(Set<String> upids) {
        seen.keySet().retainAll(upids);
    }

    /** One request at most. */
    void ask(Collection<Upid> running) {
        Optional<Upid> next = running.stream()
                .filter(u -> TELLING.contains(u.type()))
                .min(Comparator.comparingLong((Upid u) -> seen(u).turn).thenComparing(Upid::text));
        next.ifPresent(this::look);
    }

    private void look(Upid upid) {
        Seen before = seen(upid);
        turn++;
        try {
            List<String> lines = logs.page(upid, before.lines);
            Optional<Double> fraction = TaskLog.fraction(lines).or(() -> before.fraction);
            seen.put(
                    upid.text(),
                    new Seen(before.lines + lines.size(), fraction, before.over || TaskLog.over(lines), turn));
        } catch (SessionExpiredException e) {
            throw e;
        } catch (EdgeVirtException e) {
            // it is for looking at: what a log does not tell does not end the wait
            LOG.debug("the progress of {} is not known", upid.text(), e);
            seen.put(upid.text(), new Seen(before.lines, before.fraction, before.over, turn));
        }
    }
}
