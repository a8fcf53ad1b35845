package io.edgevirt.proxmox.fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** All tasks of the cluster, oldest first; the world's lock guards it. */
public final class Tasks {
    private final World world;
    private final List<Task> all = new ArrayList<>();
    private int nextPid = 0xA1B2C;

    Tasks(World world) {
        this.world = world;
    }

    /** Starts a task on a node and returns it; the work runs on a thread of its own. */
    public Task start(String node, String type, String id, Identity user, TaskWork work) {
        Task task = new Task(world, node, type, id, user, nextPid++);
        all.add(task);
        try {
            world.threads().execute(() -> world.locked(() -> run(task, work)));
        } catch (RejectedExecutionException e) {
            task.end("the fake is closed");
        }
        return task;
    }

    private static Task run(Task task, TaskWork work) {
        try {
            work.run(task);
            task.end("");
        } catch (Refusal refusal) {
            task.end(refusal.message());
        } catch (RuntimeException bug) {
            task.end("the fake failed: " + bug);
        }
        return task;
    }

    /** All tasks ever, oldest first. */
    public List<Task> all() {
        return List.copyOf(all);
    }

    /** The task with a name. */
    public Optional<Task> find(String upid) {
        return all.stream().filter(task -> task.upid().equals(upid)).findFirst();
    }

    /** The tasks of a type, oldest first. */
    public List<Task> ofType(String type) {
        return all.stream().filter(task -> task.type().equals(type)).toList();
    }

    /** Forgets a task as if its log had been rotated away. */
    public void forget(String upid) {
        all.removeIf(task -> task.upid().equals(upid));
    }
}
