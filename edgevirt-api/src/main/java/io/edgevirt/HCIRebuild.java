package io.edgevirt;

import io.edgevirt.engine.Line;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a pool has come in restoring its copies.
 *
 * @param state whether it is at it
 * @param left what is still to be copied
 * @param fraction how much is done, from 0 to 1
 * @param eta how long it will take, as the system estimates
 */
public record HCIRebuild(State state, Optional<Size> left, Optional<Double> fraction, Optional<Duration> eta) {

    /** Whether a pool is restoring copies. */
    public enum State {
        /** Nothing to do. */
        IDLE,
        /** At it. */
        RUNNING,
        /** Interrupted. */
        PAUSED,
        /** The system does not say. */
        UNKNOWN
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
