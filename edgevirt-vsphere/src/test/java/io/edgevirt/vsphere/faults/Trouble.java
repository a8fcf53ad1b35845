package io.edgevirt.vsphere.faults;

import io.edgevirt.vsphere.sim.Effect;
import io.edgevirt.vsphere.sim.Relay;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What happens to one request. */
enum Trouble {
    CUT_BEFORE("the connection is cut before the server learns of it") {
        @Override
        Effect effect(Relay relay, CountDownLatch over) {
            return Effect.cutBefore();
        }
    },
    CUT_AFTER("the connection is cut after the server carried it out") {
        @Override
        Effect effect(Relay relay, CountDownLatch over) {
            return Effect.cutAfter();
        }
    },
    SESSION_EXPIRED("the session has expired") {
        @Override
        Effect effect(Relay relay, CountDownLatch over) {
            return forward -> {
                relay.expireSessions();
                return Effect.notAuthenticated().answer(forward);
            };
        }
    },
    SILENT_BEFORE("the server falls silent before it does anything") {
        @Override
        Effect effect(Relay relay, CountDownLatch over) {
            return forward -> {
                over.await();
                throw new IOException("nobody waits any more");
            };
        }
    },
    SILENT_AFTER("the server carries it out and falls silent") {
        @Override
        Effect effect(Relay relay, CountDownLatch over) {
            return forward -> {
                forward.send();
                over.await();
                throw new IOException("nobody waits any more");
            };
        }
    };

    private final String title;

    Trouble(String title) {
        this.title = title;
    }

    /** All of them, those first that take a request's whole time. */
    static List<Trouble> slowestFirst() {
        return List.of(SILENT_AFTER, SILENT_BEFORE, CUT_AFTER, CUT_BEFORE, SESSION_EXPIRED);
    }

    /** Whether it takes a request's whole time. */
    boolean silent() {
        return this == SILENT_BEFORE || this == SILENT_AFTER;
    }

    /**
     * What becomes of the request.
     *
     * @param over is counted down when the change has ended
     */
    abstract Effect effect(Relay relay, CountDownLatch over);

    @Override
    public String toString() {
        return title;
    }
}
