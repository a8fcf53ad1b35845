package io.edgevirt.mem;

import io.edgevirt.spi.Bell;
import io.edgevirt.spi.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Virtual time, and what is due in it. Shares its lock with the system whose time it is. */
final class Clock implements VirtualTime, Pace {

    private static final Instant ORIGIN = Instant.ofEpochSecond(1_767_225_600L);
    /** What other threads are given before time jumps although nothing is due. */
    private static final Duration GRACE = Duration.ofMillis(5);
    /** How far work that never ends moves the time at a go, so that waits for it end. */
    private static final Duration STRIDE = Duration.ofSeconds(10);

    private final ReentrantLock lock;
    private final Condition moved;
    private final Runnable afterwards;
    private final PriorityQueue<Due> due = new PriorityQueue<>();
    private final List<Bell> followers = new ArrayList<>();
    private final Map<Op, Duration> durations = new EnumMap<>(Op.class);
    private Instant now = ORIGIN;
    private long count;
    private boolean manual;

    /**
     * A clock.
     *
     * @param lock the system's lock
     * @param afterwards called without the lock after things have happened
     */
    Clock(ReentrantLock lock, Runnable afterwards) {
        this.lock = lock;
        this.moved = lock.newCondition();
        this.afterwards = afterwards;
    }

    /** Something that will happen. */
    static final class Due implements Comparable<Due> {
        private final Instant at;
        private final long number;
        private final Runnable action;

        private Due(Instant at, long number, Runnable action) {
            this.at = at;
            this.number = number;
            this.action = action;
        }

        @Override
        public int compareTo(Due other) {
            int byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Long.compare(number, other.number);
        }
    }

    /** Lets something happen later, under the system's lock. */
    Due after(Duration delay, Runnable action) {
        lock.lock();
        try {
            Due added = new Due(now.plus(delay), count++, action);
            due.add(added);
            moved.signalAll();
            return added;
        } finally {
            lock.unlock();
        }
    }

    void drop(Due planned) {
        lock.lock();
        try {
            due.remove(planned);
        } finally {
            lock.unlock();
        }
    }

    Duration takes(Op op) {
        lock.lock();
        try {
            Duration given = durations.get(op);
            return given == null ? Duration.ofMillis(op.millis()) : given;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public VirtualTime takes(String request, Duration duration) {
        boolean any = false;
        lock.lock();
        try {
            for (Op op : Op.values()) {
                if (op.takesTime() && op.fits(request)) {
                    durations.put(op, notNegative(duration));
                    any = true;
                }
            }
        } finally {
            lock.unlock();
        }
        if (!any) {
            throw new IllegalArgumentException("no request that takes time fits '" + request + "'");
        }
        return this;
    }

    @Override
    public Instant now() {
        lock.lock();
        try {
            return now;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public VirtualTime advance(Duration duration) {
        notNegative(duration);
        lock.lock();
        try {
            moveTo(now.plus(duration));
        } finally {
            lock.unlock();
        }
        afterwards.run();
        return this;
    }

    @Override
    public VirtualTime manual() {
        return mode(true);
    }

    @Override
    public VirtualTime automatic() {
        return mode(false);
    }

    private VirtualTime mode(boolean byHand) {
        lock.lock();
        try {
            manual = byHand;
            moved.signalAll();
            followers.forEach(Bell::ring);
        } finally {
            lock.unlock();
        }
        return this;
    }

    @Override
    public void pause(Bell bell, Duration atMost) throws InterruptedException {
        if (byHand()) {
            follow(bell, atMost);
            return;
        }
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        if (bell.take() || (idle() && bell.await(GRACE))) {
            return;
        }
        jump(atMost);
    }

    @Override
    public void follow(Bell bell, Duration atMost) throws InterruptedException {
        lock.lock();
        Instant end = now.plus(atMost);
        followers.add(bell);
        lock.unlock();
        try {
            // whoever moves the time rings as well, so that the caller looks at it again
            while (now().isBefore(end) && !bell.await(STRIDE)) {
                continue;
            }
        } finally {
            lock.lock();
            followers.remove(bell);
            lock.unlock();
        }
    }

    /** Lets time pass for work that itself waits: jumps or, in manual mode, waits until it was moved. */
    void sleepUntil(Instant end) throws InterruptedException {
        if (!byHand()) {
            jump(Duration.between(now(), end));
        }
        lock.lockInterruptibly();
        try {
            while (now.isBefore(end)) {
                if (manual) {
                    moved.await();
                } else {
                    moveTo(end);
                }
            }
        } finally {
            lock.unlock();
        }
        afterwards.run();
    }

    /** Lets time pass for work that never ends, so that those who wait for it see their deadlines. */
    void idle(Bell end) throws InterruptedException {
        if (byHand()) {
            follow(end, STRIDE);
        } else if (!end.await(GRACE)) {
            jump(STRIDE);
        }
    }

    private boolean byHand() {
        lock.lock();
        try {
            return manual;
        } finally {
            lock.unlock();
        }
    }

    private boolean idle() {
        lock.lock();
        try {
            return due.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** Moves to what is due next, at most as far as asked for. */
    private void jump(Duration atMost) {
        lock.lock();
        try {
            Instant end = now.plus(atMost);
            Due next = due.peek();
            moveTo(next != null && next.at.isBefore(end) ? next.at : end);
        } finally {
            lock.unlock();
        }
        afterwards.run();
    }

    private void moveTo(Instant end) {
        for (Due next = due.peek(); next != null && !next.at.isAfter(end); next = due.peek()) {
            due.remove();
            now = next.at.isAfter(now) ? next.at : now;
            next.action.run();
        }
        now = end.isAfter(now) ? end : now;
        moved.signalAll();
        followers.forEach(Bell::ring);
    }

    private static Duration notNegative(Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + duration);
        }
        return duration;
    }

    @Override
    public String toString() {
        return now() + (byHand() ? ", moved by hand" : ", jumping");
    }
}
