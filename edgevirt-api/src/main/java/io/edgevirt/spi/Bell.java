package io.edgevirt.spi;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes one waiting thread. A ring that nobody waits for is kept for the next wait. Thread-safe. */
public final class Bell {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition rung = lock.newCondition();
    private boolean ringing;

    /** Makes a silent bell. */
    public Bell() {}

    /** Wakes whoever waits, or the next who does. */
    public void ring() {
        lock.lock();
        try {
            ringing = true;
            rung.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes a ring that was kept, without waiting.
     *
     * @return whether there was one
     */
    public boolean take() {
        lock.lock();
        try {
            boolean was = ringing;
            ringing = false;
            return was;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a ring in real time.
     *
     * @param atMost how long
     * @return whether it rang
     * @throws InterruptedException if the thread is interrupted
     */
    public boolean await(Duration atMost) throws InterruptedException {
        long nanos = TimeUnit.NANOSECONDS.convert(atMost);
        lock.lockInterruptibly();
        try {
            while (!ringing && nanos > 0) {
                nanos = rung.awaitNanos(nanos);
            }
            boolean was = ringing;
            ringing = false;
            return was;
        } finally {
            lock.unlock();
        }
    }
}
