package io.edgevirt.mem;

import io.edgevirt.spi.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** A connection's way to its system: every request passes the wire, the session's state and the faults that are set. */
final class Session {

    private final World world;
    private final Wire wire;
    private final Duration timeout;
    private boolean open;
    private boolean expired;
    private boolean cut;

    Session(World world, Wire wire, Duration timeout) {
        this.world = world;
        this.wire = wire;
        this.timeout = timeout;
    }

    World world() {
        return world;
    }

    /** Reads: all that the work needs is one request. */
    <T> T read(Op op, java.util.function.Supplier<T> work) {
        return call(op, hitch -> work.get());
    }

    /** Sends a request; the work is done under the system's lock. */
    <T> T call(Op op, Function<Hitch, T> work) {
        try {
            return wire.call(op.request(), () -> serve(op, work));
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problems.broken(op.request(), e);
        } catch (Exception e) {
            throw Problems.broken(op.request(), e);
        }
    }

    private <T> T serve(Op op, Function<Hitch, T> work) throws InterruptedException {
        Optional<Fault> fault = received(op);
        if (fault.isPresent()) {
            strikeFirst(fault.get(), op);
        }
        Hitch hitch = fault.isPresent() ? Hitch.of(fault.get(), op) : Hitch.NONE;
        T reply = carriedOut(work, hitch);
        world.tellWatchers();
        if (fault.isPresent() && fault.get().kind() == Fault.Kind.DROP_REPLY) {
            if (reply instanceof Job job) {
                finish(job);
            }
            throw Problems.lost(op.request(), "the connection broke after the request was carried out");
        }
        return reply;
    }

    private Optional<Fault> received(Op op) {
        world.lock().lock();
        try {
            admit(op);
            world.requests().add(op);
            return world.faults().striking(op);
        } finally {
            world.lock().unlock();
        }
    }

    private <T> T carriedOut(Function<Hitch, T> work, Hitch hitch) {
        world.lock().lock();
        try {
            return work.apply(hitch);
        } finally {
            world.lock().unlock();
        }
    }

    private static void finish(Job job) throws InterruptedException {
        try {
            job.await();
        } catch (io.edgevirt.EdgeVirtException e) {
            // how it ended is part of the reply, which is lost
            return;
        }
    }

    private void admit(Op op) {
        if (op == Op.SESSION_OPEN || op == Op.SESSION_RENEW || op == Op.SESSION_CLOSE) {
            return;
        }
        if (!open) {
            throw Problems.closed();
        }
        if (cut) {
            throw Problems.cut();
        }
        if (expired) {
            throw Problems.expired();
        }
    }

    private void strikeFirst(Fault fault, Op op) throws InterruptedException {
        switch (fault.kind()) {
            case REFUSE, LOCK -> throw Problems.ours(fault.error(), op.request());
            case EXPIRE -> {
                world.expireAll();
                throw Problems.expired();
            }
            case CUT -> {
                world.cutAll();
                throw Problems.cut();
            }
            case STALL -> {
                if (!op.takesTime()) {
                    world.clock().sleepUntil(world.clock().now().plus(timeout));
                    throw Problems.lost(op.request(), "none came within " + timeout);
                }
            }
            case BREAK_OFF, DROP_REPLY -> {}
        }
    }

    void open() {
        call(Op.SESSION_OPEN, hitch -> {
            open = true;
            world.joined(this);
            return true;
        });
    }

    void renew() {
        call(Op.SESSION_RENEW, hitch -> {
            if (!open) {
                throw Problems.closed();
            }
            expired = false;
            cut = false;
            return true;
        });
    }

    void close() {
        world.lock().lock();
        try {
            open = false;
            world.left(this);
        } finally {
            world.lock().unlock();
        }
        call(Op.SESSION_CLOSE, hitch -> true);
    }

    /** Whether events reach it. */
    boolean alive() {
        return open && !cut && !expired;
    }

    void expire() {
        expired = true;
    }

    void cut() {
        cut = true;
    }
}
