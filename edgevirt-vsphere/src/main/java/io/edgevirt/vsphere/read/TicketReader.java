package io.edgevirt.vsphere.read;

import com.vmware.vim25.VirtualMachineTicket;
import io.edgevirt.Failure;
import io.edgevirt.OperationFailedException;
import io.edgevirt.RemoteDisplay;
import io.edgevirt.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Reads a {@code VirtualMachineTicket} for a machine's screen. */
public final class TicketReader {

    private static final int HTTPS = 443;

    private TicketReader() {}

    /**
     * Reads a ticket of the kind {@code webmks}. The server does not say until when it is good.
     *
     * @param ticket what the server gave
     * @param server the server's own name, for a host that names none of its own
     * @return where to connect: the address with the ticket's characters behind it, {@code wss://host/ticket/…}
     * @throws OperationFailedException if it is no ticket
     */
    public static RemoteDisplay webMks(VirtualMachineTicket ticket, String server) {
        String secret = Optional.ofNullable(ticket.getTicket()).orElse("");
        if (secret.isEmpty()) {
            throw strange();
        }
        String host =
                Optional.ofNullable(ticket.getHost()).filter(h -> !h.isEmpty()).orElse(server);
        int port = Optional.ofNullable(ticket.getPort()).orElse(HTTPS);
        try {
            URI uri = new URI("wss", null, bracketed(host), port, "/ticket/", null, null);
            return new RemoteDisplay(
                    RemoteDisplay.Kind.WEBMKS, uri, Optional.of(Secret.of(secret.toCharArray())), Optional.empty());
        } catch (URISyntaxException e) {
            throw strange();
        }
    }

    private static String bracketed(String host) {
        return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
    }

    private static OperationFailedException strange() {
        return new OperationFailedException(
                Failure.of("the server gave a ticket that leads nowhere").backend("vsphere"));
    }
}
