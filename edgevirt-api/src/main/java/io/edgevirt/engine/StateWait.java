package io.edgevirt.engine;

import io.edgevirt.Event;
import io.edgevirt.Failure;
import io.edgevirt.OperationCancelledException;
import io.edgevirt.OperationTimeoutException;
import io.edgevirt.Outcome;
import io.edgevirt.VMInfo;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.Ref;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Waits until a machine is as it should be: woken by events where the system pushes, else asking less and less often. */
final class StateWait implements AutoCloseable {

    /** Where events wake the wait, the machine is read this often all the same, should one be lost. */
    private static final Duration SAFETY = Duration.ofSeconds(10);

    private final Engine engine;
    private final What what;
    private final Ref vm;
    private final Optional<TaskHandle<?>> task;
    private final Bell bell;
    private final Runnable deaf;
    private volatile boolean restarted;

    /** From now on events are seen. */
    StateWait(Engine engine, What what, Ref vm, Optional<TaskHandle<?>> task) {
        this.engine = engine;
        this.what = what;
        this.vm = vm;
        this.task = task;
        this.bell = task.map(TaskHandle::workBell).orElseGet(Bell::new);
        this.deaf = engine.events().onEvent(this::see);
    }

    @Override
    public void close() {
        deaf.run();
    }

    private void see(Event event) {
        if (event.kind() == Event.Kind.REBOOTED && event.vmId().equals(vm.id())) {
            restarted = true;
        }
        if (event.kind() == Event.Kind.RECONNECTED || event.vmId().equals(vm.id())) {
            bell.ring();
        }
    }

    /**
     * Waits.
     *
     * @param seen tells by what was read, and whether a restart was seen since this was made, if it is over
     */
    VMInfo until(String wanted, Duration atMost, BiPredicate<VMInfo, Boolean> seen) {
        Deadline deadline = engine.deadline(atMost);
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(2));
        try {
            while (true) {
                VMInfo info = engine.learned()
                        .learn(engine.read(
                                what.operation(),
                                what.target(),
                                () -> engine.driver().vms().read(vm.id())));
                if (seen.test(info, restarted)) {
                    return info;
                }
                if (task.map(TaskHandle::cancelled).orElse(false)) {
                    throw cancelled(info);
                }
                if (deadline.passed()) {
                    throw timedOut(wanted, atMost, info);
                }
                Duration pause = engine.events().pushing() ? SAFETY : backoff.next();
                engine.pace().pause(bell, deadline.left(pause));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationTimeoutException(Failure.of("the wait for " + wanted + " was interrupted")
                    .within(engine.backend(), what.operation(), what.target())
                    .outcome(Outcome.UNKNOWN));
        }
    }

    private OperationCancelledException cancelled(VMInfo info) {
        return new OperationCancelledException(Failure.of("cancelled while it was " + info.state())
                .within(engine.backend(), what.operation(), what.target())
                .outcome(Outcome.UNKNOWN));
    }

    private OperationTimeoutException timedOut(String wanted, Duration atMost, VMInfo info) {
        return new OperationTimeoutException(Failure.of(wanted + " was not seen within " + atMost)
                .within(engine.backend(), what.operation(), what.target())
                .outcome(Outcome.UNKNOWN)
                .lastSeen(info.state().name())
                .hint("wait longer with await(), or look at its console"));
    }
}
