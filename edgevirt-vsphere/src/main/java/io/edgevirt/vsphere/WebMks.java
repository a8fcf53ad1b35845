package io.edgevirt.vsphere;

import io.edgevirt.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A ticket for a machine's screen in a WebSocket, good for one connection. The server does not say until when.
 *
 * @param address where to connect, without the ticket: the ticket's characters go behind it
 * @param ticket the ticket
 * @param thumbprint the SHA-1 fingerprint of the certificate that the host shows, where the server tells it
 */
public record WebMks(URI address, Secret ticket, Optional<String> thumbprint) {

    /**
     * Where to connect, ticket and all: whoever has it sees the screen.
     *
     * @return such as {@code wss://esx.example.com:443/ticket/1a2b3c}
     */
    public URI connection() {
        String text = URLEncoder.encode(String.valueOf(ticket.reveal()), StandardCharsets.UTF_8);
        return URI.create(address + text.replace("+", "%20"));
    }

    @Override
    public String toString() {
        return "WebMks[" + address + "***]";
    }
}
