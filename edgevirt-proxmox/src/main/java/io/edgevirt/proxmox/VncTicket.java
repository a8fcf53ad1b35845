package io.edgevirt.proxmox;

import io.edgevirt.Secret;
import java.net.URI;
import java.time.Instant;

/**
 * A ticket for a machine's screen, VNC within a WebSocket (protocol {@code binary}). Who opens it must be logged in as well,
 * by the cookie {@code PVEAuthCookie} or an API token.
 *
 * @param webSocket where to connect; the ticket is to be added as the parameter {@code vncticket}
 * @param ticket the ticket
 * @param password what VNC itself asks for then
 * @param expires until when a connection must have been made, by this machine's clock
 */
public record VncTicket(URI webSocket, Secret ticket, Secret password, Instant expires) {

    @Override
    public String toString() {
        return "a ticket for " + webSocket + " until " + expires;
    }
}
