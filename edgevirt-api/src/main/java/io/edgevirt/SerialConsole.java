package io.edgevirt;

import java.time.Duration;

/**
 * The text of a machine's serial port, read as UTF-8. It holds the last 1 MiB.
 *
 * <p>Each handle reads on from where it stopped: {@link #await} looks only at what no earlier {@code await} of the same
 * handle has passed, so that the same prompt can be waited for again.
 *
 * <p>A connection that is lost is made anew by {@link #await} and {@link #type}, and the text goes on; what was read before
 * is kept. What the guest writes while nobody reads may be missing: systems do not keep it.
 */
public interface SerialConsole extends AutoCloseable {

    /**
     * Waits until a text appears.
     *
     * @param marker the text to wait for
     * @param atMost how long
     * @return what was written up to and including the marker, since the last {@code await}
     * @throws OperationTimeoutException if it does not appear in time; it carries the last lines seen
     * @throws InvalidStateException if the machine stopped, or its port was closed, and the text can no longer appear
     * @throws ConnectionException if the connection was lost, and could not be made anew in time
     */
    String await(String marker, Duration atMost);

    /**
     * All text that is held.
     *
     * @return the text
     */
    String text();

    /**
     * Types into the serial port.
     *
     * @param keys what to type; a line ends with {@code \n}
     * @return this console
     */
    SerialConsole type(String keys);

    /** Ends this handle; the machine's text goes on being collected for others. */
    @Override
    void close();
}
