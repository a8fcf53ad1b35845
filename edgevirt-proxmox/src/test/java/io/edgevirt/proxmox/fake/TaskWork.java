package io.edgevirt.proxmox.fake;

/** What a task does, while the world is locked; {@link Task#pass()} gives the lock up for a while. */
@FunctionalInterface
public interface TaskWork {
    /**
     * Works.
     *
     * @throws Refusal to fail the task; its message becomes the exit status
     */
    void run(Task task);
}
