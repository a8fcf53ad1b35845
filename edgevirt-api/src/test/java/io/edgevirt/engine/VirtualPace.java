package io.edgevirt.engine;

import io.edgevirt.spi.Bell;
import io.edgevirt.spi.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that jumps when the engine waits for the system, so that no test waits; or stands still until a bell rings. */
final class VirtualPace implements Pace {

    /** What a held wait takes in real time before a test that hangs is given up. */
    private static final Duration GIVE_UP = Duration.ofSeconds(20);

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private volatile boolean held;

    /** From now on a pause lasts until its bell rings, and time moves by {@link #advance} alone. */
    VirtualPace hold() {
        held = true;
        return this;
    }

    /** From now on time jumps again. */
    void release() {
        held = false;
    }

    synchronized void advance(Duration by) {
        now = now.plus(by);
    }

    /** The pauses made for the system, in order. */
    synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void pause(Bell bell, Duration atMost) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        synchronized (this) {
            pauses.add(atMost);
        }
        if (held) {
            bell.await(GIVE_UP);
        } else if (!bell.take()) {
            advance(atMost);
        }
    }

    @Override
    public void follow(Bell bell, Duration atMost) throws InterruptedException {
        bell.await(Duration.ofMillis(2));
    }
}
