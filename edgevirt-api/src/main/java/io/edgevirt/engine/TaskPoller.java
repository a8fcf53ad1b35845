package io.edgevirt.engine;

import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Failure;
import io.edgevirt.Outcome;
import io.edgevirt.spi.Bell;
import io.edgevirt.spi.TaskState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One thread that asks about all native tasks of a connection; it lives while there are any. */
final class TaskPoller {

    /** How long a system may hold back its answer; a new task waits at most this long to be asked about. */
    private static final Duration LONG_POLL = Duration.ofSeconds(5);

    private final Engine engine;
    private final Map<String, Awaited> awaited = new ConcurrentHashMap<>();
    private final Bell bell = new Bell();
    private boolean running;
    private Optional<Deadline> away = Optional.empty();
    private volatile boolean arrived;
    private volatile boolean closed;

    TaskPoller(Engine engine) {
        this.engine = engine;
    }

    /** A native task that somebody waits for. */
    static final class Awaited {
        private final Bell waiting;
        private volatile TaskState state = new TaskState.Running(Optional.empty());

        Awaited(Bell waiting) {
            this.waiting = waiting;
        }

        TaskState state() {
            return state;
        }
    }

    Awaited await(String task, Bell waiting) {
        Awaited added = new Awaited(waiting);
        synchronized (awaited) {
            awaited.put(task, added);
            arrived = true;
            if (!running && !closed) {
                running = true;
                engine.threads().execute(this::loop);
            }
        }
        bell.ring();
        return added;
    }

    void forget(String task) {
        awaited.remove(task);
    }

    void close() {
        closed = true;
        bell.ring();
    }

    private void loop() {
        Backoff backoff = newBackoff();
        while (more()) {
            try {
                boolean brisk = arrived;
                arrived = false;
                backoff = ask() || brisk ? newBackoff() : backoff;
                if (!awaited.isEmpty()) {
                    engine.pace().pause(bell, backoff.next());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean more() {
        synchronized (awaited) {
            running = !awaited.isEmpty() && !closed;
            return running;
        }
    }

    /** Asks once; true if any task has ended. */
    private boolean ask() {
        Set<String> tasks = Set.copyOf(awaited.keySet());
        Map<String, TaskState> states;
        try {
            states = engine.read(
                    "poll", tasks.size() + " tasks", () -> engine.driver().poll(tasks, LONG_POLL));
            away = Optional.empty();
        } catch (RuntimeException | Error e) {
            EdgeVirtException known = Outcomes.unexpected(e);
            if (known instanceof ConnectionException && mayComeBack()) {
                return false;
            }
            // whose task it is says in its own words what was done to what
            Failure unsaid = known.failure().operation("").target("").outcome(Outcome.UNKNOWN);
            TaskState unknown = new TaskState.Failed(Outcomes.as(known, unsaid));
            tasks.forEach(task -> tell(task, unknown));
            return true;
        }
        boolean ended = false;
        for (Map.Entry<String, TaskState> entry : states.entrySet()) {
            ended |= tell(entry.getKey(), entry.getValue());
        }
        return ended;
    }

    /** The tasks run on while the system cannot be reached, so a short absence is waited out. */
    private boolean mayComeBack() {
        Deadline patience = away.orElseGet(() -> engine.deadline(engine.requestTimeout()));
        away = patience.passed() ? Optional.empty() : Optional.of(patience);
        return away.isPresent();
    }

    private boolean tell(String task, TaskState state) {
        Awaited waiter = awaited.get(task);
        if (waiter == null || waiter.state.equals(state)) {
            return false;
        }
        boolean ended = !(state instanceof TaskState.Running);
        if (ended) {
            awaited.remove(task);
        }
        waiter.state = state;
        waiter.waiting.ring();
        return ended;
    }

    /** Where the answer is held back, the pause only gathers what changes at about the same time. */
    private Backoff newBackoff() {
        Duration most = engine.driver().pollHolds() ? Duration.ofMillis(250) : Duration.ofSeconds(2);
        return new Backoff(Duration.ofMillis(50), most);
    }
}
