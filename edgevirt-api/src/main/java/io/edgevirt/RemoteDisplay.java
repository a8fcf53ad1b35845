package io.edgevirt;

import io.edgevirt.engine.Line;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * How to see a machine's screen.
 *
 * @param kind the protocol
 * @param uri where to connect, without the ticket
 * @param ticket the password or ticket to show there
 * @param expires until when the ticket is good
 */
public record RemoteDisplay(Kind kind, URI uri, Optional<Secret> ticket, Optional<Instant> expires) {

    /** The protocol of a remote display. */
    public enum Kind {
        /** RFB, RFC 6143. */
        VNC,
        /** VNC within a WebSocket, for a browser. */
        VNC_WEBSOCKET,
        /** SPICE. */
        SPICE,
        /** RDP, as Hyper-V's vmconnect uses it. */
        RDP,
        /** VMware's WebMKS. */
        WEBMKS
    }

    @Override
    public String toString() {
        return Line.of(this);
    }
}
