package io.edgevirt.kvm.driver;

import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * What libvirt asked of a guest and the guest does in its own time, such as giving memory back or letting go of a device.
 * libvirt has no tasks of its own, so these are looked at when the engine polls; a guest that does nothing within its time
 * has refused.
 */
final class GuestTasks {

    /** Windows takes some seconds to let go of a disk; a guest without a driver never does. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Awaited(BooleanSupplier over, long deadline, String refusal, String remedy) {}

    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();

    /** Begins to look. */
    Started begin(String id, BooleanSupplier over, String refusal, String remedy) {
        awaited.put(id, new Awaited(over, System.nanoTime() + PATIENCE.toNanos(), refusal, remedy));
        return Started.task(id);
    }

    Map<String, TaskState> poll(Set<String> ids) {
        Map<String, TaskState> states = new HashMap<>();
        for (String id : ids) {
            Awaited task = awaited.get(id);
            if (task != null) {
                TaskState state = state(id, task);
                states.put(id, state);
                if (!(state instanceof TaskState.Running)) {
                    awaited.remove(id);
                }
            }
        }
        return states;
    }

    private TaskState state(String id, Awaited task) {
        if (Errors.guard(task.over::getAsBoolean)) {
            cancelled.remove(id);
            return new TaskState.Succeeded(Map.of());
        }
        if (cancelled.remove(id)) {
            return new TaskState.Failed(Errors.because(OperationCancelledException::new, "cancelled", ""));
        }
        if (System.nanoTime() - task.deadline > 0) {
            return new TaskState.Failed(Errors.because(OperationFailedException::new, task.refusal, task.remedy));
        }
        return new TaskState.Running(Optional.empty());
    }

    void cancel(String id) {
        if (awaited.containsKey(id)) {
            cancelled.add(id);
        }
    }
}
