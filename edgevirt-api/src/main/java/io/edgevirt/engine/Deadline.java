package io.edgevirt.engine;

import io.edgevirt.spi.Pace;
import java.time.Duration;
import java.time.Instant;

/** A time by which something must be over. */
final class Deadline {

    /** Longer than anything that is waited for; keeps additions from overflowing. */
    private static final Duration LONGEST = Duration.ofDays(3650);

    private final Pace pace;
    private final Instant end;

    Deadline(Pace pace, Duration atMost) {
        this.pace = pace;
        this.end = pace.now().plus(atMost(atMost));
    }

    /** The same, but no longer than anything that is waited for. */
    static Duration atMost(Duration wanted) {
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }

    boolean passed() {
        return !pace.now().isBefore(end);
    }

    Instant end() {
        return end;
    }

    /** What is left, at most as long as asked for, never negative. */
    Duration left(Duration atMost) {
        Duration left = Duration.between(pace.now(), end);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(atMost) < 0 ? left : atMost;
    }
}
