package io.edgevirt.proxmox.driver;

import io.edgevirt.ConnectionException;
import io.edgevirt.proxmox.http.PveSocket;
import io.edgevirt.proxmox.vnc.Duplex;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;

/** A WebSocket of Proxmox VE's as what a screen or a terminal is spoken to over. */
final class SocketDuplex implements Duplex {

    private final PveSocket socket;

    SocketDuplex(PveSocket socket) {
        this.socket = socket;
    }

    @Override
    public void send(byte[] message) throws IOException {
        try {
            socket.send(message);
        } catch (ConnectionException e) {
            throw new IOException(e.failure().message(), e);
        }
    }

    @Override
    public Optional<byte[]> receive(Duration atMost) throws IOException {
        try {
            Optional<byte[]> came = socket.receive(atMost);
            if (came.isEmpty() && socket.over()) {
                throw new EOFException("the other side has closed the connection");
            }
            return came;
        } catch (ConnectionException e) {
            throw new IOException(e.failure().message(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
