package io.edgevirt.engine;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Pauses that grow by half each time, each between 50 % and 100 % of its nominal length so that clients spread out. */
final class Backoff {

    private static final double GROWTH = 1.5;
    private final Duration most;
    private double millis;

    Backoff(Duration first, Duration most) {
        this.millis = first.toMillis();
        this.most = most;
    }

    Duration next() {
        double jittered = millis * (0.5 + ThreadLocalRandom.current().nextDouble() / 2);
        millis = Math.min(millis * GROWTH, most.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(jittered)));
    }
}
