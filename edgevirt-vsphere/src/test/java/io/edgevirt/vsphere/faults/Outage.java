package io.edgevirt.vsphere.faults;

import io.edgevirt.vsphere.sim.Effect;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What happens to a whole server while a change is under way. */
enum Outage {
    RESTART_BEFORE("the server restarted before, and no session outlived that", Set.of("done")) {
        @Override
        void prepare(Lane lane) {
            restart(lane, 2);
        }
    },
    RESTART_MEANWHILE(
            "the server restarts while its task is waited for, and no session outlives that", Set.of("done")) {
        @Override
        void prepare(Lane lane) {
            lane.relay.next(WAITING, forward -> {
                restart(lane, 4);
                return Effect.status(503).answer(forward);
            });
        }
    },
    REFUSED("the server refuses connections for a while when its task is waited for", Set.of("done")) {
        @Override
        void prepare(Lane lane) {
            lane.relay.next(WAITING, forward -> {
                lane.gate.shut();
                CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS).execute(lane.gate::open);
                return Effect.cutBefore().answer(forward);
            });
        }
    },
    GONE("the server is gone for good when its task is waited for", Set.of("UNKNOWN")) {
        @Override
        void prepare(Lane lane) {
            lane.relay.next(WAITING, forward -> {
                lane.gate.shut();
                return Effect.cutBefore().answer(forward);
            });
        }
    },
    TASK_LOST("the server does not know its task any more", Set.of("done", "NOT_DONE", "UNKNOWN")) {
        @Override
        void prepare(Lane lane) {
            lane.relay.next(LISTING, Effect.notFound("Task", "task-0"));
            lane.relay.next(LISTING, Effect.Forward::send);
            lane.relay.next(LISTING, Effect.notFound("Task", "task-0"));
        }
    };

    private static final String WAITING = "WaitForUpdatesEx";
    private static final String LISTING = "ModifyListView";

    private final String title;
    private final Set<String> told;

    Outage(String title, Set<String> told) {
        this.title = title;
        this.told = told;
    }

    /** Lays the trouble out for the lane's next change. */
    abstract void prepare(Lane lane);

    /** What may be told: a machine is known again by its uuid, but of a file or a snapshot it may not be known whose it is. */
    Set<String> told(Change change) {
        return this == TASK_LOST && change == Change.CREATE ? Set.of("done") : told;
    }

    /** The proxy before the services answers so many requests, until they are there again. */
    private static void restart(Lane lane, int requests) {
        AtomicInteger left = new AtomicInteger(requests);
        lane.relay.expireSessions();
        lane.relay.all(
                forward -> left.getAndDecrement() > 0 ? Effect.status(503).answer(forward) : forward.send());
    }

    @Override
    public String toString() {
        return title;
    }
}
