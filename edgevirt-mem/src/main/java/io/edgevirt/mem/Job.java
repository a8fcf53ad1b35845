package io.edgevirt.mem;

import io.edgevirt.EdgeVirtException;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.Landed;
import io.edgevirt.spi.Started;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Work that takes virtual time: a native task, or what a blocking call waits for. Guarded by the system's lock. */
final class Job {

    /**
     * How work that takes time goes.
     *
     * @param blocking whether the caller's call blocks meanwhile; otherwise it is a task to be asked about
     * @param begin what happens at once, such as taking the lock of a machine
     * @param abandon what happens when it is cancelled or fails
     */
    record Plan(boolean blocking, Runnable begin, Runnable abandon) {}

    private final World world;
    private final Op op;
    private final String key;
    private final Plan plan;
    private final Supplier<Map<String, String>> work;
    private final Instant begun;
    private final Duration takes;
    private final String id;
    private final Bell over = new Bell();
    private Optional<Clock.Due> end = Optional.empty();
    private TaskState state = new TaskState.Running(Optional.of(0.0));

    Job(World world, Op op, String key, Plan plan, Supplier<Map<String, String>> work) {
        this.world = world;
        this.op = op;
        this.key = key;
        this.plan = plan;
        this.work = work;
        this.begun = world.clock().now();
        this.takes = world.clock().takes(op);
        this.id = world.nextName("task");
    }

    String id() {
        return id;
    }

    String key() {
        return key;
    }

    boolean running() {
        return state instanceof TaskState.Running;
    }

    /** A task can be found and waited for; of a call that blocked, nobody knows what became. */
    Landed landed() {
        return plan.blocking() ? Landed.unknown() : Landed.running(id);
    }

    void begin(Hitch hitch) {
        plan.begin().run();
        if (hitch.brokenOff().isPresent()) {
            EdgeVirtException error = hitch.brokenOff().get();
            end = Optional.of(world.clock().after(takes.dividedBy(2), () -> fail(error)));
        } else if (!hitch.stalls()) {
            end = Optional.of(world.clock().after(takes, this::finish));
        }
    }

    /** How it is now. */
    TaskState state() {
        if (!running() || takes.isZero()) {
            return state;
        }
        if (end.isEmpty()) {
            return new TaskState.Running(Optional.of(0.5));
        }
        long tenths = Duration.between(begun, world.clock().now()).toMillis() * 10 / Math.max(1, takes.toMillis());
        return new TaskState.Running(Optional.of(Math.min(10, tenths) / 10.0));
    }

    private void finish() {
        try {
            state = new TaskState.Succeeded(world.carryOut(key, work));
            over.ring();
        } catch (EdgeVirtException e) {
            fail(e);
        }
    }

    void cancel() {
        fail(Problems.cancelled(op.request()));
    }

    private void fail(EdgeVirtException error) {
        if (running()) {
            end.ifPresent(world.clock()::drop);
            plan.abandon().run();
            state = new TaskState.Failed(error);
            over.ring();
        }
    }

    Started blocking() {
        return new Started.Blocking(
                this::await,
                this::fraction,
                () -> world.locked(() -> {
                    cancel();
                    return true;
                }));
    }

    private Optional<Double> fraction() {
        return world.locked(() -> state() instanceof TaskState.Running r ? r.fraction() : Optional.of(1.0));
    }

    /** Waits in virtual time until it is over. */
    Map<String, String> await() throws InterruptedException {
        boolean stalled = world.locked(() -> end.isEmpty());
        if (!stalled) {
            world.clock().sleepUntil(begun.plus(takes));
        }
        while (world.locked(this::running)) {
            world.clock().idle(over);
        }
        return world.locked(() -> {
            if (state instanceof TaskState.Failed failed) {
                throw failed.error();
            }
            return ((TaskState.Succeeded) state).results();
        });
    }

    @Override
    public String toString() {
        return id + " (" + op.request() + ")";
    }
}
