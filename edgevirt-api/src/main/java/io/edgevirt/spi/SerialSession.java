package io.edgevirt.spi;

/** A machine's serial port, kept open by the driver until it closes or the machine stops. */
public interface SerialSession {

    /**
     * What was written so far, and goes on being written.
     *
     * @return the text, which the driver appends to
     */
    SerialText text();

    /**
     * Types into the port.
     *
     * @param keys the bytes to send
     */
    void write(byte[] keys);

    /**
     * Asked by whoever waits for text, often: a driver throws if the connection that the text comes by is known to be
     * lost, so that it is made anew and the text goes on. It asks no server.
     *
     * @throws io.edgevirt.ConnectionException if the connection is lost
     */
    default void checkConnection() {}
}
