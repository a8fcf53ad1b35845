package io.edgevirt.proxmox.vnc;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** A connection that carries messages both ways, such as a WebSocket. Sending and receiving are for one thread each. */
public interface Duplex extends Closeable {

    /**
     * Sends a message.
     *
     * @param message its bytes
     * @throws IOException if the connection is lost
     */
    void send(byte[] message) throws IOException;

    /**
     * Waits for a message.
     *
     * @param atMost how long
     * @return the message; empty if none came in time
     * @throws IOException if the connection is lost, or was closed by the other side
     */
    Optional<byte[]> receive(Duration atMost) throws IOException;

    @Override
    void close();
}
