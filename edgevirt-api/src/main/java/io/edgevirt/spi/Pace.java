package io.edgevirt.spi;

import java.time.Duration;
import java.time.Instant;

/** Time as a system sees it. Real systems have {@link #system()}; a simulation may have a time of its own. */
public interface Pace {

    /**
     * The time.
     *
     * @return now
     */
    Instant now();

    /**
     * The engine waits for the system: until the bell rings or the time has passed. A simulation may let its time jump.
     *
     * @param bell what may end the wait
     * @param atMost how long
     * @throws InterruptedException if the thread is interrupted
     */
    void pause(Bell bell, Duration atMost) throws InterruptedException;

    /**
     * A caller waits for the engine: until the bell rings or the time has passed. A simulation's time does not jump for
     * it, but the wait may return whenever its time moves.
     *
     * @param bell what may end the wait
     * @param atMost how long
     * @throws InterruptedException if the thread is interrupted
     */
    void follow(Bell bell, Duration atMost) throws InterruptedException;

    /**
     * Real time.
     *
     * @return the system's clock
     */
    static Pace system() {
        return SystemPace.INSTANCE;
    }
}
