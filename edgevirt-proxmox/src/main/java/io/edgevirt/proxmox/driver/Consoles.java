package io.edgevirt.proxmox.driver;

import io.edgevirt.Failure;
import io.edgevirt.InvalidStateException;
import io.edgevirt.OperationFailedException;
import io.edgevirt.Outcome;
import io.edgevirt.UnsupportedFeatureException;
import io.edgevirt.proxmox.http.Faults;
import io.edgevirt.proxmox.read.Json;
import io.edgevirt.proxmox.translate.ConsoleRequests;
import io.edgevirt.proxmox.translate.PowerRequests;
import io.edgevirt.proxmox.vnc.Rfb;
import io.edgevirt.proxmox.vnc.Terminal;
import java.io.IOException;
import java.time.Duration;

/** Opens machines' screens and serial ports: a ticket, which is good for seconds, and the WebSocket that it is for. */
final class Consoles {

    /** Long enough for a screen of 8K over a slow line. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Site site;

    Consoles(Site site) {
        this.site = site;
    }

    /**
     * A ticket.
     *
     * @param node the machine's node
     * @param port the port that it is for
     * @param ticket the ticket
     * @param user who it was given to
     * @param password what the screen asks for
     */
    record Ticket(String node, long port, String ticket, String user, String password) {

        static Ticket of(String node, Json reply) {
            String ticket = reply.text("ticket").orElse("");
            return new Ticket(
                    node,
                    reply.number("port").orElseThrow(() -> strange("there is no port in the reply")),
                    ticket,
                    reply.text("user").orElse(""),
                    reply.text("password").filter(p -> !p.isEmpty()).orElse(ticket));
        }

        @Override
        public String toString() {
            return "a ticket for port " + port + " of " + node;
        }
    }

    private void running(String node, String vmid) {
        Json now = site.pve().send(PowerRequests.current(node, vmid));
        if (now.text("status").filter("running"::equals).isEmpty()) {
            throw new InvalidStateException(Failure.of(now.text("name").orElse(vmid) + " does not run")
                    .backend(Faults.BACKEND)
                    .hint("start it"));
        }
    }

    /** Two requests. */
    Ticket screen(String vmid, boolean ownPassword) {
        return site.nodes().at(vmid, node -> {
            running(node, vmid);
            return Ticket.of(
                    node,
                    site.pve()
                            .send(
                                    ownPassword
                                            ? ConsoleRequests.vnc(node, vmid)
                                            : ConsoleRequests.vncByTicket(node, vmid)));
        });
    }

    byte[] picture(String vmid) {
        Ticket ticket = screen(vmid, true);
        try (SocketDuplex socket = socket(vmid, ticket)) {
            return Rfb.picture(socket, ticket.password(), PATIENCE);
        } catch (IOException e) {
            throw new OperationFailedException(Failure.of("the screen cannot be read: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .hint("look at it in the web interface: its display may be none")
                    .cause(e));
        }
    }

    /** Three requests and the WebSocket. */
    Terminal serial(String vmid) {
        Ticket ticket = site.nodes().at(vmid, node -> {
            running(node, vmid);
            requirePort(site.pve().send(ConsoleRequests.config(node, vmid)));
            return Ticket.of(node, site.pve().send(ConsoleRequests.terminal(node, vmid, "serial0")));
        });
        SocketDuplex socket = socket(vmid, ticket);
        try {
            String user = ticket.user().isEmpty() ? site.pve().user() : ticket.user();
            return Terminal.open(socket, user, ticket.ticket(), PATIENCE);
        } catch (IOException e) {
            socket.close();
            throw new OperationFailedException(Failure.of("the serial port cannot be opened: " + e.getMessage())
                    .backend(Faults.BACKEND)
                    .outcome(Outcome.NOT_DONE)
                    .cause(e));
        }
    }

    private static void requirePort(Json config) {
        if (config.text("serial0").filter("socket"::equals).isEmpty()) {
            throw new UnsupportedFeatureException(Failure.of("it has no serial port that Proxmox VE can show")
                    .backend(Faults.BACKEND)
                    .hint("set serial0 to socket in its hardware, which holds from its next start on, and let"
                            + " its guest write there: console=ttyS0"));
        }
    }

    private SocketDuplex socket(String vmid, Ticket ticket) {
        return new SocketDuplex(
                site.pve().socket(ConsoleRequests.socket(ticket.node(), vmid, ticket.port(), ticket.ticket())));
    }

    private static OperationFailedException strange(String what) {
        return new OperationFailedException(Failure.of(what).backend(Faults.BACKEND));
    }
}
