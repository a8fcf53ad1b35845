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
}
