package io.edgevirt.proxmox.fake;

import java.io.IOException;

/** Serves one WebSocket, after the handshake; runs without the world's lock and may wait. */
@FunctionalInterface
public interface SocketHandler {
    /** Serves until either side closes; the connection is closed when this returns. */
    void serve(Request request, Frames.Reader input, Frames.Writer output) throws IOException;
}
