package io.edgevirt.vsphere.sim;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import mockwebserver3.MockResponse;

/** Keeps the client waiting for its reply until it is released. */
public final class Stall implements Effect, AutoCloseable {

    private final CountDownLatch arrived = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final boolean workFirst;
    private volatile boolean abandoned;

    private Stall(boolean workFirst) {
        this.workFirst = workFirst;
    }

    /**
     * Holds the request: the simulator learns of it when it is released.
     *
     * @return a stall
     */
    public static Stall ofRequest() {
        return new Stall(false);
    }

    /**
     * Holds the reply: the simulator has carried the request out.
     *
     * @return a stall
     */
    public static Stall ofReply() {
        return new Stall(true);
    }

    @Override
    public MockResponse answer(Forward forward) throws IOException, InterruptedException {
        if (!workFirst) {
            hold();
            return forward.send();
        }
        MockResponse reply = forward.send();
        hold();
        return reply;
    }

    private void hold() throws IOException, InterruptedException {
        arrived.countDown();
        released.await();
        if (abandoned) {
            throw new IOException("the relay is closed");
        }
    }

    /** What is held gets no answer, and goes no further. */
    void abandon() {
        abandoned = true;
        release();
    }

    /**
     * Waits until a request is held, with the work done if it is the reply's stall.
     *
     * @param patience how long at most
     * @return whether one is held
     * @throws InterruptedException when the waiting thread is interrupted
     */
    public boolean awaitArrival(Duration patience) throws InterruptedException {
        return arrived.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Lets what is held go on; nothing more is held. */
    public void release() {
        released.countDown();
    }

    @Override
    public void close() {
        release();
    }
}
