package io.edgevirt.vsphere.driver;

import io.edgevirt.Event;
import io.edgevirt.spi.EventRole;
import io.edgevirt.spi.TaskState;
import io.edgevirt.vsphere.read.TaskReader;
import io.edgevirt.vsphere.soap.Request;
import io.edgevirt.vsphere.soap.Updates;
import io.edgevirt.vsphere.soap.Vim;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** All native tasks of a connection and the changes of its machines, waited for by one long poll. */
final class VSphereTasks implements EventRole {

    private final Vim vim;
    private final Updates updates;
    private final Questions questions;

    VSphereTasks(Vim vim, Updates updates, Questions questions) {
        this.vim = vim;
        this.updates = updates;
        this.questions = questions;
    }

    @Override
    public Runnable watch(Consumer<Event> sink) {
        return updates.watch(sink);
    }

    /** The states of tasks as the engine names them. */
    Map<String, TaskState> poll(Set<String> tasks, Duration atMost) {
        Map<String, TaskId> ids = new LinkedHashMap<>();
        tasks.forEach(task -> ids.put(TaskId.parse(task).id(), TaskId.parse(task)));
        Map<String, TaskState> states = new HashMap<>();
        Map<String, TaskState> known = new HashMap<>(updates.poll(ids.keySet(), atMost));
        known.putAll(questions.among(known));
        known.forEach((id, state) -> {
            TaskId task = ids.get(id);
            if (task != null) {
                states.put(TaskId.of(task.id(), task.tells()), told(task, state));
            }
        });
        return states;
    }

    /** What a task results in, under the key that its step named. */
    private static TaskState told(TaskId task, TaskState state) {
        if (!(state instanceof TaskState.Succeeded done)) {
            return state;
        }
        String result = done.results().get(TaskReader.RESULT);
        return new TaskState.Succeeded(
                result == null || task.tells().isEmpty() ? Map.of() : Map.of(task.tells(), result));
    }

    void cancel(String task) {
        vim.send(Request.on("Task", TaskId.parse(task).id(), "CancelTask"));
    }

    void renewed(boolean kept) {
        updates.renewed(kept);
    }

    void close() {
        updates.close();
    }
}
