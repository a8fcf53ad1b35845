package io.edgevirt.vsphere.driver;

import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.TaskState;
import io.edgevirt.vsphere.read.Managed;
import io.edgevirt.vsphere.read.Question;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.Selection;
import io.edgevirt.vsphere.soap.Faults;
import io.edgevirt.vsphere.soap.Inventory;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Finds out why a task takes long: a machine that asks something lets its task wait for ever. Looked at once in a while,
 * for all tasks that have been at work for some time, by two requests. Thread-safe.
 */
final class Questions {

    /** Most tasks have ended by then. */
    static final Duration PATIENCE = Duration.ofSeconds(5);
    /** How often it is looked, at most. */
    static final Duration PAUSE = Duration.ofSeconds(10);

    private static final String ENTITY = "info.entity";

    private final Inventory inventory;
    private final LongSupplier clock;
    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, Reference> machines = new HashMap<>();
    private long looked;

    /**
     * Begins without any task.
     *
     * @param clock nanoseconds that only grow
     */
    Questions(Inventory inventory, LongSupplier clock) {
        this.inventory = inventory;
        this.clock = clock;
        looked = clock.getAsLong() - PAUSE.toNanos();
    }

    /**
     * Takes note of how tasks are.
     *
     * @param states all tasks that are waited for
     * @return those that go on only when their machine has an answer, as failed
     */
    synchronized Map<String, TaskState> among(Map<String, TaskState> states) {
        long now = clock.getAsLong();
        since.keySet().retainAll(states.keySet());
        machines.keySet().retainAll(states.keySet());
        states.forEach((task, state) -> {
            if (state instanceof TaskState.Running) {
                since.putIfAbsent(task, now);
            } else {
                since.remove(task);
            }
        });
        List<String> slow = since.entrySet().stream()
                .filter(e -> now - e.getValue() >= PATIENCE.toNanos())
                .map(Map.Entry::getKey)
                .toList();
        if (slow.isEmpty() || now - looked < PAUSE.toNanos()) {
            return Map.of();
        }
        looked = now;
        return asked(slow);
    }

    private Map<String, TaskState> asked(List<String> slow) {
        findMachines(slow.stream().filter(task -> !machines.containsKey(task)).toList());
        List<Reference> wanted = slow.stream()
                .flatMap(task -> Optional.ofNullable(machines.get(task)).stream())
                .distinct()
                .toList();
        Map<Reference, Question> open = new HashMap<>();
        for (Managed vm : inventory.many(wanted, Selection.of("VirtualMachine", "name", Question.PROPERTY))) {
            Question.read(vm.at(Question.PROPERTY)).ifPresent(q -> open.put(vm.reference(), q));
        }
        Map<String, TaskState> failed = new HashMap<>();
        for (String task : slow) {
            Question question = open.get(machines.get(task));
            if (question != null) {
                failed.put(task, new TaskState.Failed(waits(question)));
            }
        }
        return failed;
    }

    private void findMachines(List<String> tasks) {
        List<Reference> references =
                tasks.stream().map(task -> new Reference("Task", task)).toList();
        for (Managed task : inventory.many(references, Selection.of("Task", ENTITY))) {
            task.at(ENTITY)
                    .reference()
                    .filter(r -> r.type().equals("VirtualMachine"))
                    .ifPresent(vm -> machines.put(task.id(), vm));
        }
    }

    private static InvalidStateException waits(Question question) {
        return new InvalidStateException(Failure.of("the machine waits for an answer: " + question)
                .backend(Faults.BACKEND)
                .hint("vm.unwrap(VSphereVM.class).answer(…) with one of "
                        + List.copyOf(question.choices().values()) + "; the task then goes on by itself")
                .outcome(Outcome.UNKNOWN));
    }
}
