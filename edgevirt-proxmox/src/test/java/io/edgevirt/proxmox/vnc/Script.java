package io.edgevirt.proxmox.vnc;

import java.io.EOFException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** An other side that says what it was told to, whatever it hears, and then closes. */
final class Script implements Duplex {

    final List<byte[]> heard = new ArrayList<>();
    private final Deque<byte[]> lines = new ArrayDeque<>();

    Script(byte[]... lines) {
        this.lines.addAll(List.of(lines));
    }

    @Override
    public void send(byte[] message) {
        heard.add(message);
    }

    @Override
    public Optional<byte[]> receive(Duration atMost) throws EOFException {
        if (lines.isEmpty()) {
            throw new EOFException("closed");
        }
        return Optional.of(lines.poll());
    }

    @Override
    public void close() {}
}
