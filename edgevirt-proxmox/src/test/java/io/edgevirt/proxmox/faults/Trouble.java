package io.edgevirt.proxmox.faults;

import io.edgevirt.proxmox.fake.FakeProxmox;
import io.edgevirt.proxmox.fake.Gate.Fault;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What happens to one request, and to all after it where it says so. */
enum Trouble {
    CUT_BEFORE("the connection is cut before the server learns of it", Set.of("done")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.CutBefore();
        }
    },
    CUT_AFTER("the connection is cut after the server carried it out", Set.of("done")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.CutAfter();
        }
    },
    EXPIRED("the ticket has expired", Set.of("done")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Expire();
        }
    },
    BROKEN_PIPE("the node's service is not reached (596)", Set.of("done")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Reply(596, "Broken pipe");
        }
    },
    LOCKED("a lock is held by another for too long", Set.of("done")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Reply(500, "can't lock file '/var/lock/qemu-server/lock-100.conf' - got timeout");
        }
    },
    SILENT_BEFORE("the server falls silent before it does anything", Set.of("done", "NOT_DONE", "DONE")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Silent(over, false);
        }
    },
    SILENT_AFTER("the server carries it out and falls silent", Set.of("done", "NOT_DONE", "DONE")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Silent(over, true);
        }
    },
    NODE_AWAY("the node is down when it is sent, and comes back soon", Set.of("done", "NOT_DONE", "UNKNOWN")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Before(() -> {
                fake.kill(Bed.NODE);
                CompletableFuture.delayedExecutor(60, TimeUnit.MILLISECONDS).execute(() -> fake.revive(Bed.NODE));
            });
        }
    },
    NODE_LOST("the node is down from then on", Set.of("done", "DONE", "NOT_DONE", "UNKNOWN")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Before(() -> fake.kill(Bed.NODE));
        }
    },
    NO_QUORUM("the cluster is read-only from then on", Set.of("done", "NOT_DONE", "UNKNOWN")) {
        @Override
        Fault fault(FakeProxmox fake, CountDownLatch over) {
            return new Fault.Before(() -> fake.world().quorum(false));
        }
    };

    private final String title;
    private final Set<String> told;

    Trouble(String title, Set<String> told) {
        this.title = title;
        this.told = told;
    }

    /**
     * What becomes of the request.
     *
     * @param over is counted down when the change has ended
     */
    abstract Fault fault(FakeProxmox fake, CountDownLatch over);

    /** What may be told: {@code done}, or an outcome. */
    Set<String> told() {
        return told;
    }

    boolean silent() {
        return this == SILENT_BEFORE || this == SILENT_AFTER;
    }

    /** Lets all be well again. */
    static void end(FakeProxmox fake) {
        fake.gate().restart();
        fake.revive(Bed.NODE);
        fake.world().quorum(true);
    }

    @Override
    public String toString() {
        return title;
    }
}
