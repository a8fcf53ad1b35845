package io.edgevirt.vsphere.soap;

import io.edgevirt.AuthenticationException;
import io.edgevirt.ClosedException;
import io.edgevirt.ConnectionException;
import io.edgevirt.EdgeVirtException;
import io.edgevirt.Event;
import io.edgevirt.Failure;
import io.edgevirt.NotFoundException;
import io.edgevirt.Outcome;
import io.edgevirt.spi.SessionExpiredException;
import io.edgevirt.spi.TaskState;
import io.edgevirt.vsphere.read.MachineEvents;
import io.edgevirt.vsphere.read.Reference;
import io.edgevirt.vsphere.read.UpdateSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One long poll for all that is waited for on a connection: its tasks, and its machines where they are watched. One
 * thread, which lives while anything is waited for, and one property collector of our own. What the server keeps is made
 * anew after it was lost. Thread-safe.
 */
public final class Updates implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Updates.class);

    /** New tasks are put on the server's list together, this long after those before. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    /** Progress is told so often; an end is told at once. */
    private static final long PROGRESS_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** So many ends of tasks are fetched as they come; of more, several at a time. */
    private static final int FEW = 5;

    private static final long LONGEST_GATHER_MILLIS = 400;
    private static final long FIRST_PAUSE_MILLIS = 1000;
    private static final long LONGEST_PAUSE_MILLIS = 30_000;
    private static final long ENDING_MILLIS = 2000;
    /** How often in a row what the server kept may be lost before that is an error. */
    private static final int TRIES = 3;

    private final Channel channel;
    private final Roots roots;
    private final Duration readTimeout;
    private final String name;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final TaskBoard board;
    private final Set<String> expected = new HashSet<>();
    private @Nullable Watching open;
    private @Nullable Thread runner;
    private @Nullable EdgeVirtException failure;
    private @Nullable Consumer<Event> sink;
    private MachineEvents machines = new MachineEvents();
    private boolean watched;
    private boolean closed;
    private boolean listing;
    /** Whether events may have been missed since the watch began, of which the listener was not told yet. */
    private boolean gap;

    private boolean loginRefused;
    private int losses;
    private long lastListed = System.nanoTime() - GATHER_NANOS;
    private long generation;

    /**
     * Prepares to wait; asks nothing.
     *
     * @param channel what carries requests, several at a time
     * @param roots where to begin
     * @param readTimeout how long the server may be silent, but for the long poll itself
     * @param faults makes an exception of a fault's type and the server's words
     * @param name the connection's, for its thread
     */
    public Updates(
            Channel channel,
            Roots roots,
            Duration readTimeout,
            BiFunction<String, String, EdgeVirtException> faults,
            String name) {
        this.channel = channel;
        this.roots = roots;
        this.readTimeout = readTimeout;
        this.name = name;
        board = new TaskBoard(faults);
    }

    /**
     * Tells of a task that was just begun and will be waited for, so that a wait under way takes it in at once.
     *
     * @param task its id
     */
    public void expect(String task) {
        lock.lock();
        try {
            if (expected.add(task)) {
                board.expect(task);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * How tasks are, in the words of {@link io.edgevirt.spi.Driver#poll}: returns once one of them has ended, or a task
     * is expected, or the time is over. It asks the server only to begin and to add tasks.
     *
     * @param tasks their ids; others that were asked about before are forgotten
     * @param atMost how long to wait
     * @return the states of all of them
     * @throws EdgeVirtException what broke the long poll, once; the next call begins anew
     */
    public Map<String, TaskState> poll(Set<String> tasks, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        lock.lock();
        try {
            expected.removeAll(tasks);
            board.want(tasks, expected);
            begin();
            long began = System.nanoTime();
            long moves = board.moves();
            int others = expected.size();
            while (!board.anyEnded(tasks) && expected.size() <= others && !tasks.isEmpty()) {
                throwFailure();
                long now = System.nanoTime();
                boolean tell = board.moves() != moves && now - began >= PROGRESS_NANOS;
                if (now - end >= 0 || tell) {
                    break;
                }
                await(Math.min(end - now, list(now)));
            }
            return board.states(tasks);
        } finally {
            lock.unlock();
        }
    }

    private void await(long nanos) {
        try {
            changed.awaitNanos(Math.min(nanos, PROGRESS_NANOS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed("the wait was interrupted");
        }
    }

    private static EdgeVirtException failed(String why) {
        return new EdgeVirtException(Failure.of(why).backend(Faults.BACKEND).outcome(Outcome.UNKNOWN));
    }

    private void throwFailure() {
        EdgeVirtException trouble = failure;
        if (trouble != null) {
            failure = null;
            throw trouble;
        }
        if (closed) {
            throw new ClosedException(Failure.of("the connection is closed").backend(Faults.BACKEND));
        }
    }

    /** Puts new tasks on the server's list, if there is one and it is time; tells when it is time, in nanoseconds. */
    private long list(long now) {
        Watching watching = open;
        List<String> add = board.unlisted();
        if (watching == null || listing || add.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long early = lastListed + GATHER_NANOS - now;
        if (early <= 0) {
            list(watching, add);
        }
        return Math.max(early, 0);
    }

    /** With the lock held, which is given up for the request. */
    private void list(Watching watching, List<String> add) {
        List<String> remove = board.spent();
        long of = generation;
        listing = true;
        lock.unlock();
        List<String> gone = List.of();
        EdgeVirtException trouble = null;
        try {
            gone = watching.list(add, remove);
        } catch (EdgeVirtException e) {
            trouble = e;
        } finally {
            lock.lock();
            listing = false;
            lastListed = System.nanoTime();
        }
        if (trouble != null) {
            troubled(trouble, of, isLost(trouble));
        } else if (of == generation) {
            board.listed(add, remove);
            board.gone(gone);
        }
        changed.signalAll();
    }

    /**
     * Begins to tell of changes of machines. It returns when the watch is set up: what happens after is told.
     *
     * @param listener takes each event, on the thread of the long poll
     * @return ends it
     */
    public Runnable watch(Consumer<Event> listener) {
        lock.lock();
        try {
            throwFailure();
            sink = listener;
            loginRefused = false;
            restart();
            gap = false;
            long end = System.nanoTime() + readTimeout.multipliedBy(2).toNanos();
            while (!watched) {
                throwFailure();
                long left = end - System.nanoTime();
                if (left <= 0) {
                    throw failed("the server did not begin to tell of events in time");
                }
                await(left);
            }
        } catch (RuntimeException e) {
            sink = sink == listener ? null : sink;
            throw e;
        } finally {
            lock.unlock();
        }
        return () -> unwatch(listener);
    }

    private void unwatch(Consumer<Event> listener) {
        lock.lock();
        try {
            if (sink == listener && !closed) {
                sink = null;
                restart();
            }
        } finally {
            lock.unlock();
        }
    }

    /** With the lock held, which is given up meanwhile: what the server keeps is made anew for what is wanted now. */
    private void restart() {
        Watching old = detach();
        if (old != null) {
            lock.unlock();
            try {
                old.destroy();
            } finally {
                lock.lock();
            }
        }
        begin();
    }

    private @Nullable Watching detach() {
        Watching old = open;
        open = null;
        generation++;
        board.unlist();
        machines = new MachineEvents();
        watched = false;
        return old;
    }

    /**
     * Tells that the connection was renewed: what the server keeps is made anew.
     *
     * @param kept whether the session lived on, so that what the server kept for it is to be removed; that ends a wait
     *     under way, which nobody could use any more
     */
    public void renewed(boolean kept) {
        Watching old;
        lock.lock();
        try {
            old = detach();
            gap = false;
            loginRefused = false;
            failure = null;
            losses = 0;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (kept && old != null) {
            old.destroy();
        }
    }

    /** Ends all waits and removes from the server what it kept. */
    @Override
    public void close() {
        Watching old;
        Thread ending;
        lock.lock();
        try {
            closed = true;
            sink = null;
            old = detach();
            ending = runner;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (old != null) {
            old.destroy();
        }
        end(ending);
    }

    private static void end(@Nullable Thread thread) {
        if (thread == null || thread == Thread.currentThread()) {
            return;
        }
        try {
            thread.join(ENDING_MILLIS);
            thread.interrupt();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        if (runner == null && !idle()) {
            Thread thread = new Thread(this::run, "edgevirt-vsphere-updates-" + name);
            thread.setDaemon(true);
            runner = thread;
            thread.start();
        }
    }

    private boolean idle() {
        return closed || sink == null && board.open() == 0;
    }

    private void run() {
        long pause = FIRST_PAUSE_MILLIS;
        while (true) {
            long of;
            lock.lock();
            try {
                if (idle() || failure != null && sink == null) {
                    runner = null;
                    return;
                }
                of = generation;
            } finally {
                lock.unlock();
            }
            pause = round(of) ? FIRST_PAUSE_MILLIS : rest(pause);
        }
    }

    /** One long poll; false if it failed for a reason that may last. */
    private boolean round(long of) {
        try {
            Watching watching = ready(of);
            if (watching != null) {
                long began = System.nanoTime();
                UpdateSet set = watching.await();
                int waiting = take(set, of);
                if (!set.truncated()) {
                    gather(waiting, System.nanoTime() - began);
                }
            }
            return true;
        } catch (SessionExpiredException e) {
            return expired(e, of);
        } catch (EdgeVirtException e) {
            return troubled(e, of, isLost(e));
        } catch (RuntimeException | Error e) {
            LOG.warn("the long poll failed", e);
            return troubled(
                    new EdgeVirtException(Failure.of("the long poll failed: " + e)
                            .backend(Faults.BACKEND)
                            .outcome(Outcome.UNKNOWN)
                            .cause(e)),
                    of,
                    false);
        }
    }

    /**
     * Who only watches sends no request that would find out that the session is over, so the watch makes it anew itself.
     * A login that was refused is not tried again unasked: accounts are locked by that.
     */
    private boolean expired(SessionExpiredException e, long of) {
        lock.lock();
        try {
            if (sink == null || closed || loginRefused || of != generation) {
                return troubled(e, of, false);
            }
        } finally {
            lock.unlock();
        }
        try {
            channel.renew();
            return troubled(e, of, true);
        } catch (EdgeVirtException worse) {
            refused(worse instanceof AuthenticationException);
            return troubled(worse, of, false);
        }
    }

    private void refused(boolean login) {
        lock.lock();
        try {
            loginRefused |= login;
        } finally {
            lock.unlock();
        }
    }

    /** What to wait with, with all tasks on its list; null where it was given up meanwhile. */
    private @Nullable Watching ready(long of) {
        boolean withMachines;
        lock.lock();
        try {
            if (open != null || of != generation) {
                listNow();
                return of == generation ? open : null;
            }
            withMachines = sink != null;
        } finally {
            lock.unlock();
        }
        Watching made = Watching.open(channel, roots, readTimeout, withMachines);
        lock.lock();
        try {
            if (of == generation) {
                open = made;
                listNow();
                return of == generation ? open : null;
            }
        } finally {
            lock.unlock();
        }
        made.destroy();
        return null;
    }

    private void listNow() {
        List<String> add = board.unlisted();
        Watching watching = open;
        if (watching != null && !listing && !add.isEmpty()) {
            list(watching, add);
        }
    }

    /** Where many are waited for, their ends are fetched together rather than one by one. */
    private static void gather(int waiting, long tookNanos) {
        long millis = waiting < FEW ? 0 : Math.min(LONGEST_GATHER_MILLIS, 2L * waiting);
        long left = millis - TimeUnit.NANOSECONDS.toMillis(tookNanos);
        try {
            Thread.sleep(Math.max(0, left));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the connection closes
        }
    }

    /** Takes what a long poll brought; tells how many tasks are waited for still. */
    private int take(UpdateSet set, long of) {
        List<Event> events = new ArrayList<>();
        Consumer<Event> listener;
        int waiting;
        lock.lock();
        try {
            if (of != generation) {
                return 0;
            }
            losses = 0;
            failure = null;
            set.changes().forEach(board::take);
            board.gone(set.missing().stream().map(Reference::id).toList());
            listener = sink;
            if (listener != null) {
                events.addAll(machines.of(set, Instant.now()));
                watched |= !set.truncated();
                reconnected().ifPresent(events::add);
            }
            waiting = board.open();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (listener != null) {
            events.forEach(listener);
        }
        return waiting;
    }

    /** What the listener learns once it is told of events again after some may have been missed. */
    private Optional<Event> reconnected() {
        if (!gap || !watched) {
            return Optional.empty();
        }
        gap = false;
        return Optional.of(
                new Event(Event.Kind.RECONNECTED, "", Optional.empty(), Optional.empty(), Instant.now(), ""));
    }

    /** Takes note of trouble, and of whether it is one that passes by itself; true if it is no reason to rest. */
    private boolean troubled(EdgeVirtException e, long of, boolean passes) {
        lock.lock();
        try {
            if (of != generation || closed) {
                return true;
            }
            LOG.debug("the long poll was broken: {}", e.getMessage());
            if (!(e instanceof ConnectionException)) {
                gap |= watched;
                detach();
            }
            if (passes && ++losses < TRIES) {
                return true;
            }
            failure = e;
            changed.signalAll();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** What the server kept is gone, and can be made anew without more ado. */
    private static boolean isLost(EdgeVirtException e) {
        String code = e.nativeCode().orElse("");
        return e instanceof NotFoundException
                || code.equals("InvalidCollectorVersion")
                || code.equals("RequestCanceled");
    }

    /** Rests before the next try, unless things change; tells how long to rest after that. */
    private long rest(long millis) {
        lock.lock();
        try {
            long of = generation;
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && of == generation && !idle() && (failure == null || sink != null)) {
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        return Math.min(LONGEST_PAUSE_MILLIS, 2 * millis);
    }
}
