package io.edgevirt.vsphere.soap;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.PermissionDeniedException;
import io.edgevirt.spi.TaskState;
import io.edgevirt.vsphere.read.Element;
import io.edgevirt.vsphere.read.ObjectChange;
import io.edgevirt.vsphere.read.TaskReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What is known of the tasks that somebody waits for. Not thread-safe: its user holds a lock. */
final class TaskBoard {

    private final BiFunction<String, String, EdgeVirtException> faults;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Set<String> listed = new HashSet<>();
    private long ended;
    private long moved;

    TaskBoard(BiFunction<String, String, EdgeVirtException> faults) {
        this.faults = faults;
    }

    private static final class Entry {
        private final Map<String, Element> info = new HashMap<>();
        private TaskState state = new TaskState.Running(Optional.empty());

        boolean ended() {
            return !(state instanceof TaskState.Running);
        }
    }

    /** A task that will be waited for. */
    void expect(String task) {
        entries.computeIfAbsent(task, t -> new Entry());
    }

    /** These and no others are waited for; those that were only expected stay. */
    void want(Collection<String> tasks, Collection<String> expected) {
        entries.keySet().removeIf(t -> !tasks.contains(t) && !expected.contains(t));
        tasks.forEach(this::expect);
    }

    /** How many are waited for that have not ended. */
    int open() {
        return (int) entries.values().stream().filter(e -> !e.ended()).count();
    }

    /** Tasks to be put on the server's list. */
    List<String> unlisted() {
        return entries.entrySet().stream()
                .filter(e -> !e.getValue().ended() && !listed.contains(e.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Tasks on the server's list that are of no interest any more. */
    List<String> spent() {
        return listed.stream()
                .filter(t -> !entries.containsKey(t) || entries.get(t).ended())
                .toList();
    }

    void listed(Collection<String> added, Collection<String> removed) {
        listed.addAll(added);
        listed.removeAll(removed);
    }

    /** The server's list is no more. */
    void unlist() {
        listed.clear();
    }

    /**
     * The server does not know these tasks any more: it has restarted, or they ended some minutes ago. That is a reply
     * which was lost: what became of the work can be found out only by looking for it.
     */
    void gone(Collection<String> tasks) {
        for (String task : tasks) {
            end(
                    task,
                    new ConnectionException(Failure.of("the server does not know the task " + task + " any more")
                            .backend(Faults.BACKEND)
                            .nativeCode("ManagedObjectNotFound")
                            .hint("the server may have restarted: look for what was to be done")
                            .outcome(Outcome.UNKNOWN)));
        }
    }

    private void end(String task, EdgeVirtException error) {
        Entry entry = entries.get(task);
        if (entry != null && !entry.ended()) {
            entry.state = new TaskState.Failed(error);
            ended++;
        }
    }

    void take(ObjectChange change) {
        String task = change.object().id();
        Entry entry = entries.get(task);
        if (!change.object().type().equals("Task") || entry == null || entry.ended()) {
            return;
        }
        if (change.kind() == ObjectChange.Kind.LEAVE) {
            gone(List.of(task));
            return;
        }
        if (change.refused().containsKey("info.state")) {
            end(
                    task,
                    new PermissionDeniedException(Failure.of("the login may not read the task " + task)
                            .backend(Faults.BACKEND)
                            .nativeCode("NoPermission")
                            .outcome(Outcome.UNKNOWN)));
            return;
        }
        entry.info.putAll(change.values());
        TaskState now = TaskReader.state(entry.info, faults);
        if (!now.equals(entry.state)) {
            entry.state = now;
            moved++;
            ended += entry.ended() ? 1 : 0;
        }
    }

    /** Grows with every end. */
    long ends() {
        return ended;
    }

    /** Grows with every change. */
    long moves() {
        return moved;
    }

    boolean anyEnded(Collection<String> tasks) {
        return tasks.stream()
                .anyMatch(t -> entries.containsKey(t) && entries.get(t).ended());
    }

    Map<String, TaskState> states(Collection<String> tasks) {
        Map<String, TaskState> states = new HashMap<>();
        for (String task : tasks) {
            Entry entry = entries.get(task);
            if (entry != null) {
                states.put(task, entry.state);
            }
        }
        return states;
    }
}
