package io.edgevirt.spi;

import java.time.Duration;
import java.time.Instant;

/** Real time. */
enum SystemPace implements Pace {
    INSTANCE;

    private static final long ORIGIN_NANOS = System.nanoTime();
    private static final Instant ORIGIN = Instant.now();

    /** Monotonic, so that deadlines survive a clock that is set while one waits. */
    @Override
    public Instant now() {
        return ORIGIN.plusNanos(System.nanoTime() - ORIGIN_NANOS);
    }

    @Override
    public void pause(Bell bell, Duration atMost) throws InterruptedException {
        bell.await(atMost);
    }

    @Override
    public void follow(Bell bell, Duration atMost) throws InterruptedException {
        bell.await(atMost);
    }
}
