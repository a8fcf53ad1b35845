package io.edgevirt.mem;

import java.time.Duration;
import java.time.Instant;

/**
 * The time of a simulated system. It begins at 2026-01-01T00:00:00Z and moves only when something moves it, so that a
 * guest's two-minute shutdown takes no time in a test and two runs see the same times.
 *
 * <p>In automatic mode, which is the default, time jumps to the next thing that will happen whenever EdgeVirt waits for
 * the system; where nothing will happen, other threads are given 5 ms of real time before it jumps to the wait's end. In
 * manual mode such waits last until a test calls {@link #advance}. Thread-safe.
 */
public interface VirtualTime {

    /**
     * The time.
     *
     * @return now, in the simulated system
     */
    Instant now();

    /**
     * Moves the time on; all that happens meanwhile happens in its order.
     *
     * @param duration how far, zero or more
     * @return this time
     */
    VirtualTime advance(Duration duration);

    /**
     * Lets time move only by {@link #advance}.
     *
     * @return this time
     */
    VirtualTime manual();

    /**
     * Lets time jump when EdgeVirt waits.
     *
     * @return this time
     */
    VirtualTime automatic();

    /**
     * How long an operation takes from now on: {@code vm.clone}, {@code vm.migrate}, {@code vm.save},
     * {@code vm.restore}, {@code snapshot.take}, {@code snapshot.revert}, {@code snapshot.delete} or
     * {@code volume.upload}. All others are done at once.
     *
     * @param request the request's name, in which a star stands for any characters
     * @param duration how long, zero or more
     * @return this time
     * @throws IllegalArgumentException if no request of that name takes time
     */
    VirtualTime takes(String request, Duration duration);
}
